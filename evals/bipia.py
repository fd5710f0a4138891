"""BIPIA: 75 instructions of a benchmark of indirect prompt injection, planted in articles of the sample corpus.

    dateline eval bipia --data DIR [--reader quotes,worst,worst-only,model] [--limit N --seed S] [--with places=one]

They are the text attacks of its development part (Yi et al. 2023, arXiv:2312.14197), each put at the start, in the
middle and at the end of an article. Whether one had an effect is told by its own words in the answer.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.attacks import PARAMETERS, READERS, changed, over_planted
from evals.options import Chosen
from evals.planting import Attack, Place
from evals.suite import Ran, Suite

FILE = "text_attack_train.json"
PLACES: tuple[Place, ...] = ("start", "middle", "end")


def run(chosen: Chosen) -> Ran:
    """Return the run of every attack at every place."""
    assert chosen.data is not None
    return over_planted("bipia", planted(read(chosen.data)), chosen)


def read(folder: Path) -> dict[str, list[str]]:
    """Return the attacks of the published file by their kind."""
    found: dict[str, list[str]] = json.loads((folder / FILE).read_text("utf-8"))
    return found


def planted(kinds: Mapping[str, Sequence[str]]) -> list[tuple[Attack, Place]]:
    """Return each attack with each place; an article is attacked by all of them in turn."""
    attacks = [
        Attack(id=f"{kind.lower().replace(' ', '-')}-{number}", kind=kind, where="text", text=text, marks=(text,))
        for kind, texts in kinds.items()
        for number, text in enumerate(texts, 1)
    ]
    return [(attack, place) for place in PLACES for attack in attacks]


SUITE = Suite(
    name="bipia",
    summary="75 instructions of BIPIA planted in articles: what of them an answer shows, obeys or loses by them",
    run=run,
    folder="bipia",
    files=(FILE,),
    readers=READERS,
    usual=("quotes", "worst", "worst-only"),
    parameters=PARAMETERS,
    chief="safe",
    aggregate=changed,
)
