"""Every data file is read by something, and every block file is in the registry."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import yaml

CHECKOUT = Path(__file__).parents[2]
SOURCE = CHECKOUT / "src" / "typeset"


def test_every_toml_of_ours_can_be_read() -> None:
    files = sorted(SOURCE.rglob("*.toml"))
    assert files
    assert all(tomllib.loads(path.read_text(encoding="utf-8")) for path in files)


def test_every_design_file_is_read_when_it_is_asked_for() -> None:
    from tests.unit.style.reading import style_of

    written = {path.stem for path in (SOURCE / "style" / "presets" / "designs").glob("*.yaml")}
    assert written
    assert set(style_of("extends: gov-report").designs) == written


def test_a_publication_reads_only_the_designs_it_uses(review: object) -> None:
    from tests.conftest import Review

    assert isinstance(review, Review)
    assert {"hero", "grid", "outlook"} <= set(review.style.designs)
    assert "masthead-light" not in review.style.designs


def test_every_yaml_preset_is_well_formed() -> None:
    files = sorted((SOURCE / "style" / "presets").rglob("*.yaml"))
    assert files
    assert all(yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)


def test_every_role_of_the_preset_is_used() -> None:
    preset = SOURCE / "style" / "presets" / "gov-report.yaml"
    roles = yaml.safe_load(preset.read_text(encoding="utf-8"))["roles"]
    texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in preset.parent.rglob("*.yaml")]
    named = Counter(re.findall(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", "\n".join(texts)))
    by_level = re.compile(r"heading-\d")
    assert [name for name in roles if named[name] < 2 and not by_level.match(name)] == []
