"""Made-up articles with one figure each, so that whether an answer is right can be told by code."""

import random
from pathlib import Path

_SYLLABLES = "bar ken lo mir tas vel dun sho ri pal gor nim hes fa quo zet".split()
_WORKS = ("roof", "engine", "pier", "ticket office", "ramp", "hull", "lights", "mooring")
MOST = len(_SYLLABLES) ** 4


def town(number: int) -> str:
    """Return a name that no other number below `MOST` has, and that is not much like those of its neighbours."""
    mixed = number * 40_503 % MOST
    return "".join(_SYLLABLES[mixed >> shift & 15] for shift in (0, 4, 8, 12)).capitalize()


def passengers(number: int) -> int:
    """Return the figure in the article of a town."""
    return 10_000 + number * 7 % 80_000


def question(number: int) -> str:
    """Return the question that the figure of a town answers."""
    return f"How many passengers did the ferry of {town(number)} carry in March?"


def write(folder: Path, number: int) -> None:
    """Write the article of a town: the figure, and a few lines that are its own."""
    draw = random.Random(number)
    name, day = town(number), f"2031-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    lines = [f"The ferry of {name} carried {passengers(number)} passengers in March, its operator said."]
    for part in draw.sample(_WORKS, 4):
        days = draw.randrange(2, 90)
        lines.append(
            f"In {name} the {part} was repaired after {days} days, and {draw.choice(_WORKS)} work is to follow."
        )
    text = f"---\ntitle: Ferry report from {name}\noutlet: Harbour Post\npublished: {day}\n---\n" + "\n\n".join(lines)
    (folder / f"{number:05}.md").write_text(text + "\n", "utf-8")
