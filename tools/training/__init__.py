"""Training of the models that the product ships; the product imports nothing from here."""
