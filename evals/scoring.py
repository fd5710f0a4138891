"""Is an answer right? Facts are compared as values, evidence by its words; nothing is a matter of likeness.

Beside that stand the rules of public benchmarks: containment of a normalised answer, ROUGE-L, and exact match and F1.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer
from assistant.words import fold, words
from store.dates import find_dates

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


def states(text: str, alternatives: Sequence[str]) -> bool:
    """Return whether `text` states a fact in one of its forms; "2031-06-09/2031-06-20" is compared as an interval."""
    return any(_states(text, form) for form in alternatives)


def cites(quotes: Sequence[str], evidence: Sequence[str]) -> bool | None:
    """Return whether a quote holds a gold sentence or stands within one; None where there is no gold sentence."""
    if not evidence:
        return None
    pairs = [(plain(quote), plain(gold)) for quote in quotes for gold in evidence]
    return any(f" {gold} " in f" {quote} " or f" {quote} " in f" {gold} " for quote, gold in pairs)


def dates_stated(text: str, facts: Sequence[Sequence[str]]) -> float | None:
    """Return the share of the facts that are dates that `text` states; None where no fact is a date."""
    dates = [fact for fact in facts if any(_ISO.fullmatch(form) for form in fact)]
    return sum(states(text, fact) for fact in dates) / len(dates) if dates else None


def contains(text: str, answer: str) -> bool | None:
    """Return whether `text` has `answer`, both normalised as for SQuAD; None where nothing of the answer is left."""
    wanted = normalised(answer)
    return wanted in normalised(text) if wanted else None


def normalised(text: str) -> str:
    """Return `text` in lower case without punctuation, articles and extra white space (SQuAD's rule)."""
    kept = text.lower().translate(_NO_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", kept).split())


def rouge_l(text: str, references: Sequence[str]) -> float | None:
    """Return the best F1 of the longest common subsequence of words (Lin 2004); None without a reference."""
    found = [_overlap(_tokens(text), tokens) for reference in references if (tokens := _tokens(reference))]
    return max((f1 for f1, _ in found), default=None)


def rouge_recall(text: str, references: Sequence[str]) -> float | None:
    """Return the best share of a reference's words that `text` has in their order; None without a reference."""
    found = [_overlap(_tokens(text), tokens) for reference in references if (tokens := _tokens(reference))]
    return max((recall for _, recall in found), default=None)


def exact_match(text: str, answers: Sequence[str]) -> float | None:
    """Return 1 where `text` is one of the answers but for case, punctuation and white space; None without an answer."""
    found = [float(bare(text) == wanted) for answer in answers if (wanted := bare(answer))]
    return max(found, default=None)


def token_f1(text: str, answers: Sequence[str]) -> float | None:
    """Return the best F1 of the words of `text` and of an answer, in any order; None without an answer."""
    said = bare(text).split()
    found = [_shared(said, wanted) for answer in answers if (wanted := bare(answer).split())]
    return max(found, default=None)


def bare(text: str) -> str:
    """Return `text` in lower case without punctuation and extra white space, articles kept (RealTimeQA's rule)."""
    return " ".join(text.lower().translate(_NO_PUNCTUATION).split())


def shown(answer: Answer) -> str:
    """Return what a person sees: the text, then each side of each disagreement."""
    sides = [position.text for point in answer.disagreements for position in point.positions]
    return "\n".join([answer.text, *sides])


def _shared(said: Sequence[str], wanted: Sequence[str]) -> float:
    return 2 * (Counter(said) & Counter(wanted)).total() / (len(said) + len(wanted))


def _tokens(text: str) -> list[str]:
    """Return the words as the rouge-score package cuts them, not stemmed."""
    return re.findall(r"[a-z0-9]+", text.lower())


def _overlap(said: Sequence[str], wanted: Sequence[str]) -> tuple[float, float]:
    """Return F1 and recall of the longest common subsequence."""
    row = [0] * (len(said) + 1)
    for word in wanted:
        above = row
        row = [0]
        for n, other in enumerate(said, 1):
            row.append(above[n - 1] + 1 if word == other else max(above[n], row[n - 1]))
    shared = row[-1]
    return 2 * shared / (len(said) + len(wanted)), shared / len(wanted)


def _states(text: str, form: str) -> bool:
    if interval := _ISO.fullmatch(form):
        days = date.fromisoformat(interval[1]), date.fromisoformat(interval[2] or interval[1])
        return any((found.start, found.end) == days for found in find_dates(text, published=None))
    return f" {plain(form)} " in f" {plain(text)} "


def plain(text: str) -> str:
    """Return the folded words of `text`, numbers without their separators, one space between."""
    return " ".join(word.replace(",", "") if word[0].isdigit() else fold(word) for word in words(text))
