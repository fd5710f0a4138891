"""Fill the files of `prompts`: a value goes in wherever its `$name` stands. A `$` in a value means nothing.

A folder of the user's own replaces files of the same name. What the prompts say is in the files alone.
"""

from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from string import Template

from store.errors import PromptError

ENDING = ".md"


def fill(name: str, folder: Path | str | None = None, **values: str) -> str:
    """Return the prompt `name` with its variables filled; a variable missing or left over is a PromptError."""
    template = Template(text(name, folder))
    if not template.is_valid():
        raise PromptError(f"the prompt {name}{ENDING} holds a stray $; write $$ for the sign itself")
    wanted = set(template.get_identifiers())
    if missing := sorted(wanted - values.keys()):
        raise PromptError(f"the prompt {name}{ENDING} has a variable ${missing[0]} that nothing fills; take it out")
    if unused := sorted(values.keys() - wanted):
        raise PromptError(f"the prompt {name}{ENDING} does not use ${unused[0]}; put it where that belongs")
    return template.substitute(values)


def text(name: str, folder: Path | str | None = None) -> str:
    """Return the prompt `name` as it stands in its file, less the end of the last line."""
    if name not in _shipped():
        raise PromptError(f"no prompt is called {name}{ENDING}; there are {', '.join(_files())}")
    own = _own(folder).get(name)
    if own is None:
        return _shipped()[name]
    try:
        return own.read_text("utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"the prompt {own} can't be read: {error}; save it as a text file in UTF-8") from error


def prompt_hashes(folder: Path | str | None = None) -> dict[str, str]:
    """Return the SHA-256 of every prompt by its file name, so that a result can say what was sent for it."""
    return {name + ENDING: sha256(text(name, folder).encode()).hexdigest() for name in _shipped()}


def _own(folder: Path | str | None) -> dict[str, Path]:
    """Return the user's files by the prompt that each replaces; a file that replaces none is a slip."""
    if folder is None:
        return {}
    if not Path(folder).is_dir():
        raise PromptError(f"{folder} is no folder; set DATELINE_PROMPTS to one, or leave it out")
    found = {path.stem: path for path in sorted(Path(folder).glob(f"*{ENDING}"))}
    if unknown := sorted(found.keys() - _shipped().keys()):
        raise PromptError(f"{found[unknown[0]]} replaces no prompt; there are {', '.join(_files())}")
    return found


def _files() -> list[str]:
    return [name + ENDING for name in _shipped()]


@cache
def _shipped() -> dict[str, str]:
    files = sorted(resources.files("prompts").iterdir(), key=lambda file: file.name)
    chosen = [file for file in files if file.name.endswith(ENDING)]
    return {file.name.removesuffix(ENDING): file.read_text("utf-8").rstrip("\n") for file in chosen}
