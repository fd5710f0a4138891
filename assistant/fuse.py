"""Fuse what the dense and the lexical half found into one order."""

from collections.abc import Sequence


def fuse(dense: Sequence[tuple[str, float]], lexical: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return passage ids with scores from 0 to 1, best first: half the scaled cosine, half the scaled bm25."""
    scores: dict[str, float] = {}
    for found in (dense, lexical):
        if found:
            low, high = found[-1][1], found[0][1]
            for passage_id, score in found:
                scaled = (score - low) / (high - low) if high > low else 1.0
                scores[passage_id] = scores.get(passage_id, 0.0) + scaled / 2
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
