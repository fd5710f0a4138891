"""Say how the page is, for who watches over it: numbers and states, no path, no key, no word of an article."""

from typing import Any

from assistant import DatelineError
from page.room import Room

WELL, ILL = 200, 503


def health(room: Room, *, known: bool) -> tuple[int, dict[str, Any]]:
    """Return the status and what is said with it; to who is not `known` only whether questions can be answered."""
    try:
        store = room.assistant.store
        held: dict[str, Any] = {
            "generation": store.generation(),
            "articles": store.article_count(),
            "passages": store.passage_count(),
            "index": store.index_state(),
        }
    except DatelineError:
        held = {"index": "unreadable"}
    model = room.assistant.model_state()
    broken = held["index"] == "unreadable" or (model == "resting" and room.assistant.settings.reader == "model")
    said: dict[str, Any] = {"status": "failing" if broken else "ok"}
    if known:
        said |= {
            "store": held,
            "model": model,
            "questions": {"answered": room.line.answered, "waiting": room.line.waiting},
            "reading": room.progress is not None,
        }
    return ILL if broken else WELL, said
