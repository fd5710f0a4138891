"""Score an order of things found: did the right ones come, and how early? By ir-measures, with trec_eval beneath.

It comes with the extra `evals`; without it these scores are left out, and nothing else changes.
"""

from collections.abc import Collection, Mapping, Sequence
from importlib.util import find_spec

KS = (1, 5, 10)
INSTALLED = find_spec("ir_measures") is not None


def ranking(found: Sequence[str], right: Collection[str], ks: Sequence[int] = KS) -> Mapping[str, float | None]:
    """Return hit@k, recall, MRR and nDCG of names in the order found; None where nothing is right.

    The deepest k bounds the last three. Of a name that comes twice the first counts.
    """
    if not INSTALLED:
        return {}
    from ir_measures import RR, R, Success, iter_calc, nDCG

    measures = {
        **{f"hit@{k}": Success @ k for k in ks},
        f"retrieval recall@{ks[-1]}": R @ ks[-1],
        f"MRR@{ks[-1]}": RR @ ks[-1],
        f"nDCG@{ks[-1]}": nDCG @ ks[-1],
    }
    if not right:
        return dict.fromkeys(measures)
    names = list(dict.fromkeys(found))
    order = {name: float(len(names) - place) for place, name in enumerate(names)}
    given = {"q": dict.fromkeys(right, 1)}
    worth = {str(one.measure): one.value for one in iter_calc(list(measures.values()), given, {"q": order})}
    return {name: worth.get(str(measure), 0.0) for name, measure in measures.items()}
