"""A conversation in the terminal: questions in, claims as they are checked, and what was said kept for follow-ups.

How an answer looks is `show`'s; which words stand for a command is told by `/help`.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant import show as out
from assistant.answer import Answer, Claim, Stage, Turn
from assistant.assistant import MOST_TURNS, Assistant
from assistant.export import markdown
from assistant.stop import Stop
from store.errors import DatelineError

PROMPT = "> "
HELP = """/sources       list the sources of the last answer
/open N        print the article of source N
/export FILE   write the conversation to a Markdown file
/quit          end; so does Ctrl-D"""


class Chat:
    """One conversation with an assistant; `options` narrow every question of it."""

    def __init__(self, assistant: Assistant, **options: Any) -> None:
        """Start with nothing said."""
        self._assistant = assistant
        self._options = options
        self.answers: list[Answer] = []

    def answer(self, question: str) -> None:
        """Print the claims of an answer as they come, then its sources."""
        history = [Turn(question=old.standalone_question, answer=old.text) for old in self.answers[-MOST_TURNS:]]
        stop = Stop()
        with closing(self._assistant.stream(question, history=history, stop=stop, **self._options)) as events:
            try:
                for event in events:
                    self._print(event)
            except KeyboardInterrupt:
                stop.stop()
                out.say("stopped")

    def _print(self, event: Stage | Claim | Answer) -> None:
        match event:
            case Claim():
                out.claim(event)
            case Answer():
                self.answers.append(event)
                out.rest(event) if event.claims else out.answer(event)

    def sources(self) -> None:
        """Print the sources of the last answer."""
        out.sources(self._last().citations)

    def open(self, number: str) -> None:
        """Print the article of the source with this number of the last answer."""
        found = [item for item in self._last().citations if str(item.number) == number.strip("[] ")]
        article = self._assistant.article(found[0].passage.article_id) if found else None
        if article is None:
            raise DatelineError(f"the last answer has no source {number!r}; /sources lists them")
        out.article(article)

    def export(self, name: str) -> None:
        """Write the conversation to a file that is not there yet."""
        if not name:
            raise DatelineError("name a file: /export FILE.md")
        try:
            with Path(name).expanduser().open("x", encoding="utf-8", errors="backslashreplace") as file:
                file.write("\n".join(map(markdown, self.answers)))
        except OSError as error:
            raise DatelineError(f"can't write {name}: {error.strerror}; name another file") from error
        out.say(f"written to {name}")

    def _last(self) -> Answer:
        if not self.answers:
            raise DatelineError("nothing was answered yet; ask a question first")
        return self.answers[-1]


def chat(assistant: Assistant, **options: Any) -> None:
    """Answer what is typed until the end of the input or /quit."""
    talk = Chat(assistant, **options)
    out.say("Ask the articles. /help lists what else there is.")
    for line in lines():
        word, _, rest = line.partition(" ")
        if word in ("/quit", "/exit"):
            return
        try:
            _do(talk, word, rest.strip(), line)
        except DatelineError as error:
            out.say(" ".join(str(error).split()))


def _do(talk: Chat, word: str, rest: str, line: str) -> None:
    commands: dict[str, Callable[[], None]] = {
        "/sources": talk.sources,
        "/open": lambda: talk.open(rest),
        "/export": lambda: talk.export(rest),
        "/help": lambda: out.say(HELP),
    }
    if line.startswith("/"):
        commands.get(word, lambda: out.say(f"{word} is none of these:\n{HELP}"))()
    else:
        talk.answer(line)


def lines() -> Iterator[str]:
    """Yield what is typed, line by line, with editing where it is a terminal; empty lines are passed over."""
    if sys.stdin.isatty():
        import readline  # noqa: F401  # editing and history come with the import
    while True:
        try:
            line = input(PROMPT) if sys.stdin.isatty() else sys.stdin.readline()
        except EOFError:
            return
        except KeyboardInterrupt:
            return out.say("")
        if not line and not sys.stdin.isatty():
            return None
        if line.strip():
            yield line.strip()
