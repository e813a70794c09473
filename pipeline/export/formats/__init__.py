"""One module for each format that a run is exported to; `pipeline.export.exporters` lists them."""
