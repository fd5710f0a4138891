"""Say who asks: the person that a browser's cookie names, and the tab. The only way in which handlers learn it."""

from typing import NamedTuple

import gradio as gr

from page.guard import person


class Visitor(NamedTuple):
    """`person` owns conversations; `session` is one open tab; `address` is where requests come from."""

    person: str
    session: str
    address: str = ""

    @property
    def client(self) -> str:
        """Whose questions are counted together: a cookie is given to anybody, so beyond this machine the address."""
        return self.address or self.person


def visitor(request: gr.Request) -> Visitor:
    """Return who sends a request; without a cookie nothing outlives the tab."""
    session = str(request.session_hash or "")
    address = request.client.host if request.client else ""
    return Visitor(person(request.headers.get("cookie", "")) or f"tab {session}", session, address)
