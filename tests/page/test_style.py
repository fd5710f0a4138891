"""Letters stand out from what is behind them as WCAG AA asks, in the light and in the dark."""

import re

import pytest

from tests.conftest import ROOT

STYLE = (ROOT / "page" / "style.css").read_text("utf-8")
PAIRS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "wash"), ("ink", "tint"), ("soft", "paper"), ("soft", "sheet"),
    ("soft", "wash"), ("accent", "paper"), ("accent", "sheet"), ("accent", "tint"), ("on-accent", "accent"),
    ("paper", "strong"),
]  # fmt: skip


def colours(selector: str) -> dict[str, str]:
    """Return the colours that a theme names."""
    block = STYLE[STYLE.index(selector) :].split("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def light(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [":root:root {", ".dark.dark.dark {"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_letters_stand_out(theme: str, front: str, back: str) -> None:
    named = colours(theme)
    high, low = sorted((light(named[front]), light(named[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
