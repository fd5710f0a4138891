"""What a figure depends on besides its data: versions, git revision, and the hashes of the code and of every prompt."""

import hashlib
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CODE = ("assistant", "store", "prompts", "evals")
CODE_SUFFIXES = {".py", ".md", ".txt", ".json"}
PACKAGES = ("chromadb", "onnxruntime", "llama-index-core", "openai", "xllamacpp", "numpy", "ir-measures")


def provenance() -> dict[str, Any]:
    """Return the versions, the git revision (None outside of git), and the hashes of code and prompts."""
    return {
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in PACKAGES},
        "revision": _revision(),
        "code": _hash([path for folder in CODE for path in sorted((ROOT / folder).rglob("*")) if _is_code(path)]),
        "prompts": {path.name: _hash([path]) for path in _prompts()},
    }


def digest(text: str) -> str:
    """Return a short name for a text that no other text has."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _prompts() -> list[Path]:
    return [*sorted((ROOT / "prompts").glob("*.md")), ROOT / "evals" / "plain_prompt.md"]


def _is_code(path: Path) -> bool:
    return path.suffix in CODE_SUFFIXES and path.name != "RESULTS.md" and path.is_file()


def _hash(paths: list[Path]) -> str:
    return digest("\0".join(path.read_text("utf-8") for path in paths))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _revision() -> str | None:
    try:
        asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return asked.stdout.strip() or None
