"""Serve a page: gradio inside our guard, with our files and the exports beside it."""

import asyncio
import logging
import os
import socket
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from assistant import SettingsError
from page import exporting, turn
from page.doors import Doors
from page.guard import HEALTH, KNOWN, Application, Guard, person
from page.health import health
from page.room import Room
from store.load import LIMITS

_KEPT = frozenset(["GRADIO_TEMP_DIR", "GRADIO_ANALYTICS_ENABLED"])
"""What of gradio's variables is left alone: the others outrank what is said here."""
_CLOSED: dict[str, Any] = {
    "show_error": False,
    "footer_links": ["api"],
    "run_history": False,
    "enable_monitoring": False,
    "ssr_mode": False,
    "allowed_paths": [],
}
__all__ = ["application", "listen", "serve"]
_TYPES = {"style.css": "text/css", "page.js": "text/javascript"}
_EXPORTS = {"md": "text/markdown", "json": "application/json"}


def application(
    built: gr.Blocks, room: Room, *, host: str, port: int, mcp: bool = False, doors: Doors | None = None
) -> Application:
    """Return everything that answers requests; `mcp` lets desktop assistants use the endpoints as tools."""
    if mcp and find_spec("mcp") is None:
        raise SettingsError("the MCP server needs the extra mcp; install dateline[mcp], or leave --mcp out")
    for name in [name for name in os.environ if name.startswith("GRADIO_") and name not in _KEPT]:
        del os.environ[name]
    os.environ["HF_HUB_OFFLINE"] = "1"
    doors = doors or Doors()
    outer = FastAPI(openapi_url=None)
    outer.get("/page/{name}")(_own_file)
    outer.get("/export/{name}")(_exports(room))
    outer.get(HEALTH)(_health(room))
    built.state_session_capacity = 200
    built.queue(max_size=room.line.most + 64, default_concurrency_limit=8, api_open=True)
    served = {"server_name": host, "server_port": port, "theme": theme(), "mcp_server": mcp}
    largest = min(max(LIMITS.values()), doors.largest)
    mounted: Any = gr.mount_gradio_app(outer, built, "/", max_file_size=largest, **served, **_CLOSED)
    return Guard(mounted, doors)


def theme() -> gr.themes.Base:
    """Return gradio's plain theme in letters that every system has; the rest of the looks is in style.css."""
    sans = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
    mono = ("ui-monospace", "SFMono-Regular", "Menlo", "monospace")
    return gr.themes.Base(font=sans, font_mono=mono, radius_size="sm")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that a taken port is known before anything else is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(256)
    except (OSError, OverflowError) as error:
        made.close()
        raise SettingsError(f"can't serve at {host}:{port} ({error}); name another port with --port") from error
    return made


def serve(inside: Application, listening: socket.socket) -> None:
    """Answer requests until Ctrl-C; pages that are still open then are let go without a word."""
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    config = uvicorn.Config(inside, log_config=None, timeout_graceful_shutdown=1, server_header=False, ws="none")
    uvicorn.Server(config).run(sockets=[listening])


def _is_news(record: logging.LogRecord) -> bool:
    """Return whether a line of the log says more than that open pages were let go."""
    cancelled = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return record.levelno >= logging.WARNING and not cancelled and "graceful shutdown" not in record.msg


def _own_file(name: str) -> Response:
    """Return one of our two files for the browser."""
    if name not in _TYPES:
        return Response(status_code=404)
    body = files("page").joinpath(name).read_bytes()
    return Response(body, media_type=_TYPES[name], headers={"cache-control": "no-cache"})


def _health(room: Room) -> Any:
    def told(request: Request) -> Response:
        status, said = health(room, known=bool(request.scope.get(KNOWN)))
        return JSONResponse(said, status, headers={"cache-control": "no-store"})

    return told


def _exports(room: Room) -> Any:
    def export(name: str, request: Request) -> Response:
        conversation, _, form = name.rpartition(".")
        who = person(request.headers.get("cookie", ""))
        kept = room.keeping.turns(who, conversation) if who and form in _EXPORTS else []
        number = request.query_params.get("turn", "")
        turns = [turn.read(one) for one in kept]
        turns = turns[int(number) - 1 :][:1] if number.isdecimal() and int(number) else turns
        if not turns:
            return Response("There is no such conversation.", 404, media_type="text/plain")
        body = exporting.markdown(turns) if form == "md" else exporting.document(turns)
        headers = {"content-disposition": f'attachment; filename="dateline.{form}"', "cache-control": "no-store"}
        return Response(body, media_type=_EXPORTS[form], headers=headers)

    return export
