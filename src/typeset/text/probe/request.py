"""What the probe is asked, checked to the letter: nothing unknown is passed over in silence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from typeset.diagnostics import nearest
from typeset.record import dataclass
from typeset.scripts.classes import clusters, load_script

LANGUAGES = ("zh-Hans", "zh-Hans-CN", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko")
PUNCT = ("quanjiao", "kaiming", "banjiao", "hangmobanjiao", "none")
FIXTURES = ("M1", "centred-stops", "project")

_BIGGEST = 1_000_000  # em; a measure or an indent beyond this is a slip of the pen

Check = Callable[[Any], str]
"""Says what a value ought to be, or "" if it is that."""


class Refused(Exception):  # noqa: N818 - the field's word for it
    """A request that cannot be answered."""

    def __init__(self, message: str, field: str, code: str = "bad-request") -> None:
        super().__init__(message)
        self.message, self.field, self.code = message, field, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of the text with what differs in it."""

    t: str
    lang: str = ""
    bold: bool = False
    code: bool = False
    sub: bool = False
    sup: bool = False
    role: str = ""
    element: str = ""
    emph_dots: bool = False
    proper: bool = False
    booktitle: bool = False
    ruby: str = ""
    bopomofo: str = ""
    nobreak: bool = False
    autospace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A checked request. Lengths are em of the body size; ``options`` are complete."""

    id: str | None
    runs: tuple[Run, ...]
    lang: str
    measure: float
    indent: float
    align: str
    size: float
    role: str
    options: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The source text that offsets count in."""
        return "".join(run.t for run in self.runs)


def _string(value: Any) -> str:
    return "" if isinstance(value, str) else "a string"


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= _BIGGEST and math.isfinite(value)


def _number(value: Any) -> str:
    return "" if _is_number(value) else "a number"


def _positive(value: Any) -> str:
    return "" if _is_number(value) and value > 0 else f"a number above 0, at most {_BIGGEST:g}"


def _not_negative(value: Any) -> str:
    return "" if _is_number(value) and value >= 0 else "a number, 0 or more"


def _count(value: Any) -> str:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _BIGGEST
    return "" if is_count else "an integer, 0 or more"


def _gap(value: Any) -> str:
    return "" if value == "none" or not _not_negative(value) else 'a number of ems or "none"'


def _one_of(*known: str) -> Check:
    def check(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return ""
        hint = nearest(value, known) if isinstance(value, str) else None
        return "one of " + ", ".join(known) + (f"; {hint}" if hint else "")

    return check


_FIELDS: Mapping[str, Check] = {
    "id": _string,
    "text": _string,
    "runs": lambda value: "" if isinstance(value, list) else "a list of runs",
    "lang": _one_of(*LANGUAGES),
    "measure_em": _positive,
    "indent_em": _number,
    "align": _one_of("justify", "start", "center", "end"),
    "size_pt": _positive,
    "role": _one_of("body", "heading"),
    "options": lambda value: "" if isinstance(value, dict) else "an object",
}

_OPTIONS: Mapping[str, tuple[Check, Any]] = {
    "punct": (_one_of(*PUNCT), "quanjiao"),
    "autospace": (_gap, None),
    "autospace-extra": (_string, ""),
    "hang": (_one_of("none", "allow", "force"), "none"),
    "hangul": (_one_of("keep", "syllable"), "keep"),
    "writing_mode": (_one_of("horizontal-tb", "vertical-rl"), "horizontal-tb"),
    "tcy": (_count, 0),
    "hyphenate": (_flag, False),
    "justify_last": (_flag, False),
    "single_line": (_flag, False),
    "para-open": (_one_of("trim", "full", "hang"), "trim"),
    "kaiming-gap": (_not_negative, 0.5),
    "keep-stops": (_flag, False),
    "break": (_one_of("total", "simple"), "total"),
    "phrase": (_one_of("none", "auto"), "none"),
    "font_fixture": (_one_of(*FIXTURES), "M1"),
}

_RUN: Mapping[str, Check] = {
    "t": _string,
    "lang": _one_of(*LANGUAGES),
    "bold": _flag,
    "code": _flag,
    "sub": _flag,
    "sup": _flag,
    "role": _one_of("noteref"),
    "element": _one_of("quote"),
    "emph_dots": _flag,
    "proper": _flag,
    "booktitle": _flag,
    "ruby": _string,
    "bopomofo": _string,
    "nobreak": _flag,
    "autospace": _one_of("none"),
}


def read_request(given: Any) -> Request:
    """The request in a JSON value.

    Raises:
        Refused: a field is missing, unknown or ill-typed; ``field`` names it.
    """
    if not isinstance(given, dict):
        raise Refused("a request is an object", "")
    _check(given, _FIELDS, "")
    runs = _runs(given)
    if "measure_em" not in given:
        raise Refused("measure_em is missing: the line length in em", "measure_em")
    lang = given.get("lang", "zh-Hans-CN")
    head = load_script(lang).rows["script"]
    return Request(
        id=given.get("id"),
        runs=runs,
        lang=lang,
        measure=float(given["measure_em"]),
        indent=float(given.get("indent_em", head["indent"])),
        align=given.get("align", "justify"),
        size=float(given.get("size_pt", 10.5)),
        role=given.get("role", "body"),
        options=_options(given.get("options", {}), lang),
    )


def _check(given: Mapping[str, Any], known: Mapping[str, Check], prefix: str) -> None:
    for name, value in given.items():
        if name not in known:
            hint = nearest(name, known)
            said = f"unknown field '{name}'" + (f"; {hint}" if hint else "")
            raise Refused(said, prefix + name)
        wanted = known[name](value)
        if wanted:
            raise Refused(f"{prefix}{name} is to be {wanted}", prefix + name)
        if isinstance(value, str):
            _whole(value, prefix + name)


def _whole(text: str, field: str) -> None:
    """Refuse half of a surrogate pair: it is no character."""
    for at, char in enumerate(text):
        if "\ud800" <= char <= "\udfff":
            raise Refused(f"character {at} is half of a pair, U+{ord(char):04X}", field)


def _runs(given: Mapping[str, Any]) -> tuple[Run, ...]:
    if ("text" in given) == ("runs" in given):
        said = "text and runs are both given" if "text" in given else "text or runs is missing"
        raise Refused(f"{said}; exactly one is needed", "runs" if "text" in given else "text")
    if "text" in given:
        return (Run(t=given["text"]),)
    out = []
    for number, row in enumerate(given["runs"]):
        place = f"runs[{number}]"
        if not isinstance(row, dict):
            raise Refused("a run is an object", place)
        _check(row, _RUN, place + ".")
        if "t" not in row:
            raise Refused("a run needs its text, t", place + ".t")
        _check_reading(row, given.get("lang", LANGUAGES[0]), place)
        out.append(Run(**row))
    return tuple(out)


def _check_reading(row: Mapping[str, Any], lang: str, place: str) -> None:
    """Bopomofo spells one character, and nothing has two readings."""
    if not row.get("bopomofo"):
        return
    if row.get("ruby"):
        raise Refused("a run has one reading, ruby or bopomofo", place + ".bopomofo")
    if len(clusters(row["t"], load_script(lang)).texts) != 1:
        raise Refused("bopomofo is the reading of a run of one character", place + ".bopomofo")


def _options(given: Mapping[str, Any], lang: str) -> dict[str, Any]:
    script = load_script(lang)
    head = script.rows["script"]
    known = {name: check for name, (check, _) in _OPTIONS.items()}
    known["kinsoku"] = _one_of(*script.levels)
    _check(given, known, "options.")
    out: dict[str, Any] = {name: default for name, (_, default) in _OPTIONS.items()}
    out |= {"kinsoku": head["kinsoku"], "autospace": head["autospace"]}
    out |= given
    if out["autospace"] == "none":
        out["autospace"] = 0.0
    return out
