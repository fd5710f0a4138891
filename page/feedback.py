"""Keep what readers thought of answers: a JSON line each, from which evals make test questions.

A line holds a whole test question under `case`, as evals/cases reads it. One that was liked holds what a right answer
says; for one that was not, a person has to write that in.
"""

import json
import re
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from page import picks
from page.turn import Asked

NAME = "feedback.jsonl"
LONGEST = 500
_LOCK = threading.Lock()


def save(folder: Path, line: dict[str, Any]) -> None:
    """Add a line to the file of a folder."""
    with _LOCK, (folder / NAME).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def feedback(turns: list[Asked], number: int, articles: Path | None, *, liked: bool, why: str) -> dict[str, Any]:
    """Return the line about turn `number` of a conversation, whose articles lie below `articles`."""
    answer = turns[number - 1].answer
    return {
        "liked": liked,
        "why": " ".join(why.split())[:LONGEST],
        "reader": answer["reader"],
        "said": answer["text"],
        "case": _case(turns, number, articles, liked),
    }


def cases(path: Path) -> Iterator[str]:
    """Yield the test questions of a file of feedback that are whole, one JSON line each: those that were liked."""
    for line in path.read_text("utf-8").split("\n"):
        if line.strip() and (found := json.loads(line))["liked"]:
            yield json.dumps(found["case"], ensure_ascii=False)


def _case(turns: list[Asked], number: int, articles: Path | None, liked: bool) -> dict[str, Any]:
    turn = turns[number - 1]
    answer, before = turn.answer, turns[max(0, number - 7) : number - 1]
    known = json.dumps([answer["question"], answer["text"]]).encode()
    case: dict[str, Any] = {
        "id": f"feedback-{sha256(known).hexdigest()[:12]}",
        "question": answer["question"],
        "tags": ["feedback", "liked" if liked else "to check"],
        "outcome": answer["outcome"],
        "history": [{"question": one.answer["question"], "answer": one.answer["text"]} for one in before],
        **picks.read(turn.picks).narrowed(),
    }
    if liked and answer["outcome"] != "not_found":
        case["facts"] = [[_fact(answer["claims"][0]["text"])]]
        case["evidence"] = [
            {"article": _below(item["article"]["path"], articles), "quote": item["quote"]}
            for item in answer["citations"]
        ]
    return case


def _fact(claim: str) -> str:
    """Return what a claim says, without the outlet before it and the quote marks around it."""
    return re.sub(r"^[^“”]*“([^“”]*)”.*$", r"\1", claim, flags=re.DOTALL).strip() or claim


def _below(path: str, articles: Path | None) -> str:
    file, mark, position = path.partition("#")
    try:
        relative = Path(file).resolve().relative_to(articles.resolve()) if articles else Path(file)
    except ValueError:
        relative = Path(file)
    return f"{relative.as_posix()}{mark}{position}"
