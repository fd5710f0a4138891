"""Ask pip-audit whether a known hole is in what requirements.lock pins; say so where nobody can tell.

    python tools/audit.py

An index without advisories answers "nothing known" to everything. So a release is asked about first whose hole has been
known for years: where that is not told, nothing was audited, and the check is skipped with that reason. The exit status
is 1 only where a hole is known.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from licences import locked

KNOWN_HOLE = {"jinja2": "2.4.1"}
SECONDS = 240.0


def audited(pins: dict[str, str]) -> list[dict[str, Any]] | None:
    """Return what pip-audit says of each pinned distribution, None where it can't be asked."""
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "pins.txt"
        listed.write_text("".join(f"{name}=={version}\n" for name, version in pins.items()), "utf-8")
        options = ["--no-deps", "--disable-pip", "--progress-spinner=off", "--format=json", f"--requirement={listed}"]
        command = [sys.executable, "-m", "pip_audit", *options]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
            return list(json.loads(done.stdout)["dependencies"])
        except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
            return None


def holes(told: list[dict[str, Any]]) -> list[str]:
    """Return a line for each hole that is known."""
    return [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no release'}"
        for one in told
        for hole in one.get("vulns", [])
    ]


def main() -> int:
    """Audit, and print what came of it."""
    if importlib.util.find_spec("pip_audit") is None:
        print("audit: skipped, pip-audit is not installed")
        return 0
    if not holes(audited(KNOWN_HOLE) or []):
        print("audit: skipped, no source of advisories answers here (the package index has none)")
        return 0
    told = audited(locked())
    if told is None:
        print("audit: skipped, the source of advisories did not answer for the whole list")
        return 0
    left_out = [one["name"] for one in told if "skip_reason" in one]
    known = holes(told)
    print(f"audit: {len(told) - len(left_out)} distributions looked up, {len(known)} known holes", *known, sep="\n")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
