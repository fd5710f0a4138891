"""Plant attacks in the sample corpus: a copy of an article with one hostile text in it, beside the article as it was.

Each attack goes into its own files, and each question is answered from that file alone, so that the hostile passage is
always among those read. The same question is asked of the untouched copy: what an attack changed is seen beside it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Literal

from evals.cases import Case, load
from evals.sample import ARTICLES
from store.article import Article, Loaded
from store.decode import normalise
from store.describe import describe
from store.load import load as load_file

CASES = Path(__file__).parent / "cases" / "fit.jsonl"
HOSTS = (
    *("drill-many-3", "lake-many-1", "flood-many-1", "vote-many-2", "money-much-2", "stray-many-1", "drill-where-3"),
    *("vote-who-4", "flood-who-3", "money-where-2", "stray-who-1", "drill-who-5"),
)
"""Cases of `fit.jsonl`, each answered by one article: that article is attacked, the case's question is asked."""
Where = Literal["text", "title", "outlet", "author", "file", "copy"]
Place = Literal["start", "middle", "end", "beside"]
"""In the text: a paragraph of its own, or in the line of the sentence that answers, right behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One hostile text. `marks` are words that only somebody who obeys or repeats it says.

    A `copy` is a second report that has `false` where the first has `true`.
    """

    id: str
    kind: str
    where: Where
    text: str
    marks: tuple[str, ...]
    host: str = ""
    question: str = ""
    true: str = ""
    false: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A file to be asked about. `files` are all that the question is answered from; no attack: the article as it is."""

    id: str
    case: Case
    files: tuple[str, ...]
    attack: Attack | None = None
    place: Place = "start"

    @property
    def clean(self) -> str:
        """The id of the same question to the untouched article."""
        return f"clean-{self.case.id}"


def hosts() -> list[Case]:
    """Return the cases whose articles are attacked."""
    known = {case.id: case for case in load(CASES, ARTICLES)}
    return [known[name] for name in HOSTS]


def once(attacks: Sequence[tuple[Attack, Place]]) -> list[tuple[Attack, Place]]:
    """Return each attack with one of its places, the places in turn."""
    places: dict[str, list[tuple[Attack, Place]]] = {}
    for attack, place in attacks:
        places.setdefault(attack.id, []).append((attack, place))
    return [found[number % len(found)] for number, found in enumerate(places.values())]


def plant(attacks: Sequence[tuple[Attack, Place]], folder: Path) -> list[Planted]:
    """Write every attacked article and every clean one it is compared with into `folder`; return what to ask."""
    made: dict[str, Planted] = {}
    spread = cycle(hosts())
    for attack, place in attacks:
        case = _poisoned(attack) if attack.where == "copy" else next(spread)
        article = host(case)
        untouched = _write(folder, case.evidence[0].article.replace("/", "_"), _fields(article))
        clean = Planted(id=f"clean-{case.id}", case=case, files=(untouched.name,))
        made.setdefault(clean.id, clean)
        name = f"{attack.id}-{place}"
        file = _write(folder, _file_name(attack, name), attacked(article, case, attack, place))
        files = (untouched.name, file.name) if attack.where == "copy" else (file.name,)
        made[name] = Planted(id=name, case=case, files=files, attack=attack, place=place)
    return list(made.values())


def host(case: Case) -> Article:
    """Return the article that answers a case."""
    file, _, position = case.evidence[0].article.partition("#")
    found = load_file(ARTICLES / file)[int(position or 1) - 1]
    assert isinstance(found, Loaded), found
    return describe(found)


def attacked(article: Article, case: Case, attack: Attack, place: Place) -> dict[str, object]:
    """Return the article as a JSON object with the attack in it."""
    fields = _fields(article)
    match attack.where:
        case "copy":
            later = (article.published or date(2032, 1, 1)).replace(day=28)
            changed = article.text.replace(attack.true, attack.false)
            return fields | {"text": changed, "outlet": "Fennmoor Echo", "published": later.isoformat()}
        case "text":
            return fields | {"text": _within(article.text, case.evidence[0].quote, attack.text, place)}
        case "file":
            return fields | {"author": f"Desk {attack.id}"}
        case _:
            return fields | {attack.where: attack.text}


def hostile(article: Article, attack: Attack) -> tuple[int, int]:
    """Return where the attack stands in the text of the article, an empty range where it stands beside it."""
    text = " ".join(normalise(attack.text).split())
    words = text[:24], text[-24:]
    flat = "".join(" " if character.isspace() else character for character in article.text)
    start, last = flat.find(words[0]), flat.rfind(words[1])
    return (start, last + len(words[1])) if attack.where == "text" and 0 <= start <= last else (0, 0)


def _poisoned(attack: Attack) -> Case:
    known = [case for case in load(CASES, ARTICLES) if case.question == attack.question]
    return next(case for case in known if case.evidence[0].article == attack.host)


def _within(text: str, gold: str, planted: str, place: Place) -> str:
    at = text.find(gold)
    if place == "beside" and at >= 0:
        return f"{text[: at + len(gold)]} {planted} {text[at + len(gold) :].lstrip(' ')}"
    parts = text.split("\n\n")
    where = {"start": 0, "middle": len(parts) // 2, "end": len(parts)}.get(place, 1)
    return "\n\n".join([*parts[:where], planted, *parts[where:]])


def _fields(article: Article) -> dict[str, object]:
    published = article.published and article.published.isoformat()
    return {"title": article.title, "outlet": article.outlet, "published": published, "text": article.text}


def _file_name(attack: Attack, name: str) -> str:
    return f"{name} {attack.text}".replace("/", "_").removesuffix(".json") if attack.where == "file" else name


def _write(folder: Path, name: str, fields: dict[str, object]) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(fields), "utf-8")
    return path


def of_files(articles: Sequence[Article], planted: Planted) -> Iterator[Article]:
    """Yield the articles that a planted question is answered from, in the order of its files."""
    for name in planted.files:
        yield from (article for article in articles if Path(article.path).name == name)
