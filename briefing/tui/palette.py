"""Roles -> how they are drawn. A role is a meaning; colours come from the theme."""

from collections.abc import Mapping

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

# role: (foreground, background, attributes, attributes where there is no colour)
_ROLES: dict[str, tuple[str, str, str, str]] = {
    "": ("", "", "", ""),
    "plain": ("ink", "", "", ""),
    "title": ("ink", "", "bold", "bold"),
    "heading": ("dim", "", "bold", "bold"),
    "heading-on": ("ink", "", "bold", "bold reverse"),
    "dim": ("dim", "", "", "dim"),
    "faint": ("faint", "", "", "dim"),
    "rule": ("rule", "", "", "dim"),
    "key": ("ink", "", "bold", "bold"),
    "actor": ("actor", "", "", ""),
    "unnamed": ("actor", "", "italic", "italic"),
    "cue": ("cue", "", "", ""),
    "denial": ("denial", "", "", "bold"),
    "hedge": ("cue", "", "italic", "italic"),
    "date": ("date", "", "", ""),
    "analyst": ("analyst", "", "", ""),
    "inferred": ("dim", "", "italic", "dim italic"),
    "error": ("denial", "", "bold", "bold"),
    "good": ("date", "", "", ""),
    "added": ("date", "", "underline", "underline"),
    "removed": ("denial", "", "strike", "strike"),
    "unread": ("ink", "", "bold", "bold"),
    "noted": ("analyst", "", "underline", "underline"),
    "lit-source": ("actor", "lit", "bold underline", "bold underline"),
    "lit-cue": ("cue", "lit", "bold", "bold"),
    "lit-content": ("", "lit", "underline", "underline"),
    "lit-answered": ("denial", "", "underline", "underline italic"),
    "lit-inferred": ("dim", "lit", "italic underline", "italic underline"),
    "hit": ("", "hl-yellow", "", "underline"),
    "hit-here": ("", "hl-yellow", "reverse", "reverse"),
    "selection": ("", "select", "", "reverse"),
    "caret": ("", "", "reverse", "reverse"),
    "caret-away": ("", "here", "underline", "underline"),
    "hint": ("cue", "", "bold reverse", "bold reverse"),
    "row": ("", "here", "", ""),
    "row-on": ("", "select", "", "reverse"),
    **{
        f"highlight-{c}": ("", f"hl-{c}", "", "underline")
        for c in ("yellow", "green", "blue", "red", "violet")
    },
}
_NO_BACKGROUND = {"lit", "select", "here", "hl-yellow", "hl-green", "hl-blue", "hl-red", "hl-violet"}
_ANSI_ATTRIBUTES = {
    "selection": "reverse", "row-on": "reverse", "row": "bold", "hit": "underline", "caret-away": "underline",
    "highlight-yellow": "underline", "highlight-green": "underline", "highlight-blue": "underline",
    "highlight-red": "underline", "highlight-violet": "underline",
}  # fmt: skip


class Palette:
    """The styles of all roles under one theme."""

    def __init__(self, variables: Mapping[str, str], *, colour: bool = True, ansi: bool = False) -> None:
        self._variables = variables
        self._colour = colour
        self._ansi = ansi
        self._styles: dict[str, Style] = {}

    @property
    def true_colour(self) -> bool:
        """Whether every role is drawn in colours of its own, none of the terminal's."""
        return self._colour and not self._ansi

    def style(self, role: str) -> Style:
        """How a role is drawn, to be laid over what is under it. Unknown roles are drawn plainly."""
        style = self._styles.get(role)
        if style is None:
            style = self._styles[role] = self._make(role)
        return style

    def _make(self, role: str) -> Style:
        fore, back, attributes, without = _ROLES.get(role, _ROLES[""])
        if not self._colour:
            return Style.parse(without) if without else Style()
        if self._ansi:
            attributes = f"{attributes} {_ANSI_ATTRIBUTES.get(role, '')}".strip()
            if fore == "dim":
                attributes = f"{attributes} dim".strip()
        style = Style.parse(attributes) if attributes else Style()
        background = None if self._ansi and back in _NO_BACKGROUND else self._rich(back)
        return style + Style(color=self._rich(fore), bgcolor=background)

    def _rich(self, name: str) -> RichColor | None:
        value = self._variables.get(name) if name else None
        if value is None or value == "ansi_default":
            return None
        return Color.parse(value).rich_color
