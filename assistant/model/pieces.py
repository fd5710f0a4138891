"""Follow a text that comes in pieces, each character once: past the thinking before it, and item by item of an array.

A reply may come in thousands of pieces; what has been heard is not gone over again for the next one.
"""

from collections.abc import Iterator

_THINK, _THOUGHT = "<think>", "</think>"


class Spoken:
    """Leaves out the thinking that a text begins with."""

    def __init__(self) -> None:
        """Wait for the first words."""
        self._held = ""
        self._state = "before"

    def feed(self, piece: str) -> str:
        """Return what `piece` adds to what is spoken."""
        if self._state == "speaking":
            return piece
        self._held += piece
        if self._state == "before":
            self._held = self._held.lstrip()
            if len(self._held) < len(_THINK) and _THINK.startswith(self._held):
                return ""
            self._state = "thinking" if self._held.startswith(_THINK) else "speaking"
        if self._state == "thinking":
            _, closed, after = self._held.partition(_THOUGHT)
            self._held = after if closed else self._held[1 - len(_THOUGHT) :]  # the tag may come in two pieces
            self._state = "speaking" if closed else "thinking"
        said, self._held = (self._held, "") if self._state == "speaking" else ("", self._held)
        return said

    def end(self) -> str:
        """Return what was held back because it might have begun a thought."""
        return self._held if self._state == "before" else ""


class Items:
    """Finds the objects of the array `key` in the first JSON object of a text, each when its brace is closed."""

    def __init__(self, key: str) -> None:
        """Find nothing yet."""
        self._key = key
        self._open: list[str] = []
        self._in_string = self._escaped = self._over = False
        self._name: list[str] = []  # the last string of the outer object: before an array it is the array's name
        self._item: list[str] | None = None

    def feed(self, piece: str) -> Iterator[str]:
        """Yield the text of each object that is closed in `piece`."""
        for character in piece:
            if self._over:
                return
            if self._item is not None:
                self._item.append(character)
            if self._in_string:
                self._quoted(character)
            elif character == '"':
                self._in_string, self._name = bool(self._open), [] if len(self._open) == 1 else self._name
            elif character in "{[":
                self._opened(character)
            elif character in "}]" and self._open and (found := self._closed()):
                yield found

    def _quoted(self, character: str) -> None:
        if character == '"' and not self._escaped:
            self._in_string = False
        elif len(self._open) == 1:
            self._name.append(character)
        self._escaped = character == "\\" and not self._escaped

    def _opened(self, character: str) -> None:
        if not self._open and character == "[":
            return
        self._open.append(character)
        if self._open == ["{", "[", "{"] and "".join(self._name) == self._key:
            self._item = [character]

    def _closed(self) -> str | None:
        self._open.pop()
        self._over = not self._open
        if len(self._open) != 2 or self._item is None:
            return None
        found, self._item = "".join(self._item), None
        return found
