"""How fast the whole is, how soon it starts and how much memory it takes."""
