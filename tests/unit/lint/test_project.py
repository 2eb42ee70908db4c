"""The linter on a project: exact places, safe repairs that keep every other byte, no surprise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import typeset
from typeset.cli.main import main
from typeset.diagnostics import Sink
from typeset.lint.project import Found, check_project
from typeset.lint.sources import outline
from typeset.project import Project

CHECKOUT = Path(__file__).parents[3]
HEAD = "---\ntitle: 第一节\n---\n\n"

Made = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Writes a project of one section and gives its folder."""

    def write(body: str, publication: str = "title: 一份报告\nissuer: 某单位\n") -> Path:
        (tmp_path / "sections").mkdir(exist_ok=True)
        (tmp_path / "publication.yaml").write_text(publication, encoding="utf-8")
        (tmp_path / "sections" / "01.md").write_bytes((HEAD + body).encode())
        return tmp_path

    return write


def lint(folder: Path) -> list[Found]:
    project = Project(folder)
    return check_project(project, *outline(project, Sink()))


def shown(folder: Path) -> list[tuple[str, str]]:
    return [(one.finding.code, str(one.span)) for one in lint(folder)]


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("你好,世界。\n", "halfwidth-punct", "sections/01.md:5:3"),
        ("你好，**世界,人**民。\n", "halfwidth-punct", "sections/01.md:5:8"),
        ("第一行\n第二行,好。\n", "halfwidth-punct", "sections/01.md:6:4"),
        ("第一,\n第二行。\n", "halfwidth-punct", "sections/01.md:5:3"),
        ("## 你好,世界\n\n正文。\n", "halfwidth-punct", "sections/01.md:5:6"),
        ("　　国家发展。\n", "manual-indent", "sections/01.md:5:1"),
        ("国家， 发展。\n", "space-next-to-fullwidth-punct", "sections/01.md:5:4"),
        ("关键之年，關注。\n", "mixed-script", "sections/01.md:5:6"),
        ('投资[131亿元]{.metric label="縂投资"}。\n', "mixed-script", "sections/01.md:5:26"),
        (":::box {design=hero}\nvalue: 3\nlabel: 關\n:::\n", "mixed-script", "sections/01.md:7:8"),
        ("他说“好。\n", "unbalanced-mark", "sections/01.md:5:3"),
        ('他说"好"。\n', "straight-quote", "sections/01.md:5:3"),
    ],
)  # fmt: skip
def test_a_finding_names_the_line_and_column_of_its_characters(
    made: Made, body: str, code: str, place: str
) -> None:
    assert (code, place) in shown(made(body))


def test_titles_and_labels_are_no_sentences(made: Made) -> None:
    assert shown(made("## 你好!\n\n正文。\n")) == []


def test_values_of_the_publication_are_read_too(made: Made) -> None:
    folder = made("正文。\n", 'title: "一份報告"\nissuer: 某单位\n')
    assert shown(folder) == [("mixed-script", "publication.yaml:1:11")]


def test_names_and_spans_of_another_language_are_exempt_CL_ST_01(made: Made) -> None:  # noqa: N802
    body = "[团山峯谷]{.name}与[關鍵]{lang=zh-Hant}，還有[「」]{lang=ja}。\n"
    assert [code for code, _ in shown(made(body))] == ["mixed-script"]


def test_a_span_is_judged_in_its_own_language_CL_ST_03(made: Made) -> None:  # noqa: N802
    assert shown(made("他写：[这]{lang=zh-Hant}。\n")) == [("mixed-script", "sections/01.md:5:5")]


def test_a_repeated_tail_is_found_over_paragraphs_CL_ST_04(made: Made) -> None:  # noqa: N802
    body = "严格落实意识形态工作责任制，文明创建。\n\n形态工作责任制，文明创建。\n"
    assert shown(made(body)) == [("duplicate-tail", "sections/01.md:7:1")]


def test_a_quotation_of_several_paragraphs_is_balanced_CL_PW_07(made: Made) -> None:  # noqa: N802
    body = "他说：“第一段。\n\n“第二段。\n\n“第三段。”\n"
    assert shown(made(body)) == []


def test_the_review_is_clean() -> None:
    assert lint(CHECKOUT / "content") == []


# -- repairs ---------------------------------------------------------------------------------

FAULTY = "　　你好,世界... **真的--吗**， 關鍵。\r\n\r\n约30人左右，3x5米.  \r\n"
FIXED = "你好，世界…… **真的——吗**，關鍵。\r\n\r\n约30人左右，3x5米。  \r\n"


def test_safe_repairs_are_written_and_all_other_bytes_kept(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(FAULTY)
    file = folder / "sections" / "01.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert main(["check", "--fix", str(folder)]) == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + (HEAD + FIXED).encode()
    told = capsys.readouterr()
    assert "fixed[lint/manual-indent]" in told.out
    assert told.err.count("lint/mixed-script") == 2
    assert "lint/approximation" in told.err


def test_a_second_repair_changes_nothing(made: Made) -> None:
    folder = made(FAULTY)
    main(["check", "--fix", str(folder)])
    before = (folder / "sections" / "01.md").read_bytes()
    main(["check", "--fix", str(folder)])
    assert (folder / "sections" / "01.md").read_bytes() == before


def test_without_fix_nothing_is_written_CL_ST_02(  # noqa: N802
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(FAULTY)
    assert main(["check", str(folder), "--format", "json"]) == 0
    assert (folder / "sections" / "01.md").read_bytes() == (HEAD + FAULTY).encode()
    rows = json.loads(capsys.readouterr().out)
    assert {row["severity"] for row in rows if row["code"].startswith("lint/")} == {"warning"}
    assert all(row["line"] and row["column"] and row["length"] for row in rows)


def test_a_build_never_changes_the_text_CL_ST_02(made: Made) -> None:  # noqa: N802
    folder = made("推进现代化的關鍵之年,团山峯谷。\n")
    (section,) = typeset.build(folder).publication.sections
    assert section.text() == "推进现代化的關鍵之年,团山峯谷。"


def test_what_stands_otherwise_in_its_file_is_left_alone(made: Made) -> None:
    folder = made("你好&#44;世界。\n")  # a character reference for the comma
    assert [one.is_safe for one in lint(folder)] == [False]
    main(["check", "--fix", str(folder)])
    assert "&#44;" in (folder / "sections" / "01.md").read_text(encoding="utf-8")
