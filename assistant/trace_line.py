"""Make the parts of a trace line from a question, its answer or its error. Pure.

Without `texts` no word of the question, the articles, the prompts, the replies or the answer is in them: hashes,
numbers, ids and reasons are.
"""

import re
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from assistant.answer import Answer, Dropped, Hit, Stage
from assistant.words import STOP_WORDS
from store.errors import DatelineError

Line = dict[str, Any]
_TEXTS = frozenset(["messages", "reply"])
_SAID = re.compile(r"“[^”]*”|(?<=: ).*", re.DOTALL)


def asked(question: object, *, texts: bool) -> Line:
    """Return what is said of a question."""
    words = question if isinstance(question, str) else repr(type(question).__name__)
    known = {"question_sha256": digest(words), "question_characters": len(words)}
    return known | ({"question": words[:10_000]} if texts else {})


def stage(event: Stage) -> Line:
    """Return a stage that is done."""
    return {"name": event.name, "detail": event.detail, "ms": event.ms}


def hits(found: list[Hit], *, texts: bool) -> Line:
    """Return the passages found, with why."""
    return {"passages": [_hit(hit, texts) for hit in found]}


def answered(answer: Answer, *, texts: bool) -> Line:
    """Return what an answer came to."""
    cited = {citation.passage.id for citation in answer.citations}
    passages = [_hit(hit, texts) | {"cited": hit.passage.id in cited} for hit in answer.hits]
    line: Line = {
        "outcome": answer.outcome,
        "reader": answer.reader,
        "confidence": answer.confidence,
        "passages": passages,
        "claims": len(answer.claims),
        "citations": [
            {"passage": one.passage.id, "start": one.start, "end": one.end} | ({"quote": one.quote} if texts else {})
            for one in answer.citations
        ],
        "disagreements": [one.kind for one in answer.disagreements],
        "dropped": [_dropped(one, texts) for one in answer.dropped],
        "notices": list(answer.notices) if texts else len(answer.notices),
        "usage": asdict(answer.usage),
        "timings": asdict(answer.timings),
    }
    return line | ({"standalone_question": answer.standalone_question, "text": answer.text} if texts else {})


def failed(error: Exception) -> Line:
    """Return what an error says; one that is not ours may say anything, so only its kind is told."""
    message = str(error) if isinstance(error, DatelineError) else None
    return {"outcome": "failed", "error": {"kind": type(error).__name__, "message": message}}


def requests(heard: list[Line], *, texts: bool) -> list[Line]:
    """Return what a model was asked, each by the hash of its messages."""
    return [{key: value for key, value in one.items() if texts or key not in _TEXTS} for one in heard]


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hit(hit: Hit, texts: bool) -> Line:
    line: Line = {
        "id": hit.passage.id,
        "article": hit.passage.article_id,
        "score": round(hit.score, 4),
        "likeness": round(hit.likeness, 4),
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
    }
    return line | ({"text": hit.passage.text} if texts else {})


def _dropped(dropped: Dropped, texts: bool) -> Line:
    if texts:
        return asdict(dropped)
    return {"reason": _without(dropped.reason, dropped.text)}


def _without(reason: str, claim: str) -> str:
    """Return a reason without what it quotes and names: words that stand in the claim, unless everybody uses them."""
    said = {word for word in re.findall(r"\w+", claim.casefold()) if word not in STOP_WORDS}
    bare = _SAID.sub("…", reason)
    return re.sub(r"\w+", lambda word: "…" if word.group().casefold() in said else word.group(), bare)
