"""The relation model: it judges every pair of a drug and a thing that a sentence names, also where no rule
fired, and weighs its reading against the rules'."""
