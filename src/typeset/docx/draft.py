"""What is gathered while the body is written: styles, anchors, pictures and links."""

from __future__ import annotations

from dataclasses import field

from typeset.docx.anchors import Anchors
from typeset.docx.looks import Looks
from typeset.docx.notes import Notes
from typeset.docx.numbering import Numbering
from typeset.project import Project
from typeset.record import dataclass
from typeset.style.resolved import Style


@dataclass(slots=True)
class Draft:
    """One document in the making; everything else in ``docx`` is a function over it.

    ``pictures`` maps a picture's bytes and form to its relationship id, ``links`` an address to
    one, ``tables`` a table style's id to its XML; ``project`` holds the files of pictures.
    ``run_styles`` are the styles of runs by what they look like. ``drawings`` counts the pictures
    placed, ``uprights`` the runs that stand in one cell of a vertical line, ``sections`` the
    sections closed. ``first_foot`` says that page one has a footer of its own, ``foot_place``
    where footers end, ``first_head`` where page one begins; ``exact`` lines keep to no grid. What
    is ``placed`` has the white of our pages, and ``spare`` lines of room at their feet.
    ``footers`` are those of the last section, ``footer_kinds`` all there are.
    """

    style: Style
    looks: Looks
    project: Project | None = None
    anchors: Anchors = field(default_factory=Anchors)
    pictures: dict[tuple[str, bytes], str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    run_styles: dict[tuple[object, ...], str] = field(default_factory=dict)
    drawings: int = 0
    uprights: int = 0
    sections: int = 0
    first_foot: bool = False
    numerals: str = ""  # of page numbers in the section under way, as Word names them
    foot_place: float | None = None
    first_head: float | None = None
    exact: bool = False
    placed: bool = False
    spare: float = 0.0
    footers: str | None = None
    footer_kinds: set[str] = field(default_factory=set)
    notes: Notes = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)

    def __post_init__(self) -> None:
        """Notes go by the style's rules, numbers by its language."""
        self.numbering.language = self.style.rules.language
        self.notes = Notes(self.style.notes)

    def picture(self, data: bytes, form: str = "emf") -> str:
        """The relationship id of a picture (emf, png, jpeg); equal pictures share one part."""
        return self.pictures.setdefault((form, data), f"rIdPicture{len(self.pictures) + 1}")

    def link(self, target: str) -> str:
        """The relationship id of an address outside the document."""
        return self.links.setdefault(target, f"rIdLink{len(self.links) + 1}")

    def next_upright(self) -> int:
        """The next free id of characters in one cell of a vertical line."""
        self.uprights += 1
        return self.uprights

    def next_drawing(self) -> int:
        """The next free drawing id."""
        self.drawings += 1
        return self.drawings
