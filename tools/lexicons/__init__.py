"""Builds the name lists in pipeline/entities/lexicons from public vocabularies: see docs/lexicons.md."""
