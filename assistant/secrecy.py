"""Take what must never be written down out of what is written down: keys, passwords, what opens a server.

The secrets of the settings go wherever they stand; beside them whatever looks like one, for an error of a server may
carry a key that is not ours.
"""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import SecretStr

from assistant.settings import Settings

HIDDEN = "***"
_SHORTEST = 4
_LOOKS = re.compile(
    r"(?<=://)[^\s/@\"']+(?=@)"
    r"|(?<=\bBearer )[\w.~+/=-]{8,}|(?<=\bBasic )[\w+/=-]{8,}"
    r"|\b(?:sk|pk|rk|ghp|gho|xox[abp]|hf)[-_][\w-]{12,}"
    r"|(?<=[?&;]key=)[^\s&\"']+|(?<=[?&;]api_key=)[^\s&\"']+|(?<=[?&;]token=)[^\s&\"']+",
    re.IGNORECASE,
)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return every secret of the settings that is long enough to be one, the longest first."""
    values = (getattr(settings, name) for name in type(settings).model_fields)
    found = {value.get_secret_value() for value in values if isinstance(value, SecretStr)}
    return tuple(sorted((one for one in found if len(one) >= _SHORTEST), key=len, reverse=True))


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """Return `text` without `secrets` and without what looks like one."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return _LOOKS.sub(HIDDEN, text)


def cleaned(value: Any, secrets: Sequence[str] = ()) -> Any:
    """Return a JSON value whose every text is redacted."""
    if isinstance(value, str):
        return redact(value, secrets)
    if isinstance(value, dict):
        return {key: cleaned(one, secrets) for key, one in value.items()}
    return [cleaned(one, secrets) for one in value] if isinstance(value, list | tuple) else value
