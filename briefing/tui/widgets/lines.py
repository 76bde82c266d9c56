"""What our Line-API widgets share: runs of text -> strips in the theme's styles."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.palette import Palette
from briefing.tui.rows.source import Run
from briefing.tui.text.cells import is_simple

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


class _Drawn(StylesCache):
    """What a line widget has drawn, by line. Its lines are whole: nothing is to be laid around or over them.

    Textual's own cache asks for borders, padding, tint and opacity at every line, which takes longer
    than drawing it; it is still used for a widget that the style sheet gives a border or padding.
    """

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of `crop`, those drawn anew that were said to be dirty."""
        if not isinstance(widget, LineWidget) or widget.framed or widget.opacity != 1.0:
            return super().render_widget(widget, crop)
        width = widget.area.width
        if width != self._width:
            self.clear()
            self._width = width
        strips = []
        for y in crop.line_range:
            strip = None if y in self._dirty_lines else self._cache.get(y)
            if strip is None:
                strip = self._cache[y] = widget.render_line(y)
            strips.append(strip)
        self._dirty_lines.difference_update(crop.line_range)
        if filters := widget.get_line_filters():
            _, background = widget.background_colors
            for line_filter in filters:
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips


class Settled:
    """For a widget in which nothing is laid out by its size: else each layout of the screen asks for another."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return bool(super()._size_updated(size, virtual_size, container_size, layout=False))  # type: ignore[misc]


class Room(Settled, Widget):
    """What only holds others. Textual's containers bring a style sheet each, and the others are sorted anew."""


class LineWidget(Settled, Widget):
    """A widget that draws itself line by line. `badge` is a letter shown on its first line for a while."""

    badge = ""
    _base: Style | None = None
    _area: Size | None = None
    _briefing: "BriefingApp | None" = None
    _framed: bool | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self._styles_cache = _Drawn()
        self._looks: dict[tuple[str, str], Style] = {}

    @property
    def framed(self) -> bool:
        """Whether the style sheet lays a border or padding around the lines."""
        if self._framed is None:
            self._framed = bool(self.styles.gutter.totals != (0, 0))
        return self._framed

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, but for the one that turns ANSI colours into others, where no role is drawn in any."""
        found = super().get_line_filters()
        if not self.palette.true_colour:
            return found
        return [line_filter for line_filter in found if not isinstance(line_filter, ANSIToTruecolor)]

    @property
    def briefing(self) -> "BriefingApp":
        """The app, as what it is."""
        if self._briefing is None:
            self._briefing = cast("BriefingApp", self.app)
        return self._briefing

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        return self.briefing.palette

    @property
    def base(self) -> Style:
        """What is under every line: the style sheet's colours, asked for once."""
        if self._base is None:
            self._base = self.rich_style + self.palette.style("plain")
        return self._base

    @property
    def area(self) -> Size:
        """The widget's size, asked for once: Textual looks it up in the layout each time."""
        if self._area is None:
            self._area = self.size
        return self._area

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        self._area = None
        return super()._size_updated(size, virtual_size, container_size, layout)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style sheet has a rule for the focus of these widgets: they draw it themselves."""

    def notify_style_update(self) -> None:
        """The style sheet or the theme changed."""
        self._base = self._framed = None
        self._looks.clear()
        super().notify_style_update()

    def strip(self, runs: Iterable[Run], cells: int, row: str = "") -> Strip:
        """Runs as a strip of exactly `cells` cells; `row` is a role laid under all of them."""
        look = self.look
        return self.filled(
            [Segment(words, look(role, row)) for words, role in runs if words], cells, look("", row)
        )

    @staticmethod
    def filled(segments: list[Segment], cells: int, base: Style) -> Strip:
        """The segments as a strip of exactly `cells` cells, the rest of it in the style `base`."""
        words = "".join([segment.text for segment in segments])
        if len(words) > cells or not is_simple(words):
            return Strip(segments).adjust_cell_length(cells, base)
        # A character a cell: Textual would count them one by one to find out.
        if len(words) < cells:
            segments.append(Segment(" " * (cells - len(words)), base))
        return Strip(segments, cells)

    def look(self, role: str, row: str = "") -> Style:
        """How a role is drawn here, on a row of the role `row`."""
        found = self._looks.get((role, row))
        if found is None:
            style = self.palette.style
            base = self.base + style(row) if row else self.base
            found = self._looks[role, row] = base + style(role) if role else base
        return found

    def badged(self, strip: Strip, y: int) -> Strip:
        """`strip` with the badge over its first cells, on the first line."""
        if not self.badge or y:
            return strip
        badge = Segment(f" {self.badge} ", self.base + self.palette.style("hint"))
        return Strip([badge, *strip.crop(3)])
