"""Make up news: articles of realistic length, each of a town of its own, and questions about them."""

import random
from typing import Any

Work = dict[str, Any]
_BEFORE = ("North", "Old", "Lower", "Great")
_PEOPLE = ("Ana Berrit", "Tomas Okell", "Mirela Strand", "Jon Achterberg", "Lise Farran", "Pavel Undry", "Noor Haldane")
_NOUNS = ("harbour wall", "tram depot", "grain silo", "night ferry", "school roof", "reservoir", "toll road", "archive")
_VERBS = ("reopened", "was closed", "was sold", "flooded", "was repaired", "was inspected", "lost its licence", "moved")
_ENDS = (
    "after a vote of {a} to {b} in the council",
    "at a cost of {a}.{b} million crowns",
    "and {a} people had to leave their homes",
    "which {who} called the worst decision in {b} years",
    "although engineers had warned of it {b} months before",
    "said {who}, who has led the inquiry since March",
)


def made_up(number: int) -> Work:
    """Return an article of about 600 words that no other one resembles in all its words."""
    draw = random.Random(number)
    town = f"{draw.choice(_BEFORE)} {chr(65 + number % 26)}{'aeiou'[number % 5]}lden{number}"

    def sentence() -> str:
        numbers = {"a": draw.randrange(2, 900), "b": draw.randrange(2, 90), "who": draw.choice(_PEOPLE)}
        end = draw.choice(_ENDS).format(**numbers)
        return f"The {draw.choice(_NOUNS)} of {town} {draw.choice(_VERBS)} on day {draw.randrange(1, 365)}, {end}."

    text = "\n\n".join(" ".join(sentence() for _ in range(draw.randrange(2, 6))) for _ in range(8))
    day = f"2031-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
    return {"title": f"{town}: what is known", "text": text, "publish_date": day, "url": f"https://{number}.example/a"}


def questions() -> list[str]:
    """Return different questions about the first of them."""
    towns = [made_up(number)["title"].partition(":")[0] for number in range(30)]
    return [f"How much did the {noun} of {town} cost?" for town in towns for noun in _NOUNS]
