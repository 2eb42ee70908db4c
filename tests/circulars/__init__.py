"""Circulars measured on their produced pages, rule by rule (GB/T 9704-2012)."""
