"""Charts as reportlab drawings in our inks: bars, columns, lines, pies.

The shapes are reportlab's, their inks and words ours: values stand at the things they are of,
in the numeral face; an axis with numbers is drawn only where they would not fit. Nothing is
shaded, tilted or framed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from typeset.blocks.chart_data import Figures
from typeset.blocks.chart_numbers import NARROW, is_dark, percents, plain, ticks, width_of
from typeset.blocks.graphics import pigment
from typeset.color import Color
from typeset.record import dataclass

TEXT, VALUE = "chart-text", "chart-value"
_GAP = 4.0  # points between a shape and its words
_LEGEND = 15.0  # points that the line of names above takes
_LINE = 0.3  # weight of axes: a tenth of a millimetre is what a press holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Sizes in points and inks: one for each series (of a pie, for each slice)."""

    text: float
    value: float
    inks: tuple[Color, ...]
    ink: Color
    muted: Color
    hairline: Color
    paper: Color
    unit: str = ""

    def of(self, number: int) -> Color:
        """The ink of a series; they come round again."""
        return self.inks[number % len(self.inks)]


def draw_chart(kind: str, figures: Figures, look: Look, width: float, height: float) -> Any:
    """The chart as a reportlab ``Drawing`` of this size."""
    from reportlab.graphics.shapes import Drawing  # noqa: PLC0415 - only charts need it

    plan = _Plan(figures, look, Drawing(width, height), width, height)
    match kind:
        case "pie":
            plan.pie()
        case "line":
            plan.lines()
        case "bar":
            plan.bars()
        case _:
            plan.columns(stacked=kind == "stacked")
    return plan.drawing


def natural_height(kind: str, figures: Figures, look: Look, width: float) -> float:
    """How high the chart would like to be at a width, in points."""
    if kind == "bar":
        series = len(figures.series)
        each = max(17.0, 10.0 * series + 7.0)
        return each * len(figures.names) + _head(figures, look) + 2
    if kind == "pie":
        return max(7 * 17.0, 15.0 * len(figures.names) + 10)
    return width * (0.56 if width < 300 else 0.4)


def _head(figures: Figures, look: Look) -> float:
    return _LEGEND if len(figures.series) > 1 or _unit(figures, look) else 0.0


def _unit(figures: Figures, look: Look) -> str:
    """The unit to be named above the chart; not one that stands at every value."""
    written = all(text.endswith(look.unit) for row in figures.texts for text in row)
    return "" if written else look.unit


@dataclass(slots=True)
class _Plan:
    """One chart while it is drawn; y runs up from the drawing's foot."""

    figures: Figures
    look: Look
    drawing: Any
    width: float
    height: float

    # -- words -----------------------------------------------------------------------------

    def say(self, text: str, x: float, y: float, anchor: str = "start", role: str = TEXT,
            ink: Color | None = None, size: float = 0.0) -> None:  # fmt: skip
        from reportlab.graphics.shapes import String  # noqa: PLC0415

        size = size or (self.look.value if role == VALUE else self.look.text)
        self.drawing.add(
            String(x, y, text, fontName=role, fontSize=size, textAnchor=anchor,
                   fillColor=pigment(ink or self.look.ink))
        )  # fmt: skip

    def on_paper(self, number: int) -> Color:
        """The ink of a series for words: light ones, such as gold, cannot be read."""
        own = self.look.of(number)
        return own if is_dark(own) else self.look.ink

    def block(self, x: float, y: float, width: float, height: float, ink: Color) -> None:
        from reportlab.graphics.shapes import Rect  # noqa: PLC0415

        self.drawing.add(Rect(x, y, width, height, fillColor=pigment(ink), strokeColor=None))

    def rule(self, x: float, y: float, dx: float, dy: float, ink: Color, weight: float) -> None:
        from reportlab.graphics.shapes import Line  # noqa: PLC0415

        self.drawing.add(Line(x, y, x + dx, y + dy, strokeColor=pigment(ink), strokeWidth=weight))

    def head(self) -> float:
        """The names of the series and the unit above the chart; the height that is left."""
        look, x = self.look, 0.0
        if not _head(self.figures, look):
            return self.height
        y = self.height - look.text
        if len(self.figures.series) > 1:
            for number, name in enumerate(self.figures.series):
                self.block(x, y - 0.5, 7, 7, look.of(number))
                self.say(name, x + 7 + _GAP, y)
                x += 7 + _GAP + width_of(name, look.text) + 2 * look.text
        if unit := _unit(self.figures, look):
            self.say(f"单位：{unit}", self.width, y, "end", ink=look.muted)
        return self.height - _LEGEND

    # -- bars and columns ------------------------------------------------------------------

    def bars(self) -> None:
        """Bars to the right, one below the other, names before and values behind them."""
        from reportlab.graphics.charts.barcharts import HorizontalBarChart  # noqa: PLC0415

        top = self.head()
        left = min(max(width_of(n, self.look.text) for n in self.figures.names), self.width * 0.4)
        left += 2 * _GAP
        right = max(self._value_width(t) for row in self.figures.texts for t in row) + _GAP
        chart = HorizontalBarChart()
        self._frame(chart, left, 0, self.width - left - right, top, upwards=True)
        for place, (row, rect) in self._placed(chart, upwards=True):
            if row == 0:
                series = len(self.figures.series)
                middle = rect.y + rect.height / 2 - (series - 1) * rect.height / 2
                name = self._short(self.figures.names[place], left - 2 * _GAP)
                self.say(name, left - 2 * _GAP,
                         middle - 0.36 * self.look.text, "end")  # fmt: skip
            text, low = self.figures.texts[row][place], rect.width < 0
            x = rect.x + rect.width + (-_GAP if low else _GAP)
            self.say(text, x, rect.y + rect.height / 2 - 0.36 * self.look.value,
                     "end" if low else "start", VALUE, self.on_paper(row))  # fmt: skip
        self.rule(chart.x + self._zero(chart.width), 0, 0, top, self.look.hairline, 0.5)

    def columns(self, *, stacked: bool) -> None:
        """Columns side by side or on top of each other, names below them."""
        from reportlab.graphics.charts.barcharts import VerticalBarChart  # noqa: PLC0415

        top = self.head()
        foot = self.look.text + 2 * _GAP
        above = self.look.value + _GAP
        slot = self.width / len(self.figures.names)
        share = slot * 0.7 / (1 if stacked else len(self.figures.series))
        widest = max(self._value_width(t) for row in self.figures.texts for t in row)
        says = widest <= share + (0 if stacked or len(self.figures.series) > 1 else slot * 0.25)
        left = 0.0 if says else self._axis_width()
        chart = VerticalBarChart()
        if stacked:
            chart.categoryAxis.style = "stacked"
        self._frame(chart, left, foot, self.width - left, top - foot - above, stacked=stacked)
        if not says:
            self._axis(chart)
        for place, (row, rect) in self._placed(chart):
            text = self.figures.texts[row][place]
            if says and stacked:
                self._inside(text, rect, row)
            elif says:
                low = rect.height < 0
                y = rect.y + rect.height + (-above if low else _GAP)
                self.say(text, rect.x + rect.width / 2, y, "middle", VALUE,
                         self.on_paper(row))  # fmt: skip
        self._names(chart.x, chart.width, foot)
        self.rule(left, foot + self._zero(chart.height, stacked=stacked), chart.width, 0,
                  self.look.hairline, 0.5)  # fmt: skip

    def _inside(self, text: str, rect: Any, row: int) -> None:
        """A value in the middle of its piece, or beside one that is too low for it."""
        y, own = rect.y + rect.height / 2 - 0.36 * self.look.value, self.look.of(row)
        if abs(rect.height) >= self.look.value + 2:
            ink = self.look.paper if is_dark(own) else self.look.ink
            self.say(text, rect.x + rect.width / 2, y, "middle", VALUE, ink)
        else:
            y = max(y, rect.y + 2)  # clear of the axis
            self.say(text, rect.x + rect.width + 2, y, "start", VALUE, self.on_paper(row))

    def _frame(self, chart: Any, x: float, y: float, width: float, height: float, *,
               stacked: bool = False, upwards: bool = False) -> None:  # fmt: skip
        """Give a bar chart its place and data, and take its own axes away.

        With ``upwards`` it counts from the foot, so it is given everything in reverse.
        """
        chart.x, chart.y, chart.width, chart.height = x, y, width, height
        values = self.figures.values
        chart.data = [tuple(row[::-1]) for row in values[::-1]] if upwards else list(values)
        chart.strokeColor = chart.fillColor = None
        chart.categoryAxis.visible = chart.valueAxis.visible = 0
        chart.valueAxis.valueMin, chart.valueAxis.valueMax = self._range(stacked=stacked)
        chart.barWidth, chart.groupSpacing, chart.barSpacing = 10, 10 * self._air(), 1
        for number in range(len(values)):
            own = len(values) - 1 - number if upwards else number
            chart.bars[number].fillColor = pigment(self.look.of(own))
            chart.bars[number].strokeColor = None

    def _air(self) -> float:
        return 0.7 if len(self.figures.series) == 1 else 0.9

    def _placed(
        self, chart: Any, *, upwards: bool = False
    ) -> Iterator[tuple[int, tuple[int, Any]]]:
        """Every bar that reportlab draws: number of its name, of its series, its rectangle."""
        group = chart.draw()
        self.drawing.add(group)
        bars = [shape for shape in _leaves(group) if type(shape).__name__ == "Rect"]
        count = len(self.figures.names)
        for place, rect in enumerate(bars[::-1] if upwards else bars):
            yield place % count, (place // count, rect)

    def _value_width(self, text: str) -> float:
        return width_of(text, self.look.value, NARROW)

    def _range(self, *, stacked: bool = False) -> tuple[float, float]:
        columns = list(zip(*self.figures.values, strict=True))
        if stacked:
            return 0.0, max(sum(column) for column in columns) or 1.0
        values = [value for column in columns for value in column]
        return min(0.0, *values), max(0.0, *values) or 1.0

    def _zero(self, length: float, *, stacked: bool = False) -> float:
        low, high = self._range(stacked=stacked)
        return length * -low / (high - low)

    def _names(self, left: float, width: float, foot: float) -> None:
        """Names under columns or points; only every second or third where they are crowded."""
        slot = width / len(self.figures.names)
        widest = max(width_of(name, self.look.text) for name in self.figures.names)
        every = max(1, math.ceil(widest / max(slot - 2, 1)))
        for place, name in enumerate(self.figures.names):
            if place % every == 0:
                x = left + slot * (place + 0.5)
                self.say(self._short(name, slot * every), x, foot - _GAP - 0.88 * self.look.text,
                         "middle")  # fmt: skip

    def _short(self, name: str, room: float) -> str:
        """As much of a name as fits; the rest is in the words that are read aloud."""
        if width_of(name, self.look.text) <= room + 1:
            return name
        while len(name) > 1 and width_of(name + "…", self.look.text) > room:
            name = name[:-1]
        return name + "…"

    # -- the value axis --------------------------------------------------------------------

    def _axis_width(self) -> float:
        low, high = (
            self._range(stacked=True)
            if min(map(min, self.figures.values)) >= 0
            else (self._range())
        )
        return max(width_of(plain(step), self.look.text) for step in ticks(low, high)) + 2 * _GAP

    def _axis(self, chart: Any) -> None:
        low, high = chart.valueAxis.valueMin, chart.valueAxis.valueMax
        for step in ticks(low, high):
            y = chart.y + chart.height * (step - low) / (high - low)
            self.rule(chart.x, y, chart.width, 0, self.look.hairline, _LINE)
            self.say(plain(step), chart.x - _GAP, y - 0.36 * self.look.text, "end",
                     ink=self.look.muted)  # fmt: skip

    # -- lines -----------------------------------------------------------------------------

    def lines(self) -> None:
        """A line for each series through a point for each name."""
        from reportlab.graphics.charts.linecharts import HorizontalLineChart  # noqa: PLC0415
        from reportlab.graphics.shapes import Circle  # noqa: PLC0415

        top, foot = self.head(), self.look.text + 2 * _GAP
        above = self.look.value + 2 * _GAP
        widest = max(self._value_width(t) for row in self.figures.texts for t in row)
        slot = self.width / len(self.figures.names)
        says = len(self.figures.series) == 1 and widest + 2 <= slot
        left = 0.0 if says else self._axis_width()
        chart = HorizontalLineChart()
        self._frame_of_lines(chart, left, foot, top - foot - above)
        if not says:
            self._axis(chart)
        self.rule(left, foot, chart.width, 0, self.look.hairline, 0.5)
        self.drawing.add(chart.draw())
        low, high = chart.valueAxis.valueMin, chart.valueAxis.valueMax
        slot = chart.width / len(self.figures.names)
        for row, values in enumerate(self.figures.values):
            for place, value in enumerate(values):
                x = left + slot * (place + 0.5)
                y = foot + chart.height * (value - low) / (high - low)
                self.drawing.add(Circle(x, y, 2.2, fillColor=pigment(self.look.of(row)),
                                        strokeColor=None))  # fmt: skip
                last = not says and place == len(values) - 1 and len(self.figures.series) < 4
                if says or last:
                    self.say(self.figures.texts[row][place], x, y + _GAP + 1, "middle", VALUE,
                             self.on_paper(row))  # fmt: skip
        self._names(left, chart.width, foot)

    def _frame_of_lines(self, chart: Any, left: float, foot: float, height: float) -> None:
        chart.x, chart.y, chart.width, chart.height = left, foot, self.width - left, height
        chart.data = [tuple(row) for row in self.figures.values]
        chart.strokeColor = chart.fillColor = None
        chart.categoryAxis.visible = chart.valueAxis.visible = 0
        low, high = self._range()
        values = [value for row in self.figures.values for value in row]
        span = max(values) - min(values)
        if min(values) > 0 and 0 < span < 0.5 * max(values):
            low = min(values) - 0.6 * span  # a line shows the change, not the height
        chart.valueAxis.valueMin, chart.valueAxis.valueMax = low, high
        for number in range(len(self.figures.series)):
            chart.lines[number].strokeColor = pigment(self.look.of(number))
            chart.lines[number].strokeWidth = 1.5

    # -- pies ------------------------------------------------------------------------------

    def pie(self) -> None:
        """A pie at the left, clockwise from twelve; names, values and shares beside it."""
        from reportlab.graphics.charts.piecharts import Pie  # noqa: PLC0415

        values, look = self.figures.values[0], self.look
        top = self.head()
        size = min(top - 2, self.width * 0.4)
        pie = Pie()
        pie.x, pie.y, pie.width, pie.height = 1, (top - size) / 2, size, size
        pie.data, pie.labels, pie.startAngle, pie.direction = list(values), None, 90, "clockwise"
        for number in range(len(values)):
            pie.slices[number].fillColor = pigment(look.of(number))
            pie.slices[number].strokeColor = pigment(look.paper)
            pie.slices[number].strokeWidth = 0.75
        self.drawing.add(pie.draw())
        self._slices(size + 2.5 * look.text, top, percents(values))

    def _slices(self, x: float, top: float, shares: list[str]) -> None:
        """Beside a pie: what each slice is, how much, and which share of the whole."""
        look, texts = self.look, self.figures.texts[0]
        shown = [] if look.unit == "%" else [f"{share}%" for share in shares]
        last = max((self._value_width(share) for share in shown), default=0.0) + 2.5 * _GAP
        room = self.width - x - 7 - 2 * _GAP - last
        room -= max(self._value_width(text) for text in texts)
        step = min(17.0, top / len(texts))
        y = top / 2 + step * (len(texts) - 1) / 2 - 0.36 * look.text
        for number, name in enumerate(self.figures.names):
            self.block(x, y - 0.5, 7, 7, look.of(number))
            self.say(self._short(name, room), x + 7 + _GAP, y)
            right = self.width - (last if shown else 0.0)
            self.say(texts[number], right, y, "end", VALUE, look.ink)
            if shown:
                self.say(shown[number], self.width, y, "end", VALUE, self.on_paper(number))
            y -= step


def _leaves(group: Any) -> Iterator[Any]:
    for node in group.contents:
        if hasattr(node, "contents"):
            yield from _leaves(node)
        else:
            yield node
