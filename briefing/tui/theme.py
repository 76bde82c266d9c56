"""Our themes, and the colours that mean something in every theme."""

from textual.theme import BUILTIN_THEMES, Theme

# Meanings that style sheets and widgets use as `$name`. Colour is used for meaning alone: who acts, what
# is said, what is denied, when, and what the analyst thinks.
_DARK = {
    "ink": "#d6d3cb", "dim": "#a9a7a0", "faint": "#8a8884", "rule": "#3a3a3c",
    "actor": "#86b5d9", "cue": "#d8b26a", "denial": "#ed988e", "date": "#93bf8e", "analyst": "#c8a2dc",
    "lit": "#383321", "select": "#253d55", "here": "#232528",
    "hl-yellow": "#463b12", "hl-green": "#234226", "hl-blue": "#21384f", "hl-red": "#522828", "hl-violet": "#402a4b",
}  # fmt: skip
_LIGHT = {
    "ink": "#2a2926", "dim": "#5f5d57", "faint": "#716e67", "rule": "#cfcbc0",
    "actor": "#1a5789", "cue": "#774d00", "denial": "#a32019", "date": "#235f26", "analyst": "#723390",
    "lit": "#f6e7b4", "select": "#c6dcf2", "here": "#ece8dc",
    "hl-yellow": "#fbe58b", "hl-green": "#c9e9bf", "hl-blue": "#cae0f7", "hl-red": "#f8d2cc", "hl-violet": "#e9d6f4",
}  # fmt: skip
_CONTRAST = {
    "ink": "#ffffff", "dim": "#d8d8d8", "faint": "#bdbdbd", "rule": "#8a8a8a",
    "actor": "#8ad8ff", "cue": "#ffd75f", "denial": "#ffaaa3", "date": "#8dff8d", "analyst": "#f3bdff",
    "lit": "#463e00", "select": "#004a90", "here": "#2c2c2c",
    "hl-yellow": "#544700", "hl-green": "#0c4a10", "hl-blue": "#0b3f72", "hl-red": "#701812", "hl-violet": "#4c2269",
}  # fmt: skip
_ANSI = {
    "ink": "ansi_default", "dim": "ansi_default", "faint": "ansi_bright_black", "rule": "ansi_bright_black",
    "actor": "ansi_blue", "cue": "ansi_yellow", "denial": "ansi_red", "date": "ansi_green", "analyst": "ansi_magenta",
    "lit": "ansi_default", "select": "ansi_default", "here": "ansi_default",
    "hl-yellow": "ansi_default", "hl-green": "ansi_default", "hl-blue": "ansi_default", "hl-red": "ansi_default",
    "hl-violet": "ansi_default",
}  # fmt: skip


def _theme(name: str, colours: dict[str, str], background: str, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours["actor"],
        secondary=colours["date"],
        accent=colours["analyst"],
        warning=colours["cue"],
        error=colours["denial"],
        success=colours["date"],
        foreground=colours["ink"],
        background=background,
        surface=background,
        panel=colours["here"],
        dark=dark,
        variables={
            **colours,
            "block-cursor-background": colours["select"],
            "input-selection-background": colours["select"],
        },
    )


def our_themes() -> list[Theme]:
    """The themes of this program."""
    return [
        _theme("briefing-dark", _DARK, "#17181a", dark=True),
        _theme("briefing-light", _LIGHT, "#faf8f2", dark=False),
        _theme("briefing-contrast", _CONTRAST, "#000000", dark=True),
        Theme(
            name="briefing-ansi",
            primary="ansi_blue",
            secondary="ansi_green",
            accent="ansi_magenta",
            warning="ansi_yellow",
            error="ansi_red",
            success="ansi_green",
            foreground="ansi_default",
            background="ansi_default",
            surface="ansi_default",
            panel="ansi_default",
            boost="ansi_default",
            ansi=True,
            variables={**BUILTIN_THEMES["ansi-dark"].variables, **_ANSI},
        ),
    ]


def meanings_for(theme: Theme) -> dict[str, str]:
    """The meanings where a theme of Textual's is chosen, made from that theme's own colours."""
    base = dict(_DARK if theme.dark else _LIGHT)
    if theme.name.startswith("briefing-"):
        return base
    if theme.ansi:
        return dict(_ANSI)
    own = {
        "ink": theme.foreground,
        "actor": theme.primary,
        "cue": theme.warning,
        "denial": theme.error,
        "date": theme.success,
        "analyst": theme.accent,
    }
    return {**base, **{name: colour for name, colour in own.items() if colour}}
