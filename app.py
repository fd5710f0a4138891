"""The entrance to the page: settings in, a served page out. Importing this builds nothing; the page is in `page`."""

import warnings

from assistant import Assistant, Settings
from page.room import Room

PATIENCE = 10.0
"""Seconds that the page waits for its articles before it opens; a larger folder is read on behind it."""


def main(settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 7860, mcp: bool = False) -> None:
    """Serve the page until it is stopped; `mcp` opens its endpoints to desktop assistants too."""
    with Assistant(settings) as assistant:
        serve(assistant, host=host, port=port, mcp=mcp)


def serve(assistant: Assistant, *, host: str = "127.0.0.1", port: int = 7860, mcp: bool = False) -> None:
    """Serve the page over one assistant until it is stopped; port 0 takes any free one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # gradio's own imports
        from page import server
        from page.build import build
    with server.listen(host, port) as listening, Room(assistant, local=server.is_loopback(host)) as room:
        room.open(patience=PATIENCE)
        place = listening.getsockname()[1]
        inside = server.application(build(room), room, host=host, port=place, mcp=mcp)
        print(f"Dateline is at http://{f'[{host}]' if ':' in host else host}:{place} until Ctrl-C", flush=True)
        server.serve(inside, listening)


if __name__ == "__main__":
    main()
