"""What is imported builds as PDF and as DOCX, wherever the file came from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docx_text import bare
from tests.unit.importing.made import p, word
from typeset.cli import main
from typeset.diagnostics import Sink
from typeset.project import Project
from typeset.reading import load

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "tests" / "data" / "seed.txt"
BODY = "各单位要认真贯彻落实本通知的各项要求，确保各项任务按期完成。"
LONG_TITLE = (
    "镇江市人民政府办公室关于印发镇江高新区规划和二〇三五年远景目标纲要重点任务分工方案的通知"
)


def project(file: Path, folder: Path) -> Path:
    assert main(["import", str(file), "-o", str(folder)]) == 0
    return folder


def assert_builds(folder: Path, out: Path) -> None:
    for verb in ("pdf", "docx"):
        assert main([verb, str(folder), "-o", str(out / f"made.{verb}")]) == 0


def text_of(folder: Path) -> str:
    sections = load(Project(folder), Sink())[0].sections
    return bare("".join(section.title + section.text() for section in sections))


def test_the_seed_builds(tmp_path: Path) -> None:
    assert_builds(project(SEED, tmp_path / "new"), tmp_path)


def test_a_word_file_of_ours_comes_back_with_the_same_text(
    review_docx: Path, tmp_path: Path
) -> None:
    folder = project(review_docx, tmp_path / "new")
    assert_builds(folder, tmp_path)
    assert text_of(folder) == text_of(CHECKOUT / "content")
    mine, theirs = (load(Project(f), Sink())[0].metadata for f in (folder, CHECKOUT / "content"))
    assert (mine.title, mine.slogan, mine.issuer) == (theirs.title, theirs.slogan, theirs.issuer)


@pytest.mark.parametrize("title", [LONG_TITLE, "2021 Annual Report of Everything in Town", "短"])
def test_titles_too_long_for_masthead_and_banner_find_another_place(
    title: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    head = f"一、{LONG_TITLE[:34]}"
    file.write_text(f"{title}\n\n{head}\n\n{BODY}\n\n二、要求\n\n{BODY[4:]}完。", "utf-8")
    folder = project(file, tmp_path / "new")
    assert_builds(folder, tmp_path)
    if len(title) > 1:
        front = load(Project(folder), Sink())[0].metadata
        assert title in (front.title, front.slogan)


def test_looks_numbers_and_rare_characters_build(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    rows = "".join(
        f"<w:tr><w:tc>{p(f'a{n}')}</w:tc><w:tc>{p('🎉')}</w:tc></w:tr>" for n in range(3)
    )
    file.write_bytes(
        word(p(BODY, run="<w:b/><w:i/>") + p("\t# 1. *x* ") + f"<w:tbl>{rows}</w:tbl>")
    )
    assert_builds(project(file, tmp_path / "new"), tmp_path)


@pytest.mark.tool("soffice")
@pytest.mark.parametrize("source", ["review", "seed"])
def test_a_file_saved_by_libreoffice_is_imported_as_the_one_it_was_made_of(
    source: str, review_docx: Path, tmp_path: Path, require_tool: Callable[[str], str]
) -> None:
    given = review_docx if source == "review" else SEED
    reader = [] if source == "review" else ["--infilter=Text (encoded):UTF8"]
    saved = tmp_path / "office"
    subprocess.run(
        [
            require_tool("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless", *reader, "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(saved), str(given),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    folder = project(saved / f"{given.stem}.docx", tmp_path / "new")
    direct = project(given, tmp_path / "direct")
    assert text_of(folder) == text_of(direct)
    assert_builds(folder, tmp_path)
