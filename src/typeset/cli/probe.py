"""``typeset probe``: the finished lines of a text, as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from typeset.cli.console import Console

if TYPE_CHECKING:
    from typeset.text.probe import Explain

NAME = "probe"
HELP = "set a text that comes as JSON on stdin and print its lines, item by item, on stdout"
EXAMPLES = """\
  echo '{"text": "山（3里）外。", "measure_em": 20}' | typeset probe
  typeset probe --explain < requests.json    why each line ends where it does, on stderr
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "--explain",
        action="store_true",
        help="tell on stderr every place where a line could end, with its cost in words",
    )


def run(args: Namespace, console: Console) -> int:
    """Carry the verb out: 0 with an answer to every request, 2 if stdin is no JSON."""
    from typeset.text.probe import answers  # noqa: PLC0415

    console.own_stdout = True
    try:
        given = _read()
    except ValueError as fault:
        print(f"typeset: {fault}", file=sys.stderr)
        return 2
    found = list(answers(given if isinstance(given, list) else [given], _lint, _explain(args)))
    told = found if isinstance(given, list) else found[0]
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode() + b"\n")
    return 0


def _explain(args: Namespace) -> Explain | None:
    if not args.explain:
        return None
    from typeset.text.probe.explain import explanation  # noqa: PLC0415

    def explain(*of: Any) -> None:
        for line in explanation(*of):
            print(line, file=sys.stderr)

    return explain


def _read() -> dict[str, Any] | list[Any]:
    """The object or array on stdin.

    Raises:
        ValueError: there is none; the message says what was found.
    """
    try:
        given = json.loads(sys.stdin.buffer.read().decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"stdin is not JSON in UTF-8: {fault}") from fault
    if not isinstance(given, dict | list):
        raise ValueError("stdin holds neither a JSON object nor an array")  # noqa: TRY004 - content, not a type of ours
    return given


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _lint(text: str, lang: str, marked: Sequence[tuple[int, int, str]]) -> list[dict[str, Any]]:
    from typeset.lint import lint_text  # noqa: PLC0415

    return [dict(finding.row) for finding in lint_text(text, lang, marked)]
