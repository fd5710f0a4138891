"""Which articles a question may be answered from: by outlet, publication date, or a list of ids. A value only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Bounds include their day. An undated article never passes `since`; it passes `until` where `undated` is set."""

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    articles: frozenset[str] | None = None
    undated: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything is kept out."""
        return bool(self.outlets or self.since or self.until or self.articles is not None)
