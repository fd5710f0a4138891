"""Fill a template of this folder into one HTML file that needs nothing else and asks for nothing.

Everything that stands in a template is escaped by it; data for the script is JSON in which no mark of HTML is left.
The file's policy lets only its own style and script work, so that mark-up that came in by mistake could not act.
"""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


def render(template: str, data: Any, **parts: Any) -> str:
    """Return the page that `template` makes of `parts`, with `data` for its script."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = ((HERE / name).read_text("utf-8") for name in ("report.css", "report.js"))
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    own = {"style": style, "script": script, "policy": policy, "data": embedded(data)}
    return environment.get_template(template).render(**own, **parts)


def save(path: Path, page: str) -> Path:
    """Write a page and return where it is; half of a surrogate pair, which no file can hold, is written out."""
    path.write_text(page, "utf-8", "backslashreplace")
    return path


def embedded(data: Any) -> str:
    """Return `data` as JSON that stands in a script element and cannot end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
