"""Every planted attack, brought to the page and the terminal: what is shown of it is text and nothing else."""

import json
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.show import words
from evals.attacks import read
from evals.planting import Attack
from page.markup import plain, tag
from store.article import Article, Loaded
from store.decode import normalise
from store.describe import describe
from store.load import load

ATTACKS = [attack for attack in read() if attack.where != "copy"]


class Elements(HTMLParser):
    """Collects the elements and addresses of mark-up."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href", "srcset", "style") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_on_the_page_an_attack_is_letters(attack: Attack) -> None:
    parser = Elements()
    parser.feed(tag("div", tag("p", attack.text, title=attack.text), attack.text, class_="card"))
    assert parser.tags == ["div", "p"] and attack.text.strip()[:20] in parser.text
    assert not set("<>[]!()`*_#|\\") & set(plain(attack.text).replace("&#", ""))


def attacked(attack: Attack, folder: Path) -> Article:
    """Return an article that has the attack as text, title, outlet and author at once."""
    path = folder / "a.json"
    fields = dict.fromkeys(("title", "outlet", "author"), attack.text)
    path.write_text(json.dumps(fields | {"text": f"The ferry stopped on Monday. {attack.text} It waits."}))
    [item] = load(path)
    assert isinstance(item, Loaded)
    return describe(item)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_nothing_unseen_and_no_tag_in_a_name_is_stored(attack: Attack, tmp_path: Path) -> None:
    article = attacked(attack, tmp_path)
    for text in (article.title, article.outlet, article.author):
        assert text is None or ("\n" not in text and "<script" not in text and normalise(text) == text)
    unseen = [c for c in article.text if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in "\n\t"]
    assert unseen == [] and article.url is None


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_in_a_terminal_an_attack_is_letters(attack: Attack) -> None:
    shown = words(attack.text).plain
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in "\n\t"]
