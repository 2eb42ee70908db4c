"""What is wrong with a circular or its attachments: told at its place with the standard's clause,
by every command that builds one, and no file is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from typeset.cli.main import main

SOUND = """\
kind: circular
type: 通知
issuer: 镇海省高新区管理委员会
title: 关于做好2022年安全生产工作的通知
number: 镇高新发〔2022〕5号
to: 各镇、街道
date: 2022年1月20日
"""
BODIES = ["财政局", "民政局", "教育局", "公安局", "司法局", "审计局", "统计局", "水利局", "商务局"]
FORMS = ("separate", "bound")


@dataclass(frozen=True)
class Fault:
    """``yaml`` is the circular's; ``files`` lie beside it; each place is found as (line, code)."""

    name: str
    yaml: str
    places: tuple[tuple[str, int, str], ...]  # file, line, code
    words: str
    clause: str
    files: tuple[tuple[str, bytes], ...] = ()


def pdf(*, secret: bool = False) -> bytes:
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(595, 842))
    locked = pikepdf.Encryption(owner="a", user="b") if secret else False
    file.save(stream, encryption=locked)
    return stream.getvalue()


def attached(source: str, form: str, title: str = "方案") -> str:
    bound = ", bound: true" if form == "bound" else ""
    return f"{SOUND}attachments:\n  - {{title: {title}, source: {source}{bound}}}\n"


def publication(attach: str, title: str = "方案") -> tuple[tuple[str, bytes], ...]:
    section = "---\ntitle: 一\n---\n\n正文。\n"
    yaml = f"title: {title}\n{attach}\n"
    return (("plan/publication.yaml", yaml.encode()), ("plan/sections/1.md", section.encode()))


def said(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def without(key: str) -> str:
    return said(*(line for line in SOUND.splitlines() if not line.startswith(key)))


FAULTS = [
    Fault("no-number", without("number"), (("", 1, "circular/number"),),
          "bears a document number", "7.2.5"),
    Fault("number-in-brackets", SOUND.replace("〔2022〕5", "[2022]05"),
          (("", 5, "circular/number"),), "镇高新发〔2022〕5号", "7.2.5"),
    Fault("no-such-day", SOUND.replace("1月20日", "2月30日"), (("", 7, "circular/date"),),
          "a day that no calendar has", "7.3.5"),
    Fault("title-of-31-lines", SOUND.replace("的通知", "安全生产工作" * 94),
          (("", 4, "circular/no-room"),), "leaves the text none", "7.3.3"),
    Fault("nine-bodies", SOUND.replace("镇海省高新区管理委员会", f"[{', '.join(BODIES)}]"),
          (("", 3, "circular/issuers"),), "9 bodies issue jointly", "7.2.4"),
    *(
        Fault(f"{name}-{form}", attached(source, form), (("", 9, code),), words, "7.3.7", files)
        for form in FORMS
        for name, source, code, words, files in (
            ("absent", "plan.pdf", "circular/attachment-missing", "there is no 'plan.pdf'", ()),
            ("folder-absent", "plan", "circular/attachment-missing", "there is no 'plan'", ()),
            ("no-publication", "plan", "circular/attachment-missing", "has no publication.yaml",
             (("plan/notes.txt", b"x"),)),
            ("no-pdf", "plan.pdf", "circular/attachment-pdf", "is no PDF",
             (("plan.pdf", b"Rar!"),)),
            ("damaged", "plan.pdf", "circular/attachment-pdf", "is damaged: unable to find trailer",
             (("plan.pdf", b"%PDF-1.7\nnothing\n"),)),
            ("encrypted", "plan.pdf", "circular/attachment-pdf", "is encrypted",
             (("plan.pdf", pdf(secret=True)),)),
        )
    ),
    Fault("other-number", attached("plan", "separate"),
          (("plan/publication.yaml", 2, "circular/attachment-number"),
           ("", 9, "circular/attachment-number")),
          "belongs to '镇高新发〔2022〕6号'", "7.3.7",
          publication("attach: {to: 镇高新发〔2022〕6号}")),
    Fault("other-place", attached("plan", "bound"),
          (("plan/publication.yaml", 2, "circular/attachment-number"),
           ("", 9, "circular/attachment-number")),
          "number 2 of 3", "7.3.7",
          publication("attach: {to: 镇高新发〔2022〕5号, no: 2, of: 3}")),
    Fault("other-title", attached("plan", "bound"),
          (("plan/publication.yaml", 1, "circular/attachment-title"),
           ("", 9, "circular/attachment-title")),
          "is called '计划'", "7.3.7", publication("", "计划")),
    Fault("full-stop-after-title", attached("plan", "separate", "方案。"),
          (("", 9, "circular/attachment-title"),), "no mark stands after", "7.3.4",
          publication("", "方案。")),
]  # fmt: skip

Tell = Callable[[list[str]], list[dict[str, object]]]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    def told(command: list[str]) -> list[dict[str, object]]:
        assert main([*command, "--format", "json"]) == 1
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return [each for each in found if each["severity"] == "error"]

    return told


@pytest.mark.parametrize("verb", ["circular", "pdf", "check"])
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_told_at_its_places_with_its_clause(
    fault: Fault, verb: str, tmp_path: Path, tell: Tell
) -> None:
    folder, out = tmp_path / "circular", tmp_path / "out"
    (folder / "plan").mkdir(parents=True)
    if not any(name.startswith("plan/") for name, _ in fault.files):
        (folder / "plan").rmdir()
    (folder / "publication.yaml").write_text(fault.yaml, encoding="utf-8")
    (folder / "text.md").write_text("现将有关事项通知如下。\n", encoding="utf-8")
    for name, data in fault.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    target = {"circular": ["-o", str(out)], "pdf": ["-o", str(out / "a.pdf")], "check": []}[verb]
    found = tell([verb, str(folder), *target])
    places = [(str(e["file"]), e["line"], e["code"]) for e in found]
    named = [(str(folder / (name or "publication.yaml")), line, code)
             for name, line, code in fault.places]  # fmt: skip
    assert places == named
    assert all(fault.words in f"{each['message']} {each['hint']}" for each in found)
    assert all(f"GB/T 9704-2012, {fault.clause}" in str(each["message"]) for each in found)
    assert not out.exists() or not list(out.iterdir())
