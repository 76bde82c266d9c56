"""Every colour that text is written in can be read on every ground that it stands on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from briefing.tui.theme import our_themes

TEXT = ("ink", "dim", "actor", "cue", "denial", "date", "analyst")
GROUNDS = ("here", "select", "lit", "hl-yellow", "hl-green", "hl-blue", "hl-red", "hl-violet")
READABLE = 4.5  # contrast of text, WCAG 2.2, criterion 1.4.3
SEEN = 3.0  # contrast of large text and of what is no text, criteria 1.4.3 and 1.4.11
OURS = [
    theme for theme in our_themes() if not theme.ansi
]  # what ANSI colours look like is the terminal's affair


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 to 1 (WCAG 2.2)."""
    parts = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in Color.parse(colour).normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = theme.variables
    grounds = {"background": theme.background or "", **{name: colours[name] for name in GROUNDS}}
    weak = {
        f"{role} on {name}": round(contrast(colours[role], ground), 2)
        for role in TEXT
        for name, ground in grounds.items()
        if contrast(colours[role], ground) < READABLE
    }
    assert not weak
    assert contrast(colours["faint"], grounds["background"]) >= READABLE
    assert all(contrast(colours["faint"], ground) >= SEEN for ground in grounds.values())
