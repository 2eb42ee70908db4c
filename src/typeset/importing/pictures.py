"""Pictures of a Word file in the notation: each where it stood, with the caption under it.

A picture is only shown if the format's own reader can read it, since the project must build;
the others are saved all the same, and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from typeset.diagnostics import Sink, Span
from typeset.importing.source import Entry, Item, Paragraph, Picture
from typeset.project import MAX_PIXELS
from typeset.reading.images import sound_image
from typeset.record import dataclass

FOLDER = "images"
_CAPTION = re.compile(r"caption|题注|图片说明|图注")
_CREDIT = re.compile(r"图片作者|credit")
_LABEL = re.compile(r"(图|Figure|Fig\.)\s*\d+([-.–]\d+)*[\s　.．:：、]*")
_NAMED = re.compile(r"(Picture|Image|图片|图像)\s*\d*", re.IGNORECASE)  # as Word calls them itself
_AWKWARD = re.compile(r'["\[\]\\\n]')


def is_caption(item: Paragraph) -> bool:
    """Whether the file itself says that a paragraph goes with a picture."""
    return bool(_CAPTION.search(item.style) or _CREDIT.search(item.style))


@dataclass(slots=True)
class Pictures:
    """Those that are still to be shown, in the order of the file."""

    waiting: list[Picture]
    entries: list[Entry] = field(default_factory=list)

    def are_before(self, place: int) -> bool:
        """Whether one of them stands before a place."""
        return bool(self.waiting) and self.waiting[0].place.number < place

    def before(self, place: int, items: Sequence[Item], at: int) -> tuple[list[str], int]:
        """The pictures that stand before a place, in the notation, and the next item to write.

        ``items[at]`` is what follows them: a caption is taken along.
        """
        blocks: list[str] = []
        while self.are_before(place):
            picture = self.waiting.pop(0)
            last = not self.are_before(place)
            words, at = _words(items, at) if last else ({}, at)
            if block := self._block(picture, words):
                blocks.append(block)
        return blocks, at

    def _block(self, picture: Picture, words: dict[str, str]) -> str:
        path = f"{FOLDER}/{picture.name}"
        sink = Sink()
        shown = sound_image(path, picture.data, Span(""), MAX_PIXELS, sink) is not None
        alt = "" if _NAMED.fullmatch(picture.description) else picture.description
        if not shown:
            why = f"saved as {path}, but not shown: {sink.findings[0].message}"
            self._tell("left out", "Picture", why, picture, alt)
            return "\n\n".join(words.values())
        self._tell("marked", "Picture placed", f"saved as {path}, shown where it stood", picture,
                   words.get("caption", alt))  # fmt: skip
        if not alt:
            why = "it has no description; write in the brackets what it shows"
            self._tell("proposed", "Picture to be described", why, picture, path)
        return notation(path, alt, words)

    def _tell(self, state: str, what: str, why: str, picture: Picture, before: str) -> None:
        self.entries.append(
            Entry(state=state, what=what, why=why, place=picture.place, before=before)  # type: ignore[arg-type]
        )


def notation(path: str, alt: str, words: dict[str, str]) -> str:
    """A picture as it is written: the short form, or the container where marks would confuse."""
    caption, credit = words.get("caption", ""), words.get("credit", "")
    if not any(_AWKWARD.search(text) for text in (alt, caption, credit)):
        title = f' "{caption}"' if caption else ""
        braces = f'{{credit="{credit}"}}' if credit else ""
        return f"![{alt}]({path}{title}){braces}"
    named = {"file": path, "alt": alt, "caption": caption, "credit": credit}
    settings = " ".join(f'{key}="{_quoted(text)}"' for key, text in named.items() if text)
    return f":::picture {{{settings}}}\n:::"


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _words(items: Sequence[Item], at: int) -> tuple[dict[str, str], int]:
    """Caption and credit that stand right under a picture, and the item after them."""
    found: dict[str, str] = {}
    for name, style in (("caption", _CAPTION), ("credit", _CREDIT)):
        item = items[at] if at < len(items) else None
        if isinstance(item, Paragraph) and style.search(item.style):
            text = " ".join(item.text.split())
            found[name] = _LABEL.sub("", text, count=1) if name == "caption" else text
            at += 1
    return {name: text for name, text in found.items() if text}, at
