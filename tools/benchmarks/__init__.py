"""Measures Monograph on public benchmarks, from the data's own folder."""
