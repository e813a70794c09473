"""The lexicons as they ship, and the build that makes them."""
