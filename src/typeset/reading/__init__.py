"""Files to model: a project folder becomes a :class:`Publication` and a :class:`StyleSpec`.

In: a :class:`~typeset.project.Project` (the only door to its files). Out: what was written,
every value with its place. ``publication.py`` reads ``publication.yaml`` and the order of
sections, ``sections.py`` one section, ``markdown.py`` its blocks and inline marks (PyYAML and
markdown-it stay in ``yaml_nodes.py`` and ``markdown.py``), ``typed.py`` fills dataclasses from
nodes; ``circular*.py`` read an official circular. Terms: *node* (YAML with places), *written*
(a block as Markdown has it), *piece* (an inline token), *kind* (a block type of ``blocks/``).
Open ``publication.py`` first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from typeset.blocks import KINDS, designs_of
from typeset.diagnostics import Sink, Span
from typeset.model.nodes import Mapping, Node
from typeset.model.publication import Publication
from typeset.project import Project
from typeset.reading.publication import FILE as PUBLICATION_FILE
from typeset.reading.publication import read_publication
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml
from typeset.style import StyleSpec, load_spec, over_presets
from typeset.style.extend import DEFAULT_PRESET

STYLE_FILE = "style.yaml"

__all__ = ["build", "load", "read_yaml"]


def load(project: Project, sink: Sink) -> tuple[Publication, StyleSpec]:
    """The publication and style of a project.

    Warnings stay in ``sink``. Raises :class:`~typeset.diagnostics.BuildFailed` with every
    error of both files and all sections at once.
    """
    tree = over_presets(_style_node(project, sink), _parse, sink, _default_preset(project))
    publication = read_publication(project, KINDS, sink, _names(tree, "palette"))
    used = None if publication is None else designs_of(publication)
    spec = load_spec(tree, parse=_parse, build=build, sink=sink, used=used)
    sink.findings[:] = dict.fromkeys(sink.findings)  # what is inherited is reported where it stands
    sink.check()
    if publication is None or spec is None:  # a part is only withheld after an error
        raise AssertionError("the loader gave up without saying why")
    return replace(publication, sources=project.sources), spec


def _style_node(project: Project, sink: Sink) -> Node | None:
    """``style.yaml`` as nodes; None (the default preset) where there is none."""
    if not project.exists(STYLE_FILE):
        return None
    text = project.read_text(STYLE_FILE, Span(STYLE_FILE), sink)
    return None if text is None else read_yaml(text, STYLE_FILE, sink)


_CIRCULAR = re.compile(r"^(?:kind|类)\s*[:：]\s*['\"]?(?:circular|公文)", re.MULTILINE)
_OFFICE = re.compile(r"^(?:geometry|版式)\s*:\s*['\"]?office", re.MULTILINE)


def _default_preset(project: Project) -> str:
    """What a style extends that names no preset: a circular has a family of its own.

    A glance at the text: whatever is wrong with the file is found when it is read.
    """
    if not project.exists(PUBLICATION_FILE):
        return DEFAULT_PRESET
    text = project.read_text(PUBLICATION_FILE, Span(PUBLICATION_FILE), Sink()) or ""
    if not _CIRCULAR.search(text):
        return DEFAULT_PRESET
    return "circular-office" if _OFFICE.search(text) else "circular"


def _names(tree: Node, key: str) -> frozenset[str] | None:
    found = tree.get(key) if isinstance(tree, Mapping) else None
    return frozenset(e.key for e in found.entries) if isinstance(found, Mapping) else None


def _parse(text: str, file: str, sink: Sink) -> Node | None:
    return read_yaml(text, file, sink)
