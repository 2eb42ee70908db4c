"""The PDF writer, on small pages made by hand from real faces."""
