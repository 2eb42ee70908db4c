"""What was written: types, and no word on how it looks.

``publication`` is the whole, ``inline`` what stands inside a paragraph, ``figures`` takes a
headline number apart, ``nodes`` is YAML as written, ``numerals`` spells what is counted. Open
``publication.py`` first.
"""
