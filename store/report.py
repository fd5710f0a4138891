"""What an ingest did, in values: how far it is, and what came of it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from store.errors import ArticleError


class Progress(NamedTuple):
    """How far an ingest is: files done of those that are new or changed, and passages made so far."""

    done: int
    total: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """Counts of articles. `failed` names what could not be used, `cut` what is searchable in part only."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[ArticleError, ...] = ()
    cut: tuple[ArticleError, ...] = ()
    passages: int = 0
    """Passages made in this run."""
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the report as a JSON document."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [_error(error) for error in self.failed],
            "cut": [_error(error) for error in self.cut],
            "passages": self.passages,
            "seconds": round(self.seconds, 2),
        }


def _error(error: ArticleError) -> dict[str, str]:
    return {"path": error.path, "code": error.code, "message": error.message}
