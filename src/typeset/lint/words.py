"""Rules that need the class of a character, a table, or the paragraph before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typeset.lint.findings import Finding
from typeset.scripts.classes import clusters, load_script
from typeset.scripts.han.variants import foreign_to

_INDENT = re.compile(r"[ \t]*(?P<at>\u3000[\u3000 ]*)")
_MARKS = "OB CB FS CM CS EQ"  # full-width marks, beside which a typed space is dropped
_BLANKS = re.compile(r"\s+")
_ENDS = frozenset("。！？…”’」』）》.!?")
_LEAST_TAIL = 4  # characters of a repeated tail that begins in mid-sentence
_LEAST_WHOLE = 10  # and of one that begins with a sentence, or of a whole paragraph

INDENT = "CL-PA-04"
SPACE = "CL-PC-12"
SCRIPT = "CL-ST-01"
TAIL = "CL-ST-04"
BALANCE = "CL-PW-07"


def typed_indent(text: str) -> Iterator[Finding]:
    """Ideographic spaces at the start of a paragraph: the style indents it."""
    found = _INDENT.match(text)
    if found:
        start, end = found.span("at")
        yield Finding(
            code="manual-indent",
            start=start,
            end=end,
            text=text[start:end],
            proposal="",
            message="the paragraph is indented by typed spaces; the style indents it",
            clause=INDENT,
            safe=True,
        )


def spaces_beside_marks(text: str, language: str) -> Iterator[Finding]:
    """Typed spaces next to full-width punctuation; none in Korean, where they part words."""
    if " " not in text or language.lower().startswith("ko"):
        return
    script = load_script(language)
    marks = script.some(_MARKS)
    found = clusters(text, script)
    classes = "".join(
        letter * len(piece) for letter, piece in zip(found.classes, found.texts, strict=True)
    )
    for run in re.finditer(" +", text):
        start, end = run.span()
        before, after = classes[start - 1 : start] if start else "", classes[end : end + 1]
        if before in marks or after in marks:
            yield Finding(
                code="space-next-to-fullwidth-punct",
                start=start,
                end=end,
                text=run.group(),
                proposal="",
                message="a typed space next to full-width punctuation",
                clause=SPACE,
                safe=True,
            )


def foreign_characters(text: str, language: str) -> Iterator[Finding]:
    """Characters of the other Chinese script, one finding each."""
    foreign = foreign_to(language)
    if not foreign:
        return
    script = "Simplified" if "關" in foreign else "Traditional"
    for at, char in enumerate(text):
        instead = foreign.get(char)
        if instead is not None:
            yield Finding(
                code="mixed-script",
                start=at,
                end=at + 1,
                text=char,
                proposal=instead,
                message=f"'{char}' is foreign to {script} text; mark names with {{.name}}",
                clause=SCRIPT,
            )


def repeated_tail(text: str, before: str) -> Iterator[Finding]:
    """The paragraph says again what the one before it ended with (CL-ST-04)."""
    own, other = _BLANKS.sub("", text), _BLANKS.sub("", before)
    if not own or not other.endswith(own):
        return
    cut_short = len(own) < len(other) and other[-len(own) - 1] not in _ENDS
    if len(own) < (_LEAST_TAIL if cut_short else _LEAST_WHOLE):
        return
    start = len(text) - len(text.lstrip())
    yield Finding(
        code="duplicate-tail",
        start=start,
        end=len(text.rstrip()),
        text=text.strip(),
        proposal="",
        message="the paragraph repeats the end of the one before",
        clause=TAIL,
    )


# -- pairs of marks --------------------------------------------------------------------------

_PAIRS = dict(zip("“‘（《〈「『【", "”’）》〉」』】", strict=True))
_CLOSERS = {close: opened for opened, close in _PAIRS.items()}


def unbalanced_marks(paragraphs: Sequence[str]) -> Iterator[tuple[int, Finding]]:
    """Brackets and quotes without a partner, with the number of their paragraph.

    A quotation of several paragraphs opens anew in each and closes once (CL-PW-07): a mark
    still open is forgiven where the next paragraph begins with the same one.
    """
    for number, text in enumerate(paragraphs):
        opened: list[int] = []
        for at, char in enumerate(text):
            if char in _PAIRS:
                opened.append(at)
            elif char in _CLOSERS and not _is_apostrophe(text, at):
                if opened and text[opened[-1]] == _CLOSERS[char]:
                    opened.pop()
                else:
                    yield number, _alone(text, at)
        follows = paragraphs[number + 1].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        for at in opened:
            if text[at] != follows:
                yield number, _alone(text, at)


def _is_apostrophe(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return text[at] == "’" and bool(around) and around.isascii() and around.isalnum()


def _alone(text: str, at: int) -> Finding:
    mark = text[at]
    partner = _PAIRS.get(mark) or _CLOSERS[mark]
    return Finding(
        code="unbalanced-mark",
        start=at,
        end=at + 1,
        text=mark,
        proposal="",
        message=f"'{mark}' has no '{partner}' in its paragraph",
        clause=BALANCE,
    )
