"""Does the check of claims drop what the quotes do not carry, and keep what they do? Cases made from our own articles.

near_miss.jsonl holds claims that change one thing of their quote, by kind; paraphrase.jsonl holds true ones, written
before the check. A third of each was held out while the check was made ("held"). A case whose quote does not stand in a
passage of its article is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.check import check
from assistant.cite import Quote
from assistant.find import find
from evals.cases import CaseError
from evals.options import Chosen
from evals.probing import Found, Probe, System, over_probes
from evals.suite import Ran, Suite
from store.article import Loaded, Passage
from store.chunk import chunk
from store.describe import describe
from store.embed import WordEmbedder
from store.load import load as load_articles

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases"
ARTICLES = ROOT / "articles"
FILES = ("near_miss.jsonl", "paraphrase.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words of an article; `file` is a path below the articles folder, `#2` after it its second article."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    file: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim with its quotes, what was changed in it, and whether the quotes carry it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    claim: str
    quotes: tuple[Named, ...]
    kind: str
    carried: bool
    held: bool = False


LINE = TypeAdapter(Case)


def run(chosen: Chosen) -> Ran:
    """Return the run of the check over the cases of both files."""
    return over_probes("claims", probes(CASES), [System(name="check", do=judge)], chosen)


def probes(folder: Path, articles: Path = ARTICLES) -> list[Probe]:
    """Return the cases of both files in `folder`."""
    return [
        Probe(
            id=f"{name.partition('.')[0]}-{number:03}",
            question=case.claim,
            given=(case, quotes),
            gold={"carried": case.carried, "quotes": [one.quote for one in case.quotes]},
            tags=(case.kind, *(("held out",) if case.held else ())),
            stratum=case.kind,
        )
        for name in FILES
        for number, (case, quotes) in enumerate(load(folder / name, articles), 1)
    ]


def judge(probe: Probe) -> Found:
    """Return whether the check keeps a claim exactly if its quotes carry it."""
    case, quotes = probe.given
    reason = check(case.claim, quotes)
    right = float((reason is None) == case.carried)
    name = "paraphrases kept" if case.carried else "near misses dropped"
    scores = {"right": right, name: right} | ({f"{name}, held out": right} if case.held else {})
    return Found(text="kept" if reason is None else "dropped", scores=scores, reasons={"right": reason or "kept"})


def load(path: Path, articles: Path = ARTICLES) -> Iterator[tuple[Case, tuple[Quote, ...]]]:
    """Yield the cases of a file with their quotes; `CaseError` names the line of the first bad one."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line.strip():
            try:
                case = LINE.validate_json(line)
                yield case, tuple(_quote(named, articles) for named in case.quotes)
            except (ValidationError, CaseError) as fault:
                raise CaseError(f"{path.name}:{number}: {fault}") from fault


def _quote(named: Named, articles: Path) -> Quote:
    for passage in _passages(articles, named.file):
        if quote := find(named.quote, passage):
            return quote
    raise CaseError(f"the quote is not in a passage of {named.file}: {named.quote!r}")


@cache
def _passages(articles: Path, name: str) -> list[Passage]:
    file, _, position = name.partition("#")
    if not (articles / file).is_file():
        raise CaseError(f"there is no article {file} in {articles.name}")
    loaded = load_articles(articles / file)[int(position or 1) - 1]
    return chunk(describe(loaded), WordEmbedder()) if isinstance(loaded, Loaded) else []


SUITE = Suite(
    name="claims",
    summary="claims made from our own articles: does the check drop near misses and keep paraphrases?",
    run=run,
    readers=("check",),
    usual=("check",),
)
