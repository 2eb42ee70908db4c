"""The checks: each a function from a dossier and what is wanted to findings.

One file per subject; a new check is a function, its line in ``CHECKS`` and its rule in
``rules.toml``. Checks ask only the :class:`~typeset.preflight.marks.Dossier`; none knows how
our own writer works.
"""

from __future__ import annotations

from typeset.preflight.checks.annotations import behaviour, on_page
from typeset.preflight.checks.black import black_and_white
from typeset.preflight.checks.boxes import boxes
from typeset.preflight.checks.color import colors, spot_inks
from typeset.preflight.checks.constructs import constructs
from typeset.preflight.checks.edges import bleed, safety
from typeset.preflight.checks.file import whole_file
from typeset.preflight.checks.fonts import fonts
from typeset.preflight.checks.hidden import hidden_text
from typeset.preflight.checks.images import resolution, soundness
from typeset.preflight.checks.ink import flat_ink, image_ink, light_tints
from typeset.preflight.checks.intent import output_intent
from typeset.preflight.checks.layers import layers
from typeset.preflight.checks.metadata import metadata
from typeset.preflight.checks.pages import page_count
from typeset.preflight.checks.weights import rules_and_type
from typeset.preflight.report import Check

CHECKS: tuple[Check, ...] = (
    whole_file, metadata, output_intent, boxes, constructs, layers, fonts, colors, spot_inks,
    black_and_white, flat_ink, image_ink, light_tints, rules_and_type, resolution, soundness,
    bleed, safety, page_count, on_page, behaviour, hidden_text,
)  # fmt: skip

__all__ = ["CHECKS"]
