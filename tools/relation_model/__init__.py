"""Train the relation model on the gold, choose its settings, and measure what each source is worth."""
