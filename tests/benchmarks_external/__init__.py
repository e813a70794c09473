"""The public benchmarks: readers and counts, on data made by hand."""
