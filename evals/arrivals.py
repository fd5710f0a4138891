"""Note when articles come into a store while it is used. It looks at the catalogue alone, so that it costs little."""

import threading
import time
from pathlib import Path

from assistant import Assistant
from store.catalogue import Catalogue

_LOOK = 0.05


class Seen(threading.Thread):
    """Notes when each article was first in the copy of an assistant."""

    def __init__(self, assistant: Assistant) -> None:
        """Start to look."""
        super().__init__(daemon=True)
        self.times: dict[str, float] = {}
        self._catalogue, self._done = Catalogue(assistant.store.folder), threading.Event()
        self.start()

    def run(self) -> None:
        """Look until it is enough."""
        while not self._done.wait(_LOOK):
            self.look()

    def look(self) -> None:
        """Note what is new."""
        now = time.time()
        with self._catalogue.reading() as db:
            paths = [row[0] for row in db.execute("SELECT path FROM articles")]
        for path in paths:
            self.times.setdefault(Path(path).stem, now)

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()
        self.look()
        self._catalogue.close()
