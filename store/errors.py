"""Every error that Dateline raises on purpose, as one tree.

    DatelineError
    ├── SettingsError       a setting is missing, unknown or out of range
    ├── PromptError         a prompt file is missing or was filled with the wrong variables
    ├── QuestionError       a question is empty, too long or not text
    ├── ArticleError        one file or article can't be used; carries its path and a reason code
    ├── StoreError          the store can't be opened, read or written
    │   ├── StoreLocked     another process is writing
    │   ├── StoreUnavailable  the server of a shared store does not answer; it may work later
    │   └── EmbedderChanged the store was made with another embedder
    └── ModelError          a language model or embedding server failed
        ├── ModelUnavailable  it may work later
        ├── BadReply          it answered something else than was asked
        └── ModelRefused      it will not answer
            ├── FormRefused   it does not take the form of reply that was asked for
            └── TooLong       the request does not fit its window

A message is one line that says what to do next. Errors of other libraries are translated where the library is imported.
"""

from pathlib import Path


class DatelineError(Exception):
    """Base of all errors of this project."""


class SettingsError(DatelineError):
    """A setting is missing, unknown or out of range."""


class PromptError(DatelineError):
    """A prompt file is missing or was filled with the wrong variables."""


class QuestionError(DatelineError):
    """A question is empty, too long or not text."""


class ArticleError(DatelineError):
    """One file or article can't be used."""

    def __init__(self, path: Path | str, code: str, message: str) -> None:
        """Keep `path`, the reason `code` (one word, such as `empty` or `too_large`) and a message for people."""
        super().__init__(f"{path}: {message}")
        self.path = str(path)
        self.code = code
        self.message = message


class StoreError(DatelineError):
    """The store can't be opened, read or written."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class StoreUnavailable(StoreError):
    """The server of a shared store can't be reached or has failed; the same call may work later."""

    after: float | None = None


class EmbedderChanged(StoreError):
    """The store was made with another embedder."""


class ModelError(DatelineError):
    """A language model or an embedding server failed."""


class ModelUnavailable(ModelError):
    """The server can't be reached or is overloaded; the same call may work later."""

    def __init__(self, message: str, *, after: float | None = None) -> None:
        """Keep the message, and `after` how many seconds the server wants the next call, where it says so."""
        super().__init__(message)
        self.after = after


class BadReply(ModelError):
    """The server answered something else than was asked for."""


class ModelRefused(ModelError):
    """The model will not answer."""

    def __init__(self, message: str, *, parameter: str | None = None) -> None:
        """Keep the message, and `parameter`, what of the request the server does not take, where it names it."""
        super().__init__(message)
        self.parameter = parameter


class FormRefused(ModelRefused):
    """The server does not take the form of reply that was asked for; another form may do."""


class TooLong(ModelRefused):
    """The request and the reply that it leaves room for do not fit the model's window; a shorter one may."""
