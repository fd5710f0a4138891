"""What can be set, read once: from arguments, then `DATELINE_*` variables, then `.env`, then defaults. Values only.

Which folder and which store a command works on is worked out from these values in `places`.
"""

import os
from pathlib import Path
from typing import Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableValue

from store.errors import SettingsError

DOTENV = ".env"
PREFIX = "DATELINE_"
Place = Path | str


def openai_value(name: str) -> str | None:
    """Return what the openai SDK's variable says. As a default, so that a key meant for us is never outdone by it."""
    return os.environ.get(name) or dotenv_values(DOTENV).get(name) or None


def openai_key() -> SecretStr | None:
    """Return the openai SDK's key, wrapped so that it is never printed."""
    key = openai_value("OPENAI_API_KEY")
    return SecretStr(key) if key else None


class Settings(BaseSettings):
    """`Settings(reader="quotes")` takes what is not given from the environment. A key is never printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # a .env file holds the variables of other programs too
        frozen=True,
    )

    store: Place | None = None
    """A folder, or the URL of a Chroma server. None: the articles folder's own store."""
    store_token: SecretStr | None = None
    """What opens a shared store whose server asks for it."""
    machine: str | None = Field(default=None, pattern=r"^[\w.-]{1,60}$")
    """This machine's name in a shared store, where its copy does not outlive a process. None: one made up and kept."""
    articles: Place | None = None
    """The folder to answer from. None: the sample corpus, or what is in `store`."""
    reader: Literal["auto", "quotes", "model"] = "auto"
    """`auto` is the model where one is set, else the quoting reader."""
    model: str | None = None
    """The name of a model behind `base_url`, or the path of a .gguf file to run in this process (extra `local`)."""
    base_url: str | None = Field(default_factory=lambda: openai_value("OPENAI_BASE_URL"))
    """An OpenAI-compatible server. None: OpenAI's own."""
    api_key: SecretStr | None = Field(default_factory=openai_key)
    """The key of that server; a local one usually needs none."""
    embeddings: str = "local"
    """`local`, `openai:MODEL` or `fastembed:MODEL`."""
    prompts: Place | None = None
    """A folder whose files replace the prompts of the same name. None: the prompts that come with the package."""
    k: int = Field(default=10, ge=1, le=100)
    """The number of passages that a reader sees."""
    timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for a model server to begin or to go on."""
    deadline: float | None = Field(default=None, gt=0)
    """Seconds for one reply as a whole, however often it is asked for. None: 120, or 600 of a model in this process."""
    window: int | None = Field(default=None, ge=512)
    """Tokens that a request and its reply may have together. None: what is known of the model, or its server says."""
    reply_tokens: int = Field(default=600, ge=50)
    """The longest reply of a model."""
    history_tokens: int = Field(default=800, ge=0)
    """Earlier turns of a conversation that a model sees, in tokens."""
    prices: Place | None = None
    """A file in the form of `model/prices.toml` whose prices count before the ones that come with the package."""
    question_length: int = Field(default=2000, ge=20, le=20_000)
    """Characters of the longest question; a longer one is refused before anything is computed from it."""
    trace: Place | None = None
    """A file that gets a JSON line a question: stages, passages, requests, drops, outcome. None: no file."""
    trace_texts: bool = False
    """Whether a trace holds texts too: questions, passages, prompts, replies, answers."""
    log: Literal["off", "debug", "info", "warning"] = "off"
    """From which level on the log goes to standard error as JSON lines."""
    app_user: str | None = None
    """Who may open a page that is served to other machines; with `app_password`."""
    app_password: SecretStr | None = Field(default=None, min_length=8)
    """The password that goes with `app_user`."""
    app_hosts: str | None = None
    """Names, with commas between, that such a page may be opened by, beside addresses and the machine's own name."""
    app_at_once: int | None = Field(default=None, ge=1, le=256)
    """Questions that a page answers at a time; the others wait. None: 8, or 1 with a model in this process."""
    app_queue: int = Field(default=64, ge=0)
    """Questions that may wait; the next one is told to come back."""
    app_patience: float = Field(default=300.0, gt=0)
    """Seconds for a question once its turn has come."""
    app_rate: int = Field(default=30, ge=1)
    """Questions a minute from one client of a page; one that has been quiet may ask that many at once."""
    app_upload_mb: int = Field(default=64, ge=1, le=1024)
    """Megabytes that a visitor may send at once."""
    app_files: int = Field(default=100, ge=0)
    """Files that a visitor may bring at once; 0 closes the page to new articles."""
    app_articles: int | None = Field(default=None, ge=1)
    """Articles from which on visitors bring no more. None: no limit."""

    def __init__(self, **values: Any) -> None:
        """Fill what `values` leaves open from the environment; an unknown or impossible value is a SettingsError."""
        if unknown := sorted(values.keys() - type(self).model_fields.keys()):
            raise SettingsError(f"unknown setting {unknown[0]!r}; there are {', '.join(type(self).model_fields)}")
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError(explain(error)) from None  # the cause would show the value, which may be a key
        except (UnreadableValue, UnicodeDecodeError, OSError) as error:
            raise SettingsError(f"the settings can't be read: {error}; check .env and the environment") from None


def explain(error: ValidationError) -> str:
    """Return one line that names the first setting at fault and its variable, without its value."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0])
    return f"the setting {name} ({PREFIX}{name.upper()}) is wrong: {first['msg'].lower()}"
