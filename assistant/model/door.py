"""Open the model that the settings name. Which reader uses it is the matter of the assistant."""

from pathlib import Path

from assistant.model.chat import ChatModel
from assistant.model.prices import price
from assistant.settings import Settings
from store.errors import SettingsError

LOCAL = ".gguf"
DEADLINE = 120.0
LOCAL_DEADLINE = 600.0


def open_model(settings: Settings) -> ChatModel | None:
    """Return the model that is configured, None where none is. Nothing is sent and no model is loaded yet.

    Configured is what is named by `model`: the path of a GGUF file, which is run in this process, or any name together
    with `base_url` (a server that may need no key) or `api_key` (then it is OpenAI's own). A key or a base URL without
    a name is not a model: they may be there for embeddings. A name with neither is a SettingsError.
    """
    if not settings.model:
        return None
    from assistant.model.openai_chat import OpenAIChat, Patience
    from store.model_server import ModelServer

    path = gguf(settings)
    if path is not None:
        from assistant.model.local_server import LocalChat

        # It can't be away, and may read long before its first word: only the deadline cuts it off.
        deadline = settings.deadline or LOCAL_DEADLINE
        return LocalChat(path, window=settings.window, patience=Patience(read=deadline, deadline=deadline))
    server = ModelServer(settings.model, base_url=needed_url(settings), api_key=secret(settings))
    known = price(settings.model, path=settings.prices, shipped=server.is_openai)
    patience = Patience(read=settings.timeout, deadline=settings.deadline or DEADLINE)
    return OpenAIChat(settings.model, server, window=settings.window, price=known, patience=patience)


def gguf(settings: Settings) -> Path | None:
    """Return the file that the model's name means, None where it is the name of a model on a server.

    Servers of llama.cpp call a model by the path of its file: such a name is theirs where there is no such file here.
    """
    if not settings.model or not settings.model.lower().endswith(LOCAL):
        return None
    path = Path(settings.model).expanduser()
    return path if path.is_file() or not settings.base_url else None


def needed_url(settings: Settings) -> str | None:
    """Return the base URL, or raise a SettingsError that names what is missing where there is no key either."""
    if not settings.base_url and not settings.api_key:
        raise SettingsError(
            f"the model {settings.model} needs a server: set OPENAI_API_KEY for OpenAI's own, or OPENAI_BASE_URL for "
            "another, such as http://localhost:11434/v1"
        )
    return settings.base_url


def secret(settings: Settings) -> str | None:
    """Return the key in clear, None where there is none."""
    return settings.api_key.get_secret_value() if settings.api_key else None
