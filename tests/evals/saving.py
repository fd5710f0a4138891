"""Runs on disk, made by hand, for the tests of reports and comparisons."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.figures import Line
from tests.evals.answers import REFUSED, said


def line(number: int, right: float | None, *, reader: str = "quotes", quote: str = "", **more: Any) -> Line:
    """Return a line of a case that was answered (refused where `right` is None), with a citation of `quote`."""
    answer = (
        REFUSED
        if right is None
        else said(("The ferry sails at noon.", [1] if quote else []), quotes=[quote][: bool(quote)])
    )
    return {
        "id": f"case-{number}",
        "reader": reader,
        "question": f"Question {number}?",
        "tags": ["when" if number % 2 else "who"],
        "gold": {"facts": [["noon", "12:00"]]},
        "answer": answer.to_dict() | {"confidence": number / 100},
        "scores": {"right": right, "seconds": 0.5 + number / 10},
        "reasons": {"right": "as wanted"},
        "error": None,
    } | more


def keep(folder: Path, lines: Sequence[Line], *, summary: Mapping[str, Any] | None = None, **settings: Any) -> Path:
    """Write a run and return its folder."""
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text(json.dumps({"suite": "sample"} | settings))
    (folder / "cases.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
    if summary is not None:
        (folder / "summary.json").write_text(json.dumps(summary))
    return folder
