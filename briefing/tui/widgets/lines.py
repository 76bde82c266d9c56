"""What our Line-API widgets share: runs of text -> strips in the theme's styles."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.palette import Palette
from briefing.tui.rows.source import Run

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


class LineWidget(Widget):
    """A widget that draws itself line by line. `badge` is a letter shown on its first line for a while."""

    badge = ""

    @property
    def briefing(self) -> "BriefingApp":
        """The app, as what it is."""
        return cast("BriefingApp", self.app)

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        return self.briefing.palette

    def strip(self, runs: Iterable[Run], cells: int, row: str = "") -> Strip:
        """Runs as a strip of exactly `cells` cells; `row` is a role laid under all of them."""
        palette = self.palette
        base = self.rich_style + palette.style("plain")
        if row:
            base += palette.style(row)
        segments = [Segment(words, base + palette.style(role)) for words, role in runs if words]
        return _exact(segments, cells, base)

    def badged(self, strip: Strip, y: int) -> Strip:
        """`strip` with the badge over its first cells, on the first line."""
        if not self.badge or y:
            return strip
        badge = Segment(f" {self.badge} ", self.rich_style + self.palette.style("hint"))
        return Strip([badge, *strip.crop(3)])


def _exact(segments: list[Segment], cells: int, base: Style) -> Strip:
    return Strip(segments).adjust_cell_length(cells, base)
