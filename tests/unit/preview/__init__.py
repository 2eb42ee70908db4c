"""Finished pages to look at."""
