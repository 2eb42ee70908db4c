"""The terms of an index: marks gathered under their headings, in order, in groups.

What is wrong with a mark is reported by :func:`check_index`; the lists themselves leave out
what could not be understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import groupby

from typeset.diagnostics import NOWHERE, Diagnostic, Sink, Span, nearest
from typeset.model.columns import ColumnsSpec
from typeset.model.inline import Indexed
from typeset.model.numerals import spell
from typeset.model.publication import IndexSpec, Publication
from typeset.record import dataclass
from typeset.scripts import han_order
from typeset.scripts.han_order import SortKey, Sounds
from typeset.style.columns import with_columns
from typeset.style.resolved import Style

LEVEL = "!"
WORDS = {
    "zh": ("索引", "音序索引", "笔画索引", "见", "参见", "画", "字母", "数字", "其他"),
    "zh-Hant": ("索引", "音序索引", "筆畫索引", "見", "參見", "畫", "字母", "數字", "其他"),
    "ja": ("索引", "音順索引", "画数索引", "→", "→", "画", "英字", "数字", "その他"),
    "ko": ("찾아보기", "음순 찾아보기", "획수 찾아보기", "→", "→", "획", "영문", "숫자", "기타"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry: its heading, how deep it stands (0 to 2), and the marks that lead to it.

    ``see`` and ``also`` are headings with the ids of their entries.
    """

    id: str
    heading: str
    level: int
    marks: tuple[str, ...]
    see: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one head: a letter, a count of strokes."""

    head: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A whole index."""

    id: str
    title: str
    spec: IndexSpec
    groups: tuple[Group, ...]


@dataclass(slots=True)
class _Heading:
    """A heading while its marks are gathered."""

    text: str
    path: tuple[str, ...]
    span: Span
    marks: list[Indexed] = field(default_factory=list)
    under: dict[str, _Heading] = field(default_factory=dict)

    @property
    def sort(self) -> str:
        """How an author wants it sorted, by the first mark that says so."""
        return next((mark.sort for mark in self.marks if mark.sort), "")


def words_of(language: str) -> tuple[str, ...]:
    """The words an index is made with, in the language of the publication."""
    fitting = [tag for tag in WORDS if language.startswith(tag)]
    return WORDS[max(fitting, key=len, default="zh")]


def indexes(publication: Publication) -> Iterator[Index]:
    """The indexes that a publication asks for; none without a mark."""
    if not publication.marks:
        return
    tree = _tree(publication.marks)
    for spec in publication.index:
        name = index_id(spec)
        ids = {path: f"{name}:{n}" for n, path in enumerate(_paths(tree), 1)}
        language = publication.metadata.language
        groups = tuple(_groups(tree, spec, ids, language))
        title = spec.title or _title(spec, publication)
        yield Index(id=name, title=title, spec=spec, groups=groups)


def index_id(spec: IndexSpec) -> str:
    """What the contents and the outline lead to; no author's id holds a colon."""
    return f"index:{spec.by}"


def _title(spec: IndexSpec, publication: Publication) -> str:
    words = words_of(publication.metadata.language)
    return words[0] if len(publication.index) == 1 else words[1 if spec.by == "pinyin" else 2]


# -- gathered -------------------------------------------------------------------------------


def _tree(marks: Iterable[Indexed]) -> dict[str, _Heading]:
    top: dict[str, _Heading] = {}
    for mark in marks:
        level = top
        for depth, text in enumerate(mark.headings, 1):
            here = level.setdefault(text, _Heading(text, mark.headings[:depth], mark.span))
            level = here.under
            if depth == len(mark.headings):
                here.marks.append(mark)
    return top


def _paths(tree: dict[str, _Heading]) -> Iterator[tuple[str, ...]]:
    for heading in tree.values():
        yield heading.path
        yield from _paths(heading.under)


def _sounds(heading: _Heading) -> tuple[str, Sounds]:
    """What a heading is sorted as, and its reading where one is given."""
    if not heading.sort:
        return heading.text, ()
    sounds = han_order.sounds_of(heading.sort, heading.text)
    return (heading.text, sounds) if sounds is not None else (heading.sort, ())


# -- in order -------------------------------------------------------------------------------


def _groups(
    tree: dict[str, _Heading], spec: IndexSpec, ids: dict[tuple[str, ...], str], language: str
) -> Iterator[Group]:
    ordered = sorted(tree.values(), key=lambda heading: _key(heading, spec))
    for name, members in groupby(ordered, key=lambda heading: _group(heading, spec)):
        headings = list(members)
        terms = tuple(term for each in headings for term in _terms(each, 0, spec, ids))
        yield Group(_head(name, headings, spec, language), terms)


def _key(heading: _Heading, spec: IndexSpec) -> SortKey:
    words, sounds = _sounds(heading)
    return han_order.sort_key(words, spec.by, sounds)


def _group(heading: _Heading, spec: IndexSpec) -> str:
    words, sounds = _sounds(heading)
    return han_order.group_of(words, spec.by, sounds)


def _head(name: str, headings: list[_Heading], spec: IndexSpec, language: str) -> str:
    words = words_of(language)
    if name:
        return name if spec.by == "pinyin" else spell(int(name), "han", language) + words[5]
    first = [next((c for c in each.text if c.isalnum()), "") for each in headings]
    letters = any(c.isalpha() and c.isascii() for c in first)
    figures = any(c.isdecimal() for c in first)
    said = [word for word, there in ((words[6], letters), (words[7], figures)) if there]
    return "、".join(said) or words[8]


def _terms(
    heading: _Heading, level: int, spec: IndexSpec, ids: dict[tuple[str, ...], str]
) -> Iterator[Term]:
    yield Term(
        id=ids[heading.path],
        heading=heading.text,
        level=level,
        marks=tuple(mark.id for mark in heading.marks if not mark.see),
        see=_cited((mark.see for mark in heading.marks), ids),
        also=_cited((mark.also for mark in heading.marks), ids),
        span=heading.span,
    )
    for under in sorted(heading.under.values(), key=lambda each: _key(each, spec)):
        yield from _terms(under, level + 1, spec, ids)


def _cited(names: Iterable[str], ids: dict[tuple[str, ...], str]) -> tuple[tuple[str, str], ...]:
    """Headings referred to, each once, with the ids of their entries."""
    paths = dict.fromkeys(_path(name) for name in names if name)
    return tuple((path[-1], ids[path]) for path in paths if path in ids)


def _path(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.split(LEVEL))


# -- checked --------------------------------------------------------------------------------

CODE = "content/index"


def check_index(publication: Publication, style: Style, sink: Sink) -> None:
    """Report marks that no index can hold, and an index of nothing."""
    marks, asked = publication.marks, publication.index
    _asked(publication, sink)
    for spec in asked:
        with_columns(style, ColumnsSpec(count=spec.columns, span=spec.span), sink)
    if marks and not asked:
        what = f"{len(marks)} terms are marked" if len(marks) > 1 else "a term is marked"
        sink.findings.append(
            Diagnostic(CODE, "note", f"{what} for an index, and none is asked for", marks[0].span,
                       "write 'index: {by: pinyin}' in publication.yaml")
        )  # fmt: skip
    tree = _tree(marks)
    known = {LEVEL.join(path) for path in _paths(tree)}
    for mark in marks:
        _sorted(mark, sink)
        cited = mark.see or mark.also
        if cited and LEVEL.join(_path(cited)) not in known:
            sink.error(
                CODE, f"no term is marked as '{cited}'", mark.see_span, nearest(cited, known)
            )
    if not sink.failed:
        for by in dict.fromkeys(spec.by for spec in asked):
            _readable(tree, by, sink)


def _asked(publication: Publication, sink: Sink) -> None:
    seen: set[str] = set()
    for spec in publication.index:
        if spec.by in seen:
            sink.error("publication/index", f"two indexes are sorted by {spec.by}", spec.span)
        seen.add(spec.by)
        if not publication.marks:
            sink.warn(
                "publication/index",
                "an index is asked for, and no term is marked; it is left out",
                spec.span,
                "mark terms in the text: [长江经济带]{.index}",
            )


def _sorted(mark: Indexed, sink: Sink) -> None:
    heading, written = mark.headings[-1], mark.sort
    if not written or any(map(han_order.is_han, written)):
        return
    if han_order.sounds_of(written, heading) is None:
        count = sum(map(han_order.is_han, heading))
        sink.error(
            CODE,
            f"'{written}' is not a reading of '{heading}': expected {count} syllables of pinyin",
            mark.sort_span,
            'write them with blanks between, such as sort="chong2 qing4"',
        )


def _readable(tree: dict[str, _Heading], by: han_order.By, sink: Sink) -> None:
    for heading in tree.values():
        words, sounds = _sounds(heading)
        if missing := han_order.unknown(words, by, sounds):
            what = "reading" if by == "pinyin" else "count of strokes"
            sink.error(
                CODE,
                f"no {what} of '{missing[0]}' in '{heading.text}' is known",
                heading.span,
                'say how to sort it: sort="…", a reading or other words',
            )
        _readable(heading.under, by, sink)
