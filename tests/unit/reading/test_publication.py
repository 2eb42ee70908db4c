"""A project folder to a publication: what is needed, what is filled in, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.diagnostics import BuildFailed, Sink
from typeset.model.publication import Publication
from typeset.project import Project
from typeset.reading import load

CONTENT = Path(__file__).parents[3] / "content"
SECTION = "---\ntitle: {}\n---\n\n招引项目[29个]{{.metric}}。\n"


def project(root: Path, publication: str = "title: 试\n", **sections: str) -> Project:
    (root / "publication.yaml").write_text(publication, encoding="utf-8")
    (root / "sections").mkdir()
    for name, text in (sections or {"01-a": SECTION.format("一")}).items():
        (root / "sections" / f"{name}.md").write_text(text, encoding="utf-8")
    return Project(root)


def read(door: Project) -> tuple[Publication, Sink]:
    sink = Sink()
    return load(door, sink)[0], sink


def test_a_title_and_one_section_are_a_project(tmp_path: Path) -> None:
    made, sink = read(project(tmp_path))
    assert sink.findings == []
    assert (made.metadata.title, made.metadata.language) == ("试", "zh-Hans-CN")
    assert (made.outputs.name, made.contents, made.front) == ("publication", False, ())
    assert [(s.id, s.title, s.layout) for s in made.sections] == [("a", "一", "banner")]
    assert made.sections[0].title_span.column == 8


def test_sections_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    texts = {f"{n:02}-{c}": SECTION.format(c) for n, c in ((10, "c"), (2, "b"), (1, "a"))}
    made, _ = read(project(tmp_path, **texts))
    assert [s.id for s in made.sections] == ["a", "b", "c"]


def test_order_decides_and_what_it_leaves_out_is_said(tmp_path: Path) -> None:
    texts = {name: SECTION.format(name) for name in ("a", "b", "c")}
    made, sink = read(project(tmp_path, "title: 试\norder: [c, a]\n", **texts))
    assert [s.id for s in made.sections] == ["c", "a"]
    assert [(f.code, str(f.span)) for f in sink.findings] == [
        ("publication/unlisted-section", "publication.yaml:2:8")
    ]


@pytest.mark.parametrize(
    ("stem", "name"), [("02-industry", "industry"), ("2", "2"), ("x-1", "x-1")]
)
def test_a_section_is_called_after_its_file(tmp_path: Path, stem: str, name: str) -> None:
    made, _ = read(project(tmp_path, **{stem: SECTION.format("一")}))
    assert made.sections[0].id == name


def test_two_sections_of_one_name_need_an_id(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        read(project(tmp_path, **{"1-a": SECTION.format("一"), "2-a": SECTION.format("二")}))
    assert [f.code for f in failed.value.findings] == ["content/duplicate-id"] * 2


def test_front_matter_names_everything_about_a_section(tmp_path: Path) -> None:
    front = "title: 展望\nid: next\nnumber: 3\ntag: 民生\naccent: red\nlayout: outlook\n"
    text = f"---\n{front}running-head: 头\n---\n一。\n"
    (section,) = read(project(tmp_path, a=text))[0].sections
    assert (section.id, section.number, section.tag, section.accent) == ("next", "3", "民生", "red")
    assert (section.layout, section.running_head) == ("outlook", "头")


def test_blocks_and_figures_have_ids_from_their_section_and_place(tmp_path: Path) -> None:
    text = SECTION.format("一") + "\n二[3个]{.metric}。\n\n## 头 {#own}\n"
    (section,) = read(project(tmp_path, **{"01-a": text}))[0].sections
    assert [b.id for b in section.blocks] == ["a-1", "a-2", "own"]
    assert [m.id for m in section.metrics()] == ["a-m1", "a-m2"]


def test_the_dashboard_is_a_block_before_the_sections(tmp_path: Path) -> None:
    made, _ = read(project(tmp_path, "title: 试\ndashboard:\n  - {id: a-m1}\n  - {id: a-m1}\n"))
    (dashboard,) = made.front
    assert (dashboard.id, type(dashboard).__name__) == ("dashboard", "Metrics")
    assert dashboard.text() == ""


def test_every_file_read_is_recorded(tmp_path: Path) -> None:
    made, _ = read(project(tmp_path))
    assert [name for name, _ in made.sources] == ["publication.yaml", "sections/01-a.md"]


def test_a_folder_without_publication_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        load(Project(tmp_path), Sink())
    assert failed.value.findings[0].code == "project/missing-file"


def test_a_style_file_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    door = project(tmp_path)
    (tmp_path / "style.yaml").symlink_to("none.yaml")
    with pytest.raises(BuildFailed) as failed:
        read(door)
    assert [f.code for f in failed.value.findings] == ["project/missing-file"]


def test_two_loads_give_the_same_value() -> None:
    assert read(Project(CONTENT))[0] == read(Project(CONTENT))[0]
