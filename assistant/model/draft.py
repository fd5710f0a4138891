"""What a model wrote, in the shape asked for: claims with their quotes, and where it saw sources differ. Only values.

Nothing of it is believed yet; whether a quote stands anywhere is found out in `grounding`.
"""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel


class Cited(BaseModel):
    """Words that a model says stand in a passage."""

    passage: int
    quote: str


class Written(BaseModel):
    """A claim as a model wrote it."""

    quotes: list[Cited] = []
    text: str


class Held(Cited):
    """One position of a disagreement as a model wrote it."""

    text: str


class Differing(BaseModel):
    """A disagreement as a model wrote it."""

    about: str
    kind: Literal["contradiction", "update"] = "update"
    positions: list[Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a whole reply says."""

    claims: tuple[Written, ...] = ()
    differences: tuple[Differing, ...] = ()
    missing: str = ""
