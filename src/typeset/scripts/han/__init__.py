"""Two tables of Chinese: words, for phrase ends, and characters foreign to one of its scripts.

``phrases`` tells where a phrase ends (headings break there), ``variants`` which characters
belong to the other script and what stands there instead (the linter names them). Both read
their tables when first asked; what they were made from is in ``tests/data/recipes``.
"""
