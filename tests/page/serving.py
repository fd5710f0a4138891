"""Serve a page as a process of its own, for the tests: `python -m tests.page.serving STORE ARTICLES [--slow] [--wide]`.

With `--slow` every claim takes a second and there are sixty: long enough to be stopped. With `--wide` it listens as a
page for other machines does; what else is set comes from the environment.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from typing import Any

import app
from assistant import Assistant, Claim, Settings, Stage
from assistant.pipeline import Event
from assistant.stop import Stop


class Slow(Assistant):
    """Says sixty claims, one a second, until it is stopped; writes down that it was."""

    def stream(self, question: str, *, stop: Stop | None = None, **_: Any) -> Iterator[Event]:
        """Yield claims that no article carries."""
        stopped = Flag()
        (stop or Stop()).on_stop(stopped.set)
        yield Stage(name="searched", detail="2 passages", ms=1)
        for number in range(60):
            if stopped.wait(0 if number == 0 else 1):
                (self.store.folder / "stopped").touch()
                return
            yield Claim(text=f"Claim {number} to {question}", citations=(1,))


if __name__ == "__main__":
    settings = Settings(store=Path(sys.argv[1]), articles=Path(sys.argv[2]), reader="quotes")
    with (Slow if "--slow" in sys.argv else Assistant)(settings) as assistant:
        app.serve(assistant, port=0, host="0.0.0.0" if "--wide" in sys.argv else "127.0.0.1")
