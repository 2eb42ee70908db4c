"""``publication.yaml`` of a circular to :class:`~typeset.model.circular.Circular`.

What the standard fixes about the words themselves is checked here, each fault with its clause:
the form of the number, real dates, brackets, the marks after a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from typeset.diagnostics import Sink, Span
from typeset.model.circular import (
    DEFAULT_FORMS,
    NOTHING,
    Attach,
    Circular,
    Enclosure,
    Form,
    Printed,
    Said,
    Seal,
)
from typeset.model.publication import Metadata
from typeset.reading.circular_specs import (
    CircularSpec,
    EnclosureSpec,
    PrintSpec,
    SignSpec,
    Texts,
)
from typeset.reading.specs import AttachSpec
from typeset.style.gbt9704 import clause, value

_NUMBER = re.compile(r"[^〔〕\[\]()（）【】\s第]+〔[12]\d{3}〕[1-9]\d*号")
_SERIES = re.compile(r"(?:[12]\d{3}年)?第[1-9]\d*[号期]|〔[12]\d{3}〕[1-9]\d*[号期]")
_SERIES_TYPES = ("命令", "公告", "通告", "纪要", "公报")
_UNNUMBERED = ("纪要", "公报", "决议", "议案")
_WRITTEN_DATE = re.compile(r"(\d+)年(\d+)月(\d+)日")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SECRECY = re.compile(r"(绝密|机密|秘密)(★([1-9]\d*(年|个月|天)|长期))?")
_URGENCY = ("特急", "加急", "特提", "平急")
_AFTER_NAME = "。，、；：,.;:"
_SEALS: dict[Form, Seal] = {"order": "stamp", "minutes": "none"}


def circular_of(spec: CircularSpec, sink: Sink) -> Circular:
    """The circular of a specification; every fault is reported at its key."""
    form = spec.form or DEFAULT_FORMS.get(spec.type, "document")
    office, signs = _signs(spec)
    circular = Circular(
        type=spec.type,
        form=form,
        geometry=spec.geometry,
        issuers=_listed(spec.issuer),
        title=spec.title,
        number=_number(spec, sink),
        date=_date(spec.date, "date-inset-sealed", sink),
        mark=spec.mark,
        serial=_serial(spec.serial, sink),
        secrecy=_secrecy(spec.secrecy, sink),
        urgency=_urgency(spec.urgency, sink),
        signers=_listed(spec.signers),
        to=_bare(_joined(spec.to, "，"), "：:"),
        enclosures=tuple(_enclosure(each, sink) for each in spec.attachments),
        signs=signs or _listed(spec.issuer),
        office=office,
        seal=spec.seal or _SEALS.get(form, "seal"),
        note=_note(spec.note),
        cc=_bare(_joined(spec.cc, "，"), "。."),
        printed=_printed(spec.print_, sink),
        present=_joined(spec.present, "、"),
        excused=_joined(spec.excused, "、"),
        observers=_joined(spec.observers, "、"),
        even=spec.even,
        span=spec.span,
    )
    _check(circular, spec, sink)
    return circular


def metadata_of(circular: Circular, spec: CircularSpec) -> Metadata:
    """What the files say of themselves (GB/T 33480)."""
    title = circular.title or Said(_mark_words(circular), circular.span)
    return Metadata(
        title=title.text,
        issuer="、".join(said.text for said in circular.issuers),
        date=_iso(circular.date.text),
        language=spec.language,
        number=circular.number.text,
        secrecy=circular.secrecy.text,
        urgency=circular.urgency.text,
        span=title.span,
    )


def attach_of(spec: AttachSpec, sink: Sink) -> Attach:
    """The attachment mark of a publication; its number must be one of its circular's."""
    if not 1 <= spec.no <= spec.of:
        sink.error(
            "circular/attachment-number",
            f"attachment {spec.no} of {spec.of}: the number lies between 1 and {spec.of}"
            f" ({clause('enclosure-mark')})",
            spec.span,
        )
    return Attach(
        to=spec.to, no=spec.no, of=spec.of, title=spec.title, bound=spec.bound, span=spec.span
    )


def _mark_words(circular: Circular) -> str:
    return circular.mark.text or "".join(said.text for said in circular.issuers)


def _listed(texts: Texts) -> tuple[Said, ...]:
    if isinstance(texts, Said):
        return (texts,) if texts else ()
    return texts


def _joined(texts: Texts, mark: str) -> Said:
    said = _listed(texts)
    return Said(mark.join(each.text for each in said), said[0].span) if said else NOTHING


def _bare(said: Said, marks: str) -> Said:
    """Without the mark at its end that the engine sets."""
    return Said(said.text.rstrip(marks), said.span)


def _note(said: Said) -> Said:
    """Without the parentheses that the engine sets."""
    text = said.text
    if text[:1] in "（(" and text[-1:] in "）)" and text:
        return Said(text[1:-1], said.span)
    return said


def _signs(spec: CircularSpec) -> tuple[Said, tuple[Said, ...]]:
    if isinstance(spec.sign, SignSpec):
        return spec.sign.office, (spec.sign.name,)
    return NOTHING, _listed(spec.sign)


# -- words that the standard fixes ------------------------------------------------------------


def _number(spec: CircularSpec, sink: Sink) -> Said:
    said = spec.number
    where = clause("number-below")
    if not said:
        if spec.type not in _UNNUMBERED:
            sink.error(
                "circular/number",
                f"a circular of the kind {spec.type} bears a document number (发文字号); found none"
                f" ({where})",
                spec.span,
                "write it as number: 镇高新发〔2022〕5号",
            )
        return said
    series = spec.type in _SERIES_TYPES and _SERIES.fullmatch(said.text)
    if not (series or _NUMBER.fullmatch(said.text)):
        sink.error(
            "circular/number",
            f"'{said.text}' is no document number: expected the body's sign, the year in full in"
            f" 〔 〕, the number without 第 or leading noughts, and 号 ({where})",
            said.span,
            _number_hint(said.text),
        )
    return said


def _number_hint(text: str) -> str:
    found = re.fullmatch(
        r"(.+?)\s*[\[(（【〔]\s*([12]\d{3})\s*[\])）】〕]\s*第?0*([1-9]\d*)号?", text
    )
    if found is None:
        return "write it as 镇高新发〔2022〕5号"
    return f"write it as {found[1]}〔{found[2]}〕{found[3]}号"


def _date(said: Said, rule: str, sink: Sink) -> Said:
    """The date as it is printed, such as 2022年1月8日; one that is none is an error."""
    found = _ISO_DATE.fullmatch(said.text) or _WRITTEN_DATE.fullmatch(said.text)
    hint = "write it as 2022年1月8日, or as 2022-01-08"
    if found is None:
        message = f"'{said.text}' is not a date"
        sink.error("circular/date", f"{message} ({clause(rule)})", said.span, hint)
        return said
    year, month, day = (int(number) for number in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        message = f"'{said.text}' is a day that no calendar has"
        sink.error("circular/date", f"{message} ({clause(rule)})", said.span, hint)
        return said
    printed = f"{year}年{month}月{day}日"
    if "年" in said.text and said.text != printed:
        message = f"the date '{said.text}' has leading noughts"
        sink.error(
            "circular/date", f"{message} ({clause(rule)})", said.span, f"write it as {printed}"
        )
    return Said(printed, said.span)


def _iso(printed: str) -> str:
    found = _WRITTEN_DATE.fullmatch(printed)
    return "-".join(f"{int(number):02}" for number in found.groups()) if found else ""


def _serial(said: Said, sink: Sink) -> Said:
    digits = int(value("serial"))
    if said and not re.fullmatch(rf"\d{{{digits}}}", said.text):
        sink.error(
            "circular/serial",
            f"the serial number '{said.text}' is not {digits} digits ({clause('serial')})",
            said.span,
            f"write it as '{said.text.zfill(digits)}', in quotes" if said.text.isdigit() else "",
        )
    return said


def _secrecy(said: Said, sink: Sink) -> Said:
    if said and not _SECRECY.fullmatch(said.text):
        sink.error(
            "circular/secrecy",
            f"'{said.text}' is no secrecy mark ({clause('secrecy')})",
            said.span,
            "write it as 机密★3年",
        )
    return said


def _urgency(said: Said, sink: Sink) -> Said:
    if said and said.text not in _URGENCY:
        known = "、".join(_URGENCY)
        message = f"'{said.text}' is no degree of urgency; known are {known}"
        sink.error("circular/urgency", f"{message} ({clause('urgency')})", said.span)
    return said


def _enclosure(spec: EnclosureSpec, sink: Sink) -> Enclosure:
    title = spec.title
    if title.text[-1:] in _AFTER_NAME:
        sink.error(
            "circular/attachment-title",
            f"no mark stands after an attachment's name; found '{title.text[-1]}'"
            f" ({clause('enclosures-below')})",
            title.span,
        )
    return Enclosure(title=title, source=spec.source, bound=spec.bound, span=spec.span)


def _printed(spec: PrintSpec | None, sink: Sink) -> Printed | None:
    if spec is None:
        return None
    said = Said(spec.date.text.removesuffix("印发"), spec.date.span)
    return Printed(org=spec.org, date=_date(said, "tail-size", sink))


# -- what must go together ----------------------------------------------------------------------


def _check(circular: Circular, spec: CircularSpec, sink: Sink) -> None:
    most = int(value("issuers-most"))
    if not circular.issuers:
        _missing("issuer (发文机关)", "mark-top", spec.span, sink)
    if len(circular.issuers) > most:
        sink.error(
            "circular/issuers",
            f"{len(circular.issuers)} bodies issue jointly; with more than {most} the first page"
            f" has no room for its text ({clause('issuers-most')})",
            circular.issuers[most].span,
            "issue it in the name of the lead body, and name the others in the text",
        )
    if not circular.title and circular.form not in ("order", "minutes"):
        _missing("title (标题)", "title-below", spec.span, sink)
    if circular.seal == "stamp" and not circular.office:
        sink.error(
            "circular/signer",
            f"a circular under a signer's stamp names the signer's office ({clause('office-gap')})",
            spec.span,
            "write sign: {office: 主任, name: 李明}",
        )
    if circular.secrecy and not circular.serial:
        message = "a secret document bears a serial number (份号); found none"
        sink.warn("circular/serial", f"{message} ({clause('serial')})", circular.secrecy.span)
    _check_twice((each.title for each in circular.enclosures), sink)


def _missing(what: str, rule: str, span: Span, sink: Sink) -> None:
    sink.error("circular/missing", f"'{what}' is missing ({clause(rule)})", span)


def _check_twice(titles: Iterable[Said], sink: Sink) -> None:
    seen: dict[str, Said] = {}
    for title in titles:
        if first := seen.get(title.text):
            message = f"the attachment '{title.text}' is named twice; first at {first.span}"
            where = clause("enclosures-below")
            sink.error("circular/attachment-twice", f"{message} ({where})", title.span)
        seen.setdefault(title.text, title)
