"""What ``publication.yaml`` may hold where ``kind: circular``; keys have Chinese names too.

The typed loader fills these; ``typeset schema circular`` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self

from typeset.diagnostics import NOWHERE, Sink, Span
from typeset.model.circular import NOTHING, Form, Geometry, Said, Seal, Type
from typeset.model.nodes import Scalar
from typeset.reading.specs import OutputsSpec, Word
from typeset.record import dataclass


def _key(*aliases: str, default: Any = None) -> Any:
    return field(default=default, metadata={"aliases": aliases})


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureSpec:
    """One attachment; a bare text is its title. ``source`` is a folder, a text or a PDF."""

    title: Said = field(metadata={"aliases": ("名称", "标题")})
    source: Said = _key("来源", "文件", default=NOTHING)
    bound: bool = _key("装订", default=False)  # part of the circular's own file
    span: Span = NOWHERE

    SCHEMA: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @classmethod
    def parse(cls, scalar: Scalar, sink: Sink) -> Self | None:
        """Read a bare text as the title."""
        title = Said.parse(scalar, sink)
        return None if title is None else cls(title=title, span=scalar.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSpec:
    """The tail's last line: the body that printed the circular, and the day."""

    org: Said = field(metadata={"aliases": ("印发机关",)})
    date: Said = field(metadata={"aliases": ("印发日期",)})
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSpec:
    """A signer before whose stamp stands the office held (7.3.5.3)."""

    office: Said = field(metadata={"aliases": ("职务", "title")})
    name: Said = field(metadata={"aliases": ("姓名",)})
    span: Span = NOWHERE


Texts = Said | tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularSpec:
    """``publication.yaml`` of a circular (公文, GB/T 9704-2012); its text is in ``text.md``."""

    kind: Literal["circular", "公文"] = _key("类", default="circular")
    type: Type = _key("文种", default="通知")
    form: Form | None = _key("格式")  # that of the type where nothing is said
    geometry: Geometry = _key("版式", default="strict")
    issuer: Texts = field(metadata={"aliases": ("发文机关",)})
    mark: Said = _key("发文机关标志", default=NOTHING)  # the red words, where they are others
    title: Said = _key("标题", default=NOTHING)
    number: Said = _key("发文字号", default=NOTHING)
    serial: Said = _key("份号", default=NOTHING)
    secrecy: Said = _key("密级", "密级和保密期限", default=NOTHING)
    urgency: Said = _key("紧急程度", default=NOTHING)
    signers: Texts = _key("签发人", default=())
    to: Texts = _key("主送", "主送机关", default=())
    attachments: tuple[EnclosureSpec, ...] = _key("附件", "附件说明", default=())
    sign: SignSpec | Said | tuple[Said, ...] = _key("署名", "发文机关署名", default=())
    seal: Seal | None = _key("印章")  # that of the form where nothing is said
    date: Said = field(metadata={"aliases": ("日期", "成文日期")})
    note: Said = _key("附注", default=NOTHING)
    cc: Texts = _key("抄送", "抄送机关", default=())
    print_: PrintSpec | None = _key("印发")
    present: Texts = _key("出席", default=())
    excused: Texts = _key("请假", default=())
    observers: Texts = _key("列席", default=())
    even: bool = _key("偶数页", default=True)  # the tail ends on an even page
    language: str = "zh-Hans-CN"
    order: tuple[Word, ...] | None = None
    outputs: OutputsSpec = OutputsSpec()
    language_span: Span = NOWHERE
    order_span: Span = NOWHERE
    span: Span = NOWHERE
