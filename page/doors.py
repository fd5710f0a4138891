"""Who may come in: under which names the page is opened, and with which user and password.

A page for this machine only needs neither. One for others asks for both, or its owner says aloud that it is open.
"""

import base64
import binascii
import hmac
import ipaddress
import socket
from dataclasses import dataclass, field

from assistant import Settings, SettingsError
from page.clients import Rates

_LOOPBACK = frozenset(["127.0.0.1", "localhost", "[::1]"])
_FAILURES = 10
"""Wrong passwords a minute from one address; then it waits, the right one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a request has to bring. `names` are the hosts that it may name; `addresses` lets any address count as one.

    `largest` is how many bytes a request may have; `uploads` counts what each client sends.
    """

    names: frozenset[str] = _LOOPBACK
    addresses: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    largest: int = 64_000_000
    uploads: Rates = field(default_factory=lambda: Rates(None))
    failures: Rates = field(default_factory=lambda: Rates(_FAILURES))

    def named(self, host: str) -> bool:
        """Return whether a Host header names this page. A name of somebody else's may lead here (DNS rebinding)."""
        name = host.lower().removesuffix("." if host.endswith(".") else "")
        name = name.rpartition(":")[0] if name.rpartition(":")[2].isdecimal() and not name.endswith("]") else name
        return name in self.names or (self.addresses and _is_address(name))

    def knows(self, authorization: str) -> bool:
        """Return whether a request brings user and password; anybody is known where there is none."""
        if self.password is None or self.user is None:
            return True
        kind, _, given = authorization.partition(" ")
        try:
            said = base64.b64decode(given.strip(), validate=True) if kind.lower() == "basic" else b""
        except (binascii.Error, ValueError):
            said = b""
        # One comparison of the whole, in a time that does not tell how much of it was right.
        return hmac.compare_digest(said, f"{self.user}:{self.password}".encode())


def doors(settings: Settings, host: str, *, open_to_all: bool = False) -> Doors:
    """Return the doors of a page that listens at `host`; raise SettingsError where others would walk in unasked."""
    largest = settings.app_upload_mb * 1_000_000
    password = settings.app_password.get_secret_value() if settings.app_password else None
    if (settings.app_user is None) != (password is None):
        raise SettingsError("a page asks for a user and a password: set both DATELINE_APP_USER and _APP_PASSWORD")
    if settings.app_user and ":" in settings.app_user:
        raise SettingsError("the user of the page (DATELINE_APP_USER) can't have a colon; take another name")
    names = frozenset(name.strip().lower() for name in (settings.app_hosts or "").split(",") if name.strip())
    if is_loopback(host):
        return Doors(user=settings.app_user, password=password, largest=largest, names=_LOOPBACK | names)
    if password is None and not open_to_all:
        text = f"at {host} others reach the page: set DATELINE_APP_USER and DATELINE_APP_PASSWORD"
        raise SettingsError(f"{text}, or let everybody in with --open")
    own = {socket.gethostname().lower(), socket.getfqdn().lower(), host.lower(), *_LOOPBACK}
    return Doors(
        names=names | own,
        addresses=True,
        user=settings.app_user,
        password=password,
        largest=largest,
        uploads=Rates(settings.app_rate),
    )


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens at `host`."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
