"""Write a conversation as Markdown: each question, its claims, the sources with their exact words."""

import re

from assistant.answer import Answer
from assistant.facts import origin
from assistant.show import words


def markdown(result: Answer) -> str:
    """Return an answer with its sources as Markdown, in which no word of an article is mark-up."""
    parts = [f"## {literal(result.question)}", *(f"{literal(line)}  " for line in result.text.splitlines()), ""]
    for citation in result.citations:
        parts.append(f"{citation.number}. {literal(origin(citation.passage, citation.path))}")
        parts.append(f"   > {literal(citation.quote)}")
    parts += [f"\nNote: {literal(notice)}" for notice in result.notices]
    return "\n".join([*parts, f"\nRead by {literal(result.reader)}.", ""])


def literal(text: str) -> str:
    """Return `text` in one line as Markdown shows it letter by letter."""
    plain = " ".join(words(text).plain.split())
    return re.sub(r"[\\`*_{}\[\]<>()#+!|~&$:@-]", lambda mark: f"&#{ord(mark[0])};", plain)
