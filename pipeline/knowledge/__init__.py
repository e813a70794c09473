"""What the documents of a run say together: claims merged by concept, counted, weighed and compared."""
