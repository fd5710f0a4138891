"""Set what the libraries read from the environment, before they are imported: nothing phones home or downloads.

What is set already stays. It is called from `assistant/__init__.py`, so that it comes before any slow import.
"""

import importlib.util
import os
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime from 1.29 on resolves a telemetry host when it is imported
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub comes with gradio
}


def prepare() -> None:
    """Switch telemetry off, point tiktoken at the files that llama-index brings, and keep loopback off any proxy."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if cache := tiktoken_cache():
        os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(cache))
    for name in ("NO_PROXY", "no_proxy"):
        if name == "NO_PROXY" or name in os.environ:  # where both are set the lower-case one counts
            os.environ[name] = without_proxy(os.environ.get(name, ""))


def tiktoken_cache() -> Path | None:
    """Return the folder of token tables inside llama-index, found without importing it."""
    spec = importlib.util.find_spec("llama_index")
    roots = spec.submodule_search_locations if spec else None
    folders = (Path(root) / "core" / "_static" / "tiktoken_cache" for root in roots or ())
    return next((folder for folder in folders if folder.is_dir()), None)


def without_proxy(value: str) -> str:
    """Return a NO_PROXY value that has the loopback names too: local model servers and our own page are on them."""
    named = [name.strip() for name in value.split(",") if name.strip()]
    return ",".join(named + [name for name in LOOPBACK if name not in named and "*" not in named])
