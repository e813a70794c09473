"""Public corpora and the own gold as trainings and benchmarks read them; each has one reader."""
