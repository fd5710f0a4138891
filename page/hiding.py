"""Take the folders of this machine out of a message: who visits a page need not know where its files lie. Pure."""

import re
from collections.abc import Iterable
from pathlib import Path

_NAME = r"[^\s\\/'\"“”‘’:;,()]+"
_PATH = re.compile(rf"(^|[^\w/.:…-])(?:~|[A-Za-z]:)?(?:[\\/]{_NAME})+[\\/](?={_NAME})")


def hidden(words: str, folders: Iterable[Path]) -> str:
    """Return `words` with an ellipsis for each of `folders`, and of any other path only its last name."""
    known = {str(form) for folder in folders for form in (folder, folder.absolute(), folder.resolve())}
    for folder in sorted(known - {".", "/"}, key=len, reverse=True):
        words = re.sub(rf"(^|[^\w/.-]){re.escape(folder)}(?![\w-])", r"\1…", words)
    return _PATH.sub(r"\1…/", words)
