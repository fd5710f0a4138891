"""Dateline: ask a folder of news articles a question; every statement carries the exact words of a source."""

from assistant.environment import prepare

prepare()  # before anything imports a library that phones home or downloads

from assistant.answer import Answer, Citation, Claim, Hit, Stage, Turn  # noqa: E402
from assistant.assistant import Assistant, ask  # noqa: E402
from assistant.settings import Settings  # noqa: E402
from store.errors import (  # noqa: E402
    ArticleError,
    BadReply,
    DatelineError,
    EmbedderChanged,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    PromptError,
    QuestionError,
    SettingsError,
    StoreError,
    StoreLocked,
)

__all__ = [
    "Answer",
    "ArticleError",
    "Assistant",
    "BadReply",
    "Citation",
    "Claim",
    "DatelineError",
    "EmbedderChanged",
    "Hit",
    "ModelError",
    "ModelRefused",
    "ModelUnavailable",
    "PromptError",
    "QuestionError",
    "Settings",
    "SettingsError",
    "Stage",
    "StoreError",
    "StoreLocked",
    "Turn",
    "ask",
]
