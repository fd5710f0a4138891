"""Run a graph of the local model, each text on one core. The only file that imports onnxruntime."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Protocol


class Session(Protocol):
    """What is used of onnxruntime's InferenceSession, which has no types of its own."""

    def get_inputs(self) -> list[Any]:
        """Return what the graph takes."""

    def run(self, output_names: None, input_feed: dict[str, Any]) -> list[Any]:
        """Return what the graph gives for that input."""


def open_session(model: bytes) -> Session:
    """Return the session of a graph that this onnxruntime can run."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read at import: since 1.29 it calls home otherwise
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session: Session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session


def session_or_none(model: bytes) -> Session | None:
    """Return the session of a graph, or None where it can't be run."""
    try:
        return open_session(model)
    except Exception:  # onnxruntime's errors have no common base; without its own operators the plain form still runs
        return None


@cache
def threads() -> ThreadPoolExecutor:
    """Return the threads that texts run on, as many as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ThreadPoolExecutor(cores, thread_name_prefix="minilm")
