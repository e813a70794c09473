"""Compares what a run says of drugs and targets with what public databases know."""
