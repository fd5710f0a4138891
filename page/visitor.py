"""Say who asks: the person that a browser's cookie names, and the tab. The only way in which handlers learn it."""

from typing import NamedTuple

import gradio as gr

from page.guard import person


class Visitor(NamedTuple):
    """`person` owns conversations; `session` is one open tab."""

    person: str
    session: str


def visitor(request: gr.Request) -> Visitor:
    """Return who sends a request; without a cookie nothing outlives the tab."""
    session = str(request.session_hash or "")
    return Visitor(person(request.headers.get("cookie", "")) or f"tab {session}", session)
