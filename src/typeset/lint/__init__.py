"""Faults of spelling and form that an author should see; nothing is ever changed silently.

``lint_text`` judges a text by itself (the probe asks it), ``check_project`` the files of a
project, with the place of every finding, and ``fixes`` carries out what is safe. Rules that
are patterns are rows of ``data/rules.toml`` (``patterns``); ``words`` holds those that need a
table or a second paragraph. Open ``text`` first.
"""

from __future__ import annotations

from typeset.lint.findings import Finding
from typeset.lint.text import lint_text

__all__ = ["Finding", "lint_text"]
