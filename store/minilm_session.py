"""Run a graph of the local model, each text on one core. The only file that imports onnxruntime."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]


def open_session(model: bytes) -> "InferenceSession":
    """Return the session of a graph that this onnxruntime can run."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read at import: since 1.29 it calls home otherwise
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def session_or_none(model: bytes) -> "InferenceSession | None":
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
