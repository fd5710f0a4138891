"""Run a function in a process of its own, so that what it loads and how much memory it takes is its own.

    found = apart(peer.answer, folder, question)

The function is a module's own, its arguments and what it returns are JSON. All processes are started alike, from
bytecode made before: whoever compares two of them compares only what they do.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """What a function returned, how long its whole process took, and the most memory that it had."""

    value: Any
    seconds: float
    megabytes: float


def apart(function: Callable[..., Any], *arguments: str | float | None) -> Apart:
    """Return what `function` gives in a new process; RuntimeError with its last words where it fails."""
    named = f"{_module(function)}:{function.__qualname__}"
    begin = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "evals.apart", named, json.dumps(arguments)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - begin
    if done.returncode:
        raise RuntimeError(f"{named} failed in its process: {done.stderr.strip().rpartition(chr(10))[2]}")
    found = json.loads(done.stdout.strip().rpartition("\n")[2])
    return Apart(value=found["value"], seconds=seconds, megabytes=found["megabytes"])


def environment() -> dict[str, str]:
    """Return the environment of a measured process: it finds this checkout, and keeps its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}


def peak() -> float:
    """Return the most memory that this process has had resident, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there began with the parent's
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        return int(found[1]) / 1000 if found else 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _module(function: Callable[..., Any]) -> str:
    """Return the module's name, also where `python -m` calls it __main__."""
    spec = getattr(sys.modules[function.__module__], "__spec__", None)
    return spec.name if spec else function.__module__


def main() -> None:
    """Call the function that the command line names and print what it returns."""
    module, _, name = sys.argv[1].partition(":")
    value = getattr(import_module(module), name)(*json.loads(sys.argv[2]))
    print(json.dumps({"value": value, "megabytes": round(peak(), 1)}))


if __name__ == "__main__":
    main()
