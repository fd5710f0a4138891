"""The entrance to the page: settings in, a served page out. Importing this builds nothing; the page is in `page`."""

import sys
import warnings

from assistant import Assistant, Settings
from page.doors import doors, is_loopback
from page.room import Room

PATIENCE = 10.0
"""Seconds that the page waits for its articles before it opens; a larger folder is read on behind it."""
OPEN_TO_ALL = (
    "dateline: THIS PAGE IS OPEN: everybody who reaches this machine can read the articles, ask, bring articles and "
    "take them out, without a password. Set DATELINE_APP_USER and DATELINE_APP_PASSWORD to close it."
)


def main(
    settings: Settings | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    mcp: bool = False,
    open_to_all: bool = False,
) -> None:
    """Serve the page until it is stopped; `mcp` opens its endpoints to desktop assistants too."""
    settings = settings or Settings()
    doors(settings, host, open_to_all=open_to_all)  # before anything is opened: who may come in has to be said
    with Assistant(settings) as assistant:
        serve(assistant, host=host, port=port, mcp=mcp, open_to_all=open_to_all)


def serve(
    assistant: Assistant, *, host: str = "127.0.0.1", port: int = 7860, mcp: bool = False, open_to_all: bool = False
) -> None:
    """Serve the page over one assistant until it is stopped; port 0 takes any free one."""
    chosen = doors(assistant.settings, host, open_to_all=open_to_all)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # gradio's own imports
        from page import server
        from page.build import build
    with server.listen(host, port) as listening, Room(assistant, local=is_loopback(host)) as room:
        room.open(patience=PATIENCE)
        place = listening.getsockname()[1]
        inside = server.application(build(room), room, host=host, port=place, mcp=mcp, doors=chosen)
        if chosen.password is None and not is_loopback(host):
            print(OPEN_TO_ALL, file=sys.stderr, flush=True)
        print(f"Dateline is at http://{f'[{host}]' if ':' in host else host}:{place} until Ctrl-C", flush=True)
        server.serve(inside, listening)


if __name__ == "__main__":
    main()
