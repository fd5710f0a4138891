"""The form of a reply: the JSON schema that binds it, and which form a server turned out to take.

What a reply says is read in `reply`.
"""

from collections.abc import Mapping
from typing import Any

from assistant.model.chat import Form

FORMS: tuple[Form, ...] = ("schema", "object", "lines")
"""From the form that binds a model most to the one that every server takes."""
MOST_CLAIMS = 4
MOST_QUOTES = 3
MOST_DIFFERENCES = 2


def _record(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object whose fields come in this order, all of them."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _list(item: Mapping[str, Any], most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least, "maxItems": most}


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_QUOTE = _record(passage=_NUMBER, quote=_TEXT)
_POSITION = _record(passage=_NUMBER, quote=_TEXT, text=_TEXT)
_KIND = {"type": "string", "enum": ["contradiction", "update"]}
SCHEMA = _record(
    claims=_list(_record(quotes=_list(_QUOTE, MOST_QUOTES, least=1), text=_TEXT), MOST_CLAIMS),
    disagreements=_list(_record(about=_TEXT, kind=_KIND, positions=_list(_POSITION, 4, least=2)), MOST_DIFFERENCES),
    missing=_TEXT,
)
"""Evidence before the claim: a model that has copied the words writes what they say."""


class Shapes:
    """Remembers the form that one server takes, so that the others are tried once."""

    def __init__(self) -> None:
        """Start with the form that binds most."""
        self._first = 0

    def forms(self) -> tuple[Form, ...]:
        """Return the forms still worth trying, in order."""
        return FORMS[self._first :]

    def took(self, form: Form) -> None:
        """Remember that a reply came in this form."""
        self._first = FORMS.index(form)
