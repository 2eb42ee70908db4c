"""Styles read from text, as the loader reads them."""

from __future__ import annotations

from textwrap import dedent

from typeset.diagnostics import Diagnostic, Sink
from typeset.reading.typed import build
from typeset.reading.yaml_nodes import read_yaml
from typeset.style import Style, StyleSpec, load_spec, over_presets, resolve

FILE = "style.yaml"


def spec_of(text: str, sink: Sink) -> StyleSpec | None:
    """The spec of a style written as ``text``; findings go to ``sink``."""
    node = read_yaml(dedent(text), FILE, sink)
    if node is None:
        return None
    tree = over_presets(node, read_yaml, sink)
    return load_spec(tree, parse=read_yaml, build=build, sink=sink)


def style_of(text: str) -> Style:
    """The resolved style; it must have no fault."""
    sink = Sink()
    spec = spec_of(text, sink)
    assert spec is not None, sink.findings
    style = resolve(spec, sink)
    assert sink.findings == []
    return style


def faults_of(text: str) -> list[Diagnostic]:
    """Everything found in a style, by loading and then by resolving."""
    sink = Sink()
    spec = spec_of(text, sink)
    if spec is not None:
        resolve(spec, sink)
    return sink.findings


def shown(faults: list[Diagnostic]) -> list[str]:
    """Findings as ``line:column code message (hint)``."""
    return [
        f"{f.span.line}:{f.span.column} {f.code} {f.message}" + (f" ({f.hint})" if f.hint else "")
        for f in faults
    ]
