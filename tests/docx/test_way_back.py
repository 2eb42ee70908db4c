"""Hundreds of random edits by a scripted editor come home, and none comes home wrong."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from lxml import etree

import typeset
from tests.conftest import CHECKOUT, find_tool
from tests.docx.parts import part
from tests.editor import SENTENCES, WORDS, Editor
from tests.office_xml import W, is_title, text_of
from typeset.project import Project
from typeset.pull import Plan, pull
from typeset.pull.drawn import drawn_words
from typeset.pull.overlay import Content, Overlay, read_content
from typeset.pull.states import units

_LABEL = re.compile(r"^(?:•|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Work:
    """A project, its DOCX, and the words its boxes repeat."""

    folder: Path
    data: bytes
    quoted: tuple[str, ...]

    def said(self, plan: Plan | None = None) -> list[str]:
        """What the content says once the plan is carried out."""
        texts = {name: data.decode() for name, data in plan.files.items()} if plan else {}
        content = read_content(Overlay(Project(self.folder), texts))
        return [unit.text for unit in units(content.snapshot, content.sources)]


def work(folder: Path) -> Work:
    content = read_content(Project(folder))
    return Work(folder, typeset.build(folder, "docx").data, quoted(content))


def quoted(content: Content) -> tuple[str, ...]:
    designs = content.manuscript.style.designs
    verbatim = {name: design.verbatim for name, design in designs.items()}
    words = [d.words for d in drawn_words(content.sources, verbatim)]
    return tuple(line for text in words for line in text.split("\n"))


PLAIN = """\
---
title: 第{n}章
---

{paragraphs}
"""


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    """The review, the sample with everything in it, and many plain paragraphs."""
    plain = tmp_path_factory.mktemp("plain")
    (plain / "sections").mkdir()
    (plain / "publication.yaml").write_text("title: 长文\n", encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 - text to edit, no secret
    for n in range(1, 4):
        paragraphs = []
        for m in range(12):
            sentences = "".join(
                f"第{n}章第{m}段第{k}句讲{chance.choice(WORDS)}的事情。" for k in range(4)
            )
            paragraphs.append(f"## {n}之{m}节\n\n{sentences}" if m % 5 == 4 else sentences)
        text = PLAIN.format(n=n, paragraphs="\n\n".join(paragraphs))
        (plain / "sections" / f"{n:02}.md").write_text(text, encoding="utf-8")
    folders = (CHECKOUT / "content", CHECKOUT / "tests" / "data" / "twin", plain)
    return [work(folder) for folder in folders]


def bare(texts: list[str]) -> list[str]:
    return [_LABEL.sub("", text.strip(), count=1) for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("office", "tracked"),
    [("word", False), ("word", True), ("wps", False), ("wps", True), ("text", False)],
)
def test_random_edits_come_home(works: list[Work], office: str, tracked: bool) -> None:
    made = merged = 0
    for number, one in enumerate(works):
        for seed in range(6):
            editor = Editor(one.data, seed * 10 + number, tracked, one.quoted)
            editor.edit(4)
            plan = pull(editor.saved(office), Project(one.folder))
            made += len(editor.edits)
            if plan.conflicts:
                continue
            merged += len(editor.edits)
            assert bare(one.said(plan)) == bare(editor.said()), (number, seed, editor.edits)
    print(  # noqa: T201 - shown by pytest -s
        f"{office}, tracked {tracked}: {merged} of {made} edits merged, 0 of them wrong"
    )
    assert made >= 70
    assert merged / made >= (0.98 if office != "text" else 0.9)


@pytest.mark.slow
def test_random_edits_of_both_sides_come_together(works: list[Work], tmp_path: Path) -> None:
    made = merged = 0
    for number, one in enumerate(works):
        for seed in range(6):
            editor = Editor(one.data, seed * 10 + number, quoted=one.quoted)
            editor.edit(3)
            copy = tmp_path / f"{number}-{seed}"
            shutil.copytree(one.folder, copy)
            changed = dict(ours(copy, editor, one))
            plan = pull(editor.saved(), Project(copy))
            made += 1
            if plan.conflicts:
                continue
            merged += 1
            expected = [with_ours(text, changed) for text in bare(editor.said())]
            assert bare(Work(copy, b"", ()).said(plan)) == expected, (number, seed, editor.edits)
            for name, data in plan.files.items():
                (copy / name).write_bytes(data)
            again = pull(editor.saved(), Project(copy))
            assert (again.changes, again.conflicts) == ((), ()), (number, seed, editor.edits)
    assert merged / made >= 0.98


def ours(folder: Path, editor: Editor, one: Work) -> Iterator[tuple[str, str]]:
    """Change words in paragraphs that the editor has not touched; what became what."""
    content = read_content(Project(folder))
    leaves = [
        leaf for leaf in content.sources.leaves.values()
        if leaf.kind == "paragraph" and f"_ts_{leaf.id}".replace("-", "_") not in editor.touched
        and len(leaf.text) > 12
    ]  # fmt: skip
    for leaf in editor.random.sample(leaves, min(2, len(leaves))):
        text, path = leaf.text, folder / leaf.file
        for at in range(4, len(text) - 4):
            old = text[at : at + 3]
            raw = path.read_text(encoding="utf-8")
            plain = all("\u4e00" <= c <= "\u9fff" for c in old)
            if plain and raw.count(old) == 1 and not any(old in w for w in one.quoted):
                path.write_text(raw.replace(old, "我方改"), encoding="utf-8")
                yield text, text.replace(old, "我方改")
                break


def with_ours(text: str, changed: dict[str, str]) -> str:
    """The paragraph with what was changed in it, also where it is part of another by now."""
    for old, new in changed.items():
        text = text.replace(old, new)
    return text


# -- LibreOffice's own interface ------------------------------------------------------------------


LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private profile that knows the macro of ``office_edit.bas``."""
    folder = tmp_path_factory.mktemp("office")
    started(folder, "--terminate_after_init")  # makes the profile, which is then added to
    basic = folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    code = (Path(__file__).parent / "office_edit.bas").read_text(encoding="utf-8")
    (basic / "Edit.xba").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC '
        '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" '
        f'script:language="StarBasic">{escape(code)}</script:module>',
        encoding="utf-8",
    )
    space = 'xmlns:library="http://openoffice.org/2000/library"'
    (basic / "script.xlb").write_text(
        LIBRARY.format(kind="library")
        + f'<library:library {space} library:name="Standard" library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Edit"/>'
        "</library:library>",
        encoding="utf-8",
    )
    (basic.parent / "script.xlc").write_text(
        LIBRARY.format(kind="libraries")
        + f'<library:libraries {space} xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" '
        'xlink:type="simple" library:link="false"/></library:libraries>',
        encoding="utf-8",
    )
    return folder


def started(office: Path, command: str) -> None:
    profile = (office / "profile").as_uri()
    subprocess.run(
        [find_tool("soffice"), f"-env:UserInstallation={profile}", "--headless", "--norestore",
         command],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


@dataclass
class Job:
    """One document to be edited in LibreOffice: commands, and what it must say then."""

    work: Work
    commands: list[str]
    texts: list[str]  # of all paragraphs outside tables, empty ones too


def job(one: Work, seed: int, tracked: bool) -> Job:
    chance = random.Random(seed)  # noqa: S311 - edits, no secret
    body = part(one.data, "word/document.xml").find(f"{W}body")
    assert body is not None
    paragraphs = body.findall(f"{W}p")
    made = Job(one, ["TRACK\ton"] if tracked else [], [text_of(p) for p in paragraphs])
    editor = Editor(one.data, seed, quoted=one.quoted)
    # from the last to the first, so that places stay what they were
    for n in sorted(chance.sample(range(len(paragraphs)), 8), reverse=True):
        p = paragraphs[n]
        if text_of(p).strip() and not is_title(p) and p.find(f"{W}pPr/{W}sectPr") is None:
            command(made, editor, chance, paragraphs, n, tracked)
    return made


def _heads(paragraph: etree._Element) -> bool:
    """Whether it is a heading of any level: one joined with text is no clean edit."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").startswith("Heading")


def command(
    made: Job, editor: Editor, chance: random.Random, paragraphs: list[etree._Element], n: int,
    tracked: bool,
) -> None:  # fmt: skip
    paragraph, text = paragraphs[n], made.texts[n]
    first = text[:16]
    following = paragraph.getnext()
    joinable = (
        following is not None and following.tag == f"{W}p" and text_of(following).strip()
        and following.find(f"{W}pPr/{W}sectPr") is None and not is_title(following)
    )  # fmt: skip
    kind = chance.choice(["REPLACE", "REPLACE", "SPLIT", "MERGE", "REMOVE", "AFTER"])
    place = editor._plain_place(paragraph, 2 if kind == "REPLACE" else 0)
    if kind == "REPLACE" and place:
        new = chance.choice(WORDS)
        made.commands.append(f"REPLACE\t{first}\t{place[0]}\t2\t{new}")
        made.texts[n] = text[: place[0]] + new + text[place[1] :]
    elif kind == "SPLIT" and place and 6 < place[0] < len(text) - 6:
        made.commands.append(f"SPLIT\t{first}\t{place[0]}")
        made.texts[n : n + 1] = [text[: place[0]], text[place[0] :]]
    elif (
        kind == "MERGE" and joinable and not tracked and not _heads(paragraph)
        and not _LABEL.match(made.texts[n + 1])
    ):  # fmt: skip
        made.commands.append(f"MERGE\t{first}")
        made.texts[n : n + 2] = [text + made.texts[n + 1]]
    elif kind == "REMOVE" and joinable and editor._is_free(paragraph):
        made.commands.append(f"REMOVE\t{first}")
        del made.texts[n]
    elif kind == "AFTER":
        new = f"新增第{n}段。{chance.choice(SENTENCES)}"
        made.commands.append(f"AFTER\t{first}\t{new}")
        made.texts.insert(n + 1, new)


def edited(office: Path, jobs: list[Job]) -> list[bytes]:
    """What LibreOffice makes of the commands: all documents in one run of it."""
    lines: list[str] = []
    for number, one in enumerate(jobs):
        source, target = office / f"in-{number}.docx", office / f"out-{number}.docx"
        source.write_bytes(one.work.data)
        target.unlink(missing_ok=True)
        lines += [f"OPEN\t{source.as_uri()}", *one.commands, f"SAVE\t{target.as_uri()}"]
    commands = office / "commands.txt"
    commands.write_text("\n".join([*lines, "", ""]), encoding="utf-8")
    started(office, f'macro:///Standard.Edit.Main("{commands.as_uri()}")')
    failed = office / "commands.txt.failed"
    assert not failed.exists(), failed.read_text(encoding="utf-8")
    return [(office / f"out-{number}.docx").read_bytes() for number in range(len(jobs))]


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_edits_in_libreoffice_come_home(works: list[Work], office: Path) -> None:
    jobs = [
        job(one, seed * 100 + number, tracked)
        for tracked in (False, True)
        for seed in range(5)
        for number, one in enumerate(works)
    ]
    made = merged = 0
    for one, data in zip(jobs, edited(office, jobs), strict=True):
        count = sum(not c.startswith("TRACK") for c in one.commands)
        plan = pull(data, Project(one.work.folder))
        made += count
        if plan.conflicts:
            continue
        merged += count
        expected = bare([text.lstrip("\t") for text in one.texts if text.strip()])
        assert bare(one.work.said(plan)) == expected, one.commands
    assert made >= 60
    assert merged / made >= 0.98


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_edits_saved_again_in_libreoffice_come_home(works: list[Work], office: Path) -> None:
    jobs, editors = [], []
    for number, one in enumerate(works):
        for seed in range(3):
            editor = Editor(one.data, seed * 10 + number, seed == 2, one.quoted)
            editor.edit(4)
            editors.append(editor)
            jobs.append(Job(Work(one.folder, editor.saved(), one.quoted), [], []))
    for task, editor, data in zip(jobs, editors, edited(office, jobs), strict=True):
        plan = pull(data, Project(task.work.folder))
        assert plan.conflicts == (), editor.edits
        assert bare(task.work.said(plan)) == bare(editor.said()), editor.edits


@pytest.mark.tool("soffice")
def test_saving_in_libreoffice_changes_nothing(works: list[Work], office: Path) -> None:
    jobs = [Job(one, [], []) for one in works]
    for one, data in zip(works, edited(office, jobs), strict=True):
        plan = pull(data, Project(one.folder))
        assert (plan.changes, plan.conflicts, plan.files) == ((), (), {})
