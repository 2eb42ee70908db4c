"""Puts the planned sheets together as a PDF: the only part of imposition that knows the format."""

from __future__ import annotations

import io
import math
import warnings
from typing import Any

from typeset.geometry import MM
from typeset.impose.job import Job, Refused, Unreadable
from typeset.impose.marks import collating, operators
from typeset.impose.plan import Leaf, Place, SheetSide, plan
from typeset.pdf_pictures.boxes import Box, box_of, within
from typeset.record import dataclass

MOST_BYTES = 1 << 30
MOST_PAGES = 5000
LIKE = 0.1 * MM  # pages whose trims differ by less are of one size
_FAULTS = (
    ArithmeticError, AttributeError, IndexError, KeyError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """The new file, and what became of the pages: ``creep`` is the greatest shift in mm."""

    data: bytes
    sides: int
    pages: int
    blanks: int
    creep: float
    annotations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One page as a form: trim and bleed in its own space, upright once through ``matrix``."""

    form: Any
    matrix: Matrix
    trim: Box
    bleed: float


def impose(data: bytes, job: Job) -> Imposed:
    """Impose the pages of a PDF; the same file and job give the same bytes.

    Raises:
        Unreadable: it is no PDF, needs a password, or has no pages.
        Refused: its pages are of different sizes, or do not fit on the sheet.
    """
    import pikepdf  # noqa: PLC0415 - 60 ms, and only here

    file, pages = _opened(data)
    try:
        sources = [_source(page, number) for number, page in enumerate(pages, 1)]
    except (*_FAULTS, pikepdf.PdfError) as fault:
        raise Unreadable(f"a page is damaged ({' '.join(str(fault).split())[:100]})") from None
    leaf = _common_size(sources)
    sides = plan(len(sources), leaf, job)
    try:
        made = _assembled(file, sides, sources, job)
    except (*_FAULTS, pikepdf.PdfError) as fault:
        raise Unreadable(f"it is damaged ({' '.join(str(fault).split())[:100]})") from None
    return Imposed(
        data=made,
        sides=len(sides),
        pages=len(sources),
        blanks=_blanks(sides, len(sources), job),
        creep=max((abs(p.shift) for s in sides for p in s.places), default=0.0) / MM,
        annotations=sum(_annotations(page.obj) for page in pages),
    )


def _opened(data: bytes) -> tuple[Any, list[Any]]:
    import pikepdf  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES >> 20} MiB")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("it does not begin as a PDF does")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file = pikepdf.open(io.BytesIO(data))
            count = len(file.pages)
            pages = [file.pages[i] for i in range(min(count, MOST_PAGES))]
    except pikepdf.PasswordError:
        raise Unreadable("it can be opened only with a password") from None
    except (*_FAULTS, pikepdf.PdfError) as fault:
        raise Unreadable(f"it is damaged ({' '.join(str(fault).split())[:100]})") from None
    if not pages or count > MOST_PAGES:
        raise Unreadable("it has no pages" if not pages else f"it has more than {MOST_PAGES} pages")
    return file, pages


# -- pages -------------------------------------------------------------------------------------


def _source(page: Any, number: int) -> _Source:
    """The page as a form XObject: content, resources and group as they are."""
    obj = page.obj
    media = box_of(page.mediabox) or (0.0, 0.0, 612.0, 792.0)
    crop = within(box_of(page.cropbox) or media, media)
    trim = box_of(obj.get("/TrimBox")) or box_of(obj.get("/ArtBox")) or crop
    bleed = within(box_of(obj.get("/BleedBox")) or trim, media)
    if trim[2] - trim[0] < 1 or trim[3] - trim[1] < 1:
        raise Refused("impose/trim", "the page has no area to be trimmed to", number)
    form = page.as_form_xobject()
    form.BBox = _written(_joined(trim, bleed))
    for key in ("/StructParents", "/StructParent"):
        if key in form:
            del form[key]
    matrix = _matrix(form.get("/Matrix"))
    around = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
    return _Source(form=form, matrix=matrix, trim=trim, bleed=max(around, 0.0) * scale)


def _joined(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _matrix(value: Any) -> Matrix:
    if value is None:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = (float(number) for number in value)
    return a, b, c, d, e, f


def _upright(source: _Source) -> Box:
    """The trim through the form's own matrix (a turned page stands upright)."""
    a, b, c, d, e, f = source.matrix
    x0, y0, x1, y1 = source.trim
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y1))]
    xs, ys = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return xs[0], ys[0], xs[1], ys[1]


def _common_size(sources: list[_Source]) -> Leaf:
    """The size of the first page, which all must share; the least bleed of all.

    Raises:
        Refused: a page is of another size.
    """
    first = _upright(sources[0])
    width, height = first[2] - first[0], first[3] - first[1]
    for number, source in enumerate(sources, 1):
        box = _upright(source)
        w, h = box[2] - box[0], box[3] - box[1]
        if abs(w - width) > LIKE or abs(h - height) > LIKE:
            message = (
                f"the page is {w / MM:.1f} × {h / MM:.1f} mm, "
                f"the first {width / MM:.1f} × {height / MM:.1f} mm"
            )
            hint = "pages of one job are of one size; trim or turn it first"
            raise Refused("impose/page-size", message, number, hint)
    return Leaf(width=width, height=height, bleed=min(source.bleed for source in sources))


# -- sheets ------------------------------------------------------------------------------------


def _assembled(file: Any, sides: list[SheetSide], sources: list[_Source], job: Job) -> bytes:
    import pikepdf  # noqa: PLC0415

    made = pikepdf.new()
    forms: dict[int, Any] = {}
    for side in sides:
        _add_side(made, side, sources, forms, job)
    _carry_over(file, made)
    out = io.BytesIO()
    made.save(out, deterministic_id=True, min_version=max(str(file.pdf_version), "1.4"))
    return out.getvalue()


def _add_side(
    made: Any, side: SheetSide, sources: list[_Source], forms: dict[int, Any], job: Job
) -> None:
    from pikepdf import Array, Dictionary, Name, Stream  # noqa: PLC0415

    drawn, objects = [], Dictionary()
    for place in side.places:
        if place.page not in forms:
            forms[place.page] = made.copy_foreign(sources[place.page].form)
        name = f"/P{place.page + 1}"
        objects[name] = forms[place.page]
        drawn.append(_draw(place, sources[place.page], name))
    resources = Dictionary(XObject=objects)
    if job.marks:
        drawn += [operators(side), collating(side, job.bound) if job.scheme == "perfect" else ""]
        resources.ColorSpace = Dictionary(All=_registration(made))
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array(_written(side.media)),
        BleedBox=Array(_written(side.bleed)),
        TrimBox=Array(_written(side.trim)),
        Resources=resources,
        Contents=made.make_indirect(Stream(made, "".join(drawn).encode("ascii"))),
    )
    made.pages.append(_page(made, sheet))


def _page(made: Any, sheet: Any) -> Any:
    import pikepdf  # noqa: PLC0415

    return pikepdf.Page(made.make_indirect(sheet))


def _written(box: Box) -> list[Any]:
    from decimal import Decimal  # noqa: PLC0415

    return [Decimal(f"{edge:.4f}") for edge in box]


def _draw(place: Place, source: _Source, name: str) -> str:
    """Clip to what may show, move (and turn) the trim to its place, draw."""
    own = _upright(source)
    x, y = place.trim[0] + place.shift, place.trim[1]
    if place.turned:
        x, y = place.trim[2] + place.shift + own[0], place.trim[3] + own[1]
        by = (-1.0, 0.0, 0.0, -1.0, x, y)
    else:
        by = (1.0, 0.0, 0.0, 1.0, x - own[0], y - own[1])
    x0, y0, x1, y1 = place.clip
    clip = f"{x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n"
    matrix = " ".join(f"{number:.4f}".removesuffix(".0000") for number in by)
    return f"q {clip} {matrix} cm {name} Do Q\n"


def _registration(made: Any) -> Any:
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415

    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1
    )
    return made.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))


def _carry_over(file: Any, made: Any) -> None:
    """What the whole file needs to print as before: output intents, layers, title.

    The source's claim of a standard is not carried over: the sheets are another file.
    """
    from pikepdf import Array, Dictionary  # noqa: PLC0415

    found = file.Root.get("/OutputIntents")
    intents = [i for i in found if isinstance(i, Dictionary)] if isinstance(found, Array) else []
    if intents:
        made.Root.OutputIntents = Array(
            [made.copy_foreign(file.make_indirect(intent)) for intent in intents]
        )
    layers = file.Root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        made.Root.OCProperties = made.copy_foreign(file.make_indirect(layers))
    info = file.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, Dictionary) else None
    if title is not None:
        made.docinfo["/Title"] = str(title)


def _blanks(sides: list[SheetSide], count: int, job: Job) -> int:
    if job.scheme == "step":
        return 0
    return sum(_cells(side) for side in sides) - count


def _cells(side: SheetSide) -> int:
    """How many pages a side has room for."""
    columns = len(side.folds_x) + 1 if side.folds_x else 2
    return columns * (len(side.folds_y) + 1)


def _annotations(page: Any) -> int:
    found = page.get("/Annots")
    return len(found) if found is not None else 0
