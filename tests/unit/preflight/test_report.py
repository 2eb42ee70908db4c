"""What is told, in two languages and three forms."""

from __future__ import annotations

import string
from dataclasses import replace
from pathlib import Path

from tests.unit.preflight import made
from tests.unit.preflight.breaks import a_link, rgb_area, short_bleed
from typeset.pipeline import build_pdf
from typeset.preflight.checks import CHECKS
from typeset.preflight.limits import limits, presets, standard
from typeset.preflight.printed import sources
from typeset.preflight.report import Finding, is_off, rules
from typeset.project import Project


def test_every_rule_speaks_both_languages_of_the_same_things() -> None:
    for code, rule in rules().items():
        assert (
            {"severity", "en", "zh"} <= set(rule) <= {"severity", "x4", "x1a", "en", "zh", "hint"}
        )
        en, zh = (_fields(rule[language]) for language in ("en", "zh"))
        assert zh <= en | {"standard"}, code
        grades = {rule["severity"], rule.get("x4", "off"), rule.get("x1a", "off")}
        assert grades <= {"error", "warning", "note", "off"}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_rule_is_used_by_a_check() -> None:
    import inspect

    from typeset.preflight import acts, acts_of_text, canvas, images, state

    modules = {inspect.getmodule(check) for check in CHECKS} | {
        acts, acts_of_text, canvas, images, state,
    }  # fmt: skip
    source = "".join(inspect.getsource(module) for module in modules if module)
    assert [code for code in rules() if f'"{code}"' not in source] == []


def test_presets_extend_each_other_and_loosen_nothing_by_accident() -> None:
    limit = [limits(name).ink_limit for name in presets()]
    assert limit == sorted(limit, reverse=True)
    assert {limits(name).bleed for name in presets()} == {3.0}
    assert standard("x4").claims == ("PDF/X-4",)


def test_a_diagnostic_is_placed_at_its_page() -> None:
    report = made.examined(made.broken(rgb_area))
    (finding,) = report.diagnostics()
    assert finding.code == "preflight/rgb"
    assert (finding.span.file, finding.span.line, finding.span.column) == ("proof.pdf", 1, 1)
    assert "an area in RGB (DeviceRGB 1 0.2 0) (at " in finding.message
    assert finding.hint


def test_notes_are_told_when_they_are_asked_for() -> None:
    file = made.sound()
    made.append(file, "0.01 0.3 0 0 k 100 300 50 50 re f")
    report = made.examined(made.saved(file))
    assert report.clean
    assert report.diagnostics() == []
    assert [f.code for f in report.diagnostics(notes=True)] == ["preflight/tint-light"]


def test_the_gravest_come_first() -> None:
    file = made.sound()
    short_bleed(file)
    a_link(file)
    made.append(file, "0.01 0.3 0 0 k 100 300 50 50 re f 0.2 w 60 380 m 300 380 l S")
    report = made.examined(made.saved(file))
    grades = [report.severity(f) for f in report.findings]
    assert grades == sorted(grades, key=["error", "warning", "note"].index)


def test_a_name_full_of_markup_is_plain_text_in_the_printed_report() -> None:
    from typeset.preflight.examine import examine

    report = examine(made.broken(rgb_area), "a/**b**[x](y) {.z}.pdf")
    text = sources(report)["sections/findings.md"]
    assert "\\*\\*b\\*\\*\\[x\\]" in text


def test_however_much_is_found_the_printed_report_is_one_page(tmp_path: Path) -> None:
    report = made.examined(made.broken(rgb_area), "x1a")
    values = dict.fromkeys(
        {name for rule in rules().values() for name in _fields(rule["zh"])}, "一个很长的值" * 9
    )
    many = [
        Finding(code=code, page=page, values=values, count=9, place=(100, 100))
        for code in rules()
        if not is_off(code, report.wanted.standard)
        for page in range(1, 12)
    ]
    facts = replace(report.facts, name="长" * 200 + ".pdf", inks=tuple("墨" * 9 for _ in range(30)))
    for relative, text in sources(replace(report, facts=facts, findings=tuple(many))).items():
        (tmp_path / relative).parent.mkdir(exist_ok=True)
        (tmp_path / relative).write_text(text, encoding="utf-8")
    built = build_pdf(Project(tmp_path))
    assert built.pages is not None
    assert len(built.pages.pages) == 1
