"""An official circular (公文, GB/T 9704-2012) as written: its head, its body's frame, its tail.

The text between stands in the publication's sections, as of any publication. Every field is a
:class:`Said`, which knows its place, so that a finding names the line of ``publication.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.nodes import Scalar
from typeset.record import dataclass

Type = Literal[
    "通知", "报告", "请示", "函", "纪要", "命令", "意见", "决定", "批复", "通报", "公告", "通告",
    "决议", "公报", "议案",
]  # fmt: skip
"""The fifteen kinds of the regulation on official documents (党政机关公文处理工作条例, 8)."""

Form = Literal["document", "letter", "order", "minutes"]
Geometry = Literal["strict", "office"]
Seal = Literal["seal", "none", "stamp"]
"""Whether a seal is set on the signature (7.3.5.1), none (7.3.5.2), or the signer's stamp."""

DEFAULT_FORMS: Mapping[str, Form] = {"函": "letter", "命令": "order", "纪要": "minutes"}
UPWARD = ("请示", "报告")
"""Kinds that go up to a superior body, and so name their signers (7.2.6)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its place."""

    text: str
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": ["string", "number"]}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read any text that is not empty; else the error ``circular/empty``."""
        if scalar.text.strip():
            return cls(scalar.text.strip(), scalar.span)
        sink.error("circular/empty", "expected a text, found nothing", scalar.span)
        return None

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.text)


NOTHING = Said("")
ENCLOSED = "enclosed-"
"""How the ids of sections begin that are texts bound with the circular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One attachment of the note 附件说明: its title, and where it comes from.

    ``source`` is a folder (a publication or a circular), a Markdown text or a PDF, relative to
    the circular's folder; empty where only its title is known. ``bound`` ones are part of the
    circular's own file, on pages that run on (7.3.7). ``pages`` are those kept free for
    one that is bound and no text of ours, the first of them ``marked`` (附件1) if it is a PDF.
    """

    title: Said
    source: Said = NOTHING
    bound: bool = False
    pages: int = 0
    marked: bool = False
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The last line of the tail: who printed the circular, and when (7.4.3)."""

    org: Said
    date: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """What a circular says of itself besides its text.

    ``issuers`` sign in this order, the first leads; ``mark`` are the words of the red head where
    they are not the issuers' names. ``signs`` are the names at the end, ``office`` the title
    before a signer's stamp. ``even`` asks that the tail end on an even page (7.4). ``enclosed``
    are the words at its head where it is itself an attachment (附件1).
    """

    type: Type
    form: Form
    geometry: Geometry
    issuers: tuple[Said, ...]
    title: Said
    number: Said
    date: Said
    mark: Said = NOTHING
    serial: Said = NOTHING
    secrecy: Said = NOTHING
    urgency: Said = NOTHING
    signers: tuple[Said, ...] = ()
    to: Said = NOTHING
    enclosures: tuple[Enclosure, ...] = ()
    signs: tuple[Said, ...] = ()
    office: Said = NOTHING
    seal: Seal = "seal"
    note: Said = NOTHING
    cc: Said = NOTHING
    printed: Printed | None = None
    present: Said = NOTHING
    excused: Said = NOTHING
    observers: Said = NOTHING
    even: bool = True
    enclosed: Said = NOTHING
    span: Span = NOWHERE

    @property
    def upward(self) -> bool:
        """Whether it goes to a superior body: the number stands left, the signers right."""
        return bool(self.signers)

    def attach(self, place: int) -> Attach:
        """What the attachment of this number, counted from 1, says at its head."""
        one = self.enclosures[place - 1]
        return Attach(to=self.number, no=place, of=len(self.enclosures), title=one.title,
                      bound=one.bound, span=one.span)  # fmt: skip

    @property
    def unsigned(self) -> bool:
        """Whether nobody signs it, as minutes: its date then stands beside its number."""
        return self.form == "minutes" and self.seal == "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach:
    """That a publication is an attachment, and of what (7.3.7).

    ``to`` is the circular's number, ``no`` this attachment's among ``of``. Bound with the
    circular it is marked 附件 or 附件1, else the number stands before that.
    """

    to: Said
    no: int = 1
    of: int = 1
    title: Said = NOTHING
    bound: bool = False
    span: Span = NOWHERE

    @property
    def mark(self) -> str:
        """The words at the head of its first page, such as ``镇高新发〔2022〕5号附件1``."""
        own = f"附件{self.no}" if self.of > 1 else "附件"
        return own if self.bound else f"{self.to.text}{own}"
