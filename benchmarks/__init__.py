"""How fast the pipeline is beside its own parts, how soon it is ready and how much memory it takes."""
