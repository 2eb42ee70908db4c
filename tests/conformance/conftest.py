"""Every project of the checkout, laid out once for all tests of its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from typeset.issue import lay_out
from typeset.pipeline import Proof, Run, load
from typeset.project import Project

EXAMPLES = sorted(f.parent for f in (CHECKOUT / "examples").rglob("publication.yaml"))
PROJECTS: Mapping[str, Path] = {
    "review": CHECKOUT / "content",
    **{folder.name: folder for folder in EXAMPLES},
}


@pytest.fixture(scope="session")
def proofs() -> Mapping[str, Proof]:
    """The review and every example on finished pages, circulars with what is bound."""
    made = {}
    for name, folder in PROJECTS.items():
        run = Run()
        made[name] = lay_out(load(Project(folder), run), run)
    return made
