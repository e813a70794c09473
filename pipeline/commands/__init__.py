"""Commands of `monograph` beyond the first ones: what they take; each imports what it needs when it runs."""
