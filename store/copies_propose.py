"""Which of many articles may be copies of each other: MinHash signatures and a look-up of equal slots.

A signature is made once an article and kept; each slot is a band of its own, for a short article inside one ten times
as long shares few slots with it. The cost grows with the number of articles: in a slot that very many share, as with
boilerplate, each is proposed with the first few only. Whether two are copies is decided in `copies_verdict`. The only
file that imports rensa, which signs a hundred times as fast as datasketch and does not bring SciPy.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.copies_verdict import SHARE

SLOTS = 128
SEED = 1
FIRST = 16
"""Members of a slot that the others are proposed with."""
_LEAST = 2
_CAREFUL = 3.0
"""Standard deviations that a true copy may share fewer slots than is to be expected of it."""

Signatures = NDArray[np.uint32]


def version() -> str:
    """Return what names the way that signatures are made: only those of one way can be compared."""
    from rensa import RMinHash  # type: ignore[import-untyped, unused-ignore]

    return f"rensa-{RMinHash.ALGORITHM_VERSION}-{SLOTS}-{SEED}"


def sign(runs: Sequence[tuple[str, ...]]) -> bytes:
    """Return the signature of a set of runs of words."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=SLOTS, seed=SEED)
    sketch.update([" ".join(run) for run in runs])
    return np.asarray(sketch.digest(), np.uint32).tobytes()


def propose(signatures: Signatures, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs of rows (earlier, later) that may be copies, sorted; `sizes` are the runs of each row."""
    found = [_pairs(np.ascontiguousarray(signatures[:, slot])) for slot in range(signatures.shape[1])]
    codes, shared = np.unique(np.concatenate(found), return_counts=True) if found else (np.zeros(0, np.int64), 0)
    pairs = np.stack(np.divmod(codes, max(1, len(signatures))), axis=1)
    return pairs[shared >= _expected(sizes[pairs[:, 0]], sizes[pairs[:, 1]])]


def _pairs(values: Signatures) -> NDArray[np.int64]:
    """Return each row with the first rows of the same value, a pair as one number."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(np.append(begins, len(values)))
    starts = np.repeat(begins, counts)
    depth = np.arange(len(values)) - starts
    found = [np.zeros(0, np.int64)]
    for place in range(FIRST):
        later = np.flatnonzero(depth > place)
        if not len(later):
            break
        found.append(order[starts[later] + place] * len(values) + order[later])
    return np.concatenate(found)


def _expected(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the fewest slots that two articles share where most of the shorter one stands in the longer."""
    common = SHARE * np.minimum(one, other)
    jaccard = common / (one + other - common)
    spread = np.sqrt(SLOTS * jaccard * (1 - jaccard))
    return np.asarray(np.maximum(_LEAST, SLOTS * jaccard - _CAREFUL * spread), np.float64)
