"""What our Line-API widgets share: runs of text -> strips in the theme's styles."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.palette import Palette
from briefing.tui.rows.source import Run

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


class LineWidget(Widget):
    """A widget that draws itself line by line. `badge` is a letter shown on its first line for a while."""

    badge = ""
    _base: Style | None = None
    _area: Size | None = None
    _briefing: "BriefingApp | None" = None

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
        self._base = None
        super().notify_style_update()

    def strip(self, runs: Iterable[Run], cells: int, row: str = "") -> Strip:
        """Runs as a strip of exactly `cells` cells; `row` is a role laid under all of them."""
        style = self.palette.style
        base = self.base + style(row) if row else self.base
        segments = [Segment(words, base + style(role) if role else base) for words, role in runs if words]
        return Strip(segments).adjust_cell_length(cells, base)

    def badged(self, strip: Strip, y: int) -> Strip:
        """`strip` with the badge over its first cells, on the first line."""
        if not self.badge or y:
            return strip
        badge = Segment(f" {self.badge} ", self.base + self.palette.style("hint"))
        return Strip([badge, *strip.crop(3)])
