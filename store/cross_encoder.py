"""Read two texts in one, so that every word of the one can be weighed against those of the other.

Vectors that are made apart tell what a text is about, not whether it answers. This is the local model once more,
changed a little (`minilm_graph.Change`) by the questions of `evals/train.py`; what it says is still a cosine, between
the words of the first text and those of the last, after each has read the other.
"""

import hashlib
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from store.minilm_session import Session, open_session, session_or_none, threads
from store.minilm_weights import keep, kept, kept_path, shipped
from store.wordpiece import token_ids

DATA = Path(__file__).parent / "data"
_MOST_APART = 0.05
_LOADING = Lock()


class Texts(NamedTuple):
    """What is read in one; what stands between the two that are compared is only read along."""

    first: str
    between: str
    last: str


LONGEST = (70, 40, 70)
"""Tokens of each of the three; more are cut off."""
Tokens = tuple[list[int], list[int]]
"""The ids of the tokens, and for each the number of the text that it stands in."""
_PROBES = (
    Texts("When does the ferry leave?", "Harbour news.", "The ferry to Norrvik leaves at nine."),
    Texts("How high was the bill?", "The council met.", "It voted 7 to 2 to repair the bridge, at a cost of $3.4m."),
)


class CrossEncoder:
    """The local model with the change that a file of weights makes to it. Loaded at its first text, once a process."""

    def __init__(self, weights: Path) -> None:
        """Take what was learned from `weights`, which nothing is read of yet."""
        self.weights = weights

    def cosines(self, read: Sequence[Texts]) -> list[float]:
        """Return for each how near its first text and its last one are when they are read together."""
        with _LOADING:
            session = _session(self.weights)
        return _cosines(session, read)


ANSWERS = CrossEncoder(DATA / "answers.npz")
"""Reads a question, what stands before a sentence, and the sentence: near where it answers."""
DISAGREES = CrossEncoder(DATA / "disagrees.npz")
"""Reads the earlier sentence, the question and the later sentence: near where their answers exclude each other."""


def tokens(read: Sequence[Texts]) -> list[Tokens]:
    """Return the tokens of each as one text."""
    cut = [token_ids([one[part] for one in read], limit=limit) for part, limit in enumerate(LONGEST)]
    return [_joined(first, between[1:], last[1:]) for first, between, last in zip(*cut, strict=True)]


def _joined(*parts: list[int]) -> Tokens:
    return [one for ids in parts for one in ids], [part for part, ids in enumerate(parts) for _ in ids]


def _cosines(session: Session, read: Sequence[Texts]) -> list[float]:
    return list(threads().map(lambda one: _cosine(session, *one), tokens(read)))


def _cosine(session: Session, ids: list[int], parts: list[int]) -> float:
    (output,) = session.run(None, {"input_ids": np.array([ids]), "parts": np.array([parts])})
    first, last = (output[0][np.equal(parts, part)].mean(axis=0) for part in (0, 2))
    return float(first @ last / (np.linalg.norm(first) * np.linalg.norm(last)))


@cache
def _session(weights: Path) -> Session:
    learned = weights.read_bytes()
    path = kept_path(f"-{weights.stem}-{hashlib.sha256(learned).hexdigest()[:16]}")
    if (model := kept(path)) and (session := session_or_none(model)):
        return session
    model, session = _made(learned)
    keep(path, model)
    return session


def _made(learned: bytes) -> tuple[bytes, Session]:
    """Return the model in 8 bits, or in float where this processor's 8 bits overflow, as old ones do."""
    from store.minilm_graph import Change, cross_encoder_graph

    plain, change = shipped(), Change(**halves(learned))
    exact = cross_encoder_graph(plain, change, exact=True)
    fast = cross_encoder_graph(plain, change)
    session, measure = session_or_none(fast), open_session(exact)
    return (fast, session) if session and _agree(session, measure) else (exact, measure)


def _agree(fast: Session, exact: Session) -> bool:
    pairs = zip(_cosines(fast, _PROBES), _cosines(exact, _PROBES), strict=True)
    return max(abs(one - other) for one, other in pairs) <= _MOST_APART


def halves(learned: bytes) -> dict[str, Any]:
    """Return what `evals/train.py` wrote, in float: of each layer "NAME.down" and "NAME.up", and "parts"."""
    with np.load(io.BytesIO(learned)) as arrays:
        found = {name: arrays[name].astype(np.float32) for name in arrays.files}
    parts = found.pop("parts")
    down, up = (
        {name.removesuffix(end): one for name, one in found.items() if name.endswith(end)} for end in (".down", ".up")
    )
    return {"down": down, "up": up, "parts": parts}
