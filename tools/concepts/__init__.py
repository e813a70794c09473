"""Builds the concept base, and measures what it is used for."""
