"""Our themes, and the colours that mean something in every theme."""

from textual.theme import BUILTIN_THEMES, Theme

# Meanings that style sheets and widgets use as `$name`. Colour is used for meaning alone: who acts, what
# is said, what is denied, when, and what the analyst thinks.
_DARK = {
    "ink": "#d6d3cb", "dim": "#8f8d88", "faint": "#62615e", "rule": "#3a3a3c",
    "actor": "#86b5d9", "cue": "#d8b26a", "denial": "#e07f74", "date": "#93bf8e", "analyst": "#c8a2dc",
    "lit": "#3b3623", "select": "#2d4a66", "here": "#26282b",
    "hl-yellow": "#57491a", "hl-green": "#2b4c2e", "hl-blue": "#263f5c", "hl-red": "#5a2c2b", "hl-violet": "#463058",
}  # fmt: skip
_LIGHT = {
    "ink": "#2a2926", "dim": "#6b6963", "faint": "#98958d", "rule": "#cfcbc0",
    "actor": "#1d5f96", "cue": "#8a5a00", "denial": "#b3261e", "date": "#2c6e2f", "analyst": "#7a3a9c",
    "lit": "#f6e7b4", "select": "#bcd7f0", "here": "#ece8dc",
    "hl-yellow": "#fbe58b", "hl-green": "#c3e6b8", "hl-blue": "#c2dcf5", "hl-red": "#f6c6bf", "hl-violet": "#e3cdf1",
}  # fmt: skip
_CONTRAST = {
    "ink": "#ffffff", "dim": "#d0d0d0", "faint": "#b0b0b0", "rule": "#8a8a8a",
    "actor": "#7fd4ff", "cue": "#ffd75f", "denial": "#ff8f87", "date": "#8dff8d", "analyst": "#f0b0ff",
    "lit": "#4d4400", "select": "#005fb8", "here": "#303030",
    "hl-yellow": "#6b5a00", "hl-green": "#0f5a14", "hl-blue": "#0d4a86", "hl-red": "#8a1f18", "hl-violet": "#5c2a80",
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
