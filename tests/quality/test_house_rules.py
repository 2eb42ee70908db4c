"""The house keeps small: files, functions, names, docstrings. Layers are import-linter's."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
SOURCE = CHECKOUT / "src" / "typeset"
FILES = sorted(SOURCE.rglob("*.py"))
TEST_FILES = sorted((CHECKOUT / "tests").rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10
VAGUE = {"util", "utils", "helper", "helpers", "manager", "process", "handle", "handler", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def public(body: list[ast.stmt]) -> Iterator[Definition]:
    """Public classes and functions of a module, and public methods of its public classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("path", FILES + TEST_FILES, ids=name_of)
def test_no_file_is_longer_than_a_reader_holds_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    assert {f.name: length(f) for f in functions(path) if length(f) > LONGEST_FUNCTION} == {}


def test_functions_are_short_in_the_median() -> None:
    lengths = sorted(length(f) for path in FILES for f in functions(path))
    assert lengths[len(lengths) // 2] <= MEDIAN_FUNCTION


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [] if ast.get_docstring(tree) else ["the module"]
    silent += [d.name for d in public(tree.body) if not ast.get_docstring(d)]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_names_are_the_fields_terms(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {n.name for n in ast.walk(tree) if isinstance(n, Definition)} | {path.stem}
    vague = {name for name in named if VAGUE & set(name.lower().strip("_").split("_"))}
    assert vague == set()


@pytest.mark.parametrize("folder", sorted({p.parent for p in FILES}), ids=name_of)
def test_each_folder_has_a_front_door_that_explains_it(folder: Path) -> None:
    door = folder / "__init__.py"
    assert door.exists()
    assert len((ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))) or "").split()) > 3


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_left_to_do_in_the_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [word for word in ("TODO", "FIXME", "XXX", "NotImplementedError") if word in text] == []


def test_no_file_names_a_place_of_one_machine() -> None:
    folders = ("work", "home", "root")  # put together here, so that this file does not name one
    places = [f"/{folder}/" for folder in folders]
    texts = [*FILES, *TEST_FILES, *CHECKOUT.glob("*.md"), CHECKOUT / "Makefile"]
    found = [
        name_of(path)
        for path in texts
        if any(place in path.read_text(encoding="utf-8") for place in places)
    ]
    assert found == []
