"""Does the check of claims drop what the quotes do not carry, and keep what they do? Cases made from our own articles.

    python -m evals.claims [--json] [--failures]

near_miss.jsonl holds claims that change one thing of their quote, by kind; paraphrase.jsonl holds true ones, written
before the check. A third of each was held out while the check was made ("held"). A case whose quote does not stand in a
passage of its article is refused.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.check import check
from assistant.cite import Quote
from assistant.find import find
from evals.cases import CaseError
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case with what the check said: None or the reason to drop it."""

    case: Case
    reason: str | None

    @property
    def right(self) -> bool:
        """Whether a true claim was kept or a false one dropped."""
        return (self.reason is None) == self.case.carried


LINE = TypeAdapter(Case)
Figure = tuple[int, int]


def main() -> None:
    """Judge every case and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true", help="list the claims that were judged wrong")
    options = parser.parse_args()
    judged = [item for name in FILES for item in judge(CASES / name)]
    for item in judged:
        if options.failures and not item.right:
            print(failure(item), file=sys.stderr)
    print(json.dumps(figures(judged), indent=1) if options.json else table(judged))


def judge(path: Path, articles: Path = ARTICLES) -> Iterator[Judged]:
    """Yield the cases of a file with what the check says of them."""
    for case, quotes in load(path, articles):
        yield Judged(case=case, reason=check(case.claim, quotes))


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


def figures(judged: Sequence[Judged]) -> Mapping[str, Figure]:
    """Return (right, of how many): near misses dropped and paraphrases kept, whole and held out, then every kind."""
    wholes = {"near misses dropped": False, "paraphrases kept": True}
    found: dict[str, Figure] = {}
    for name, carried in wholes.items():
        these = [item for item in judged if item.case.carried is carried]
        found[name] = _right(these)
        found[f"{name}, held out"] = _right([item for item in these if item.case.held])
    for kind in dict.fromkeys(item.case.kind for item in judged):
        found[f"  {kind}"] = _right([item for item in judged if item.case.kind == kind])
    return found


def _right(judged: Sequence[Judged]) -> Figure:
    return sum(item.right for item in judged), len(judged)


def table(judged: Sequence[Judged]) -> str:
    """Return the figures as lines of text."""
    return "\n".join(
        f"{name:<32}{right:>5} of {n:<5}{right / n:7.1%}" for name, (right, n) in figures(judged).items() if n
    )


def failure(item: Judged) -> str:
    """Return what went wrong with one case."""
    quotes = " | ".join(named.quote for named in item.case.quotes)
    held = " (held)" if item.case.held else ""
    return f"{item.case.kind}{held}: {item.case.claim}\n   {item.reason or 'kept'}\n   {quotes}"


if __name__ == "__main__":
    main()
