"""The rival: what it asks, how its reply is read, and an answer over a store with a model that says what it is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.model.chat import Request, ScriptedModel
from assistant.narrow import Options
from evals.passages import shelve_all, unjudged
from evals.plain import REFUSAL, Plain, prompt, read
from store.embed import WordEmbedder
from store.store import Store
from tests.assistant.making import hit

LIGHT = "Orla Venn keeps the light at Varn Head."
GEESE = "Geese cross the Varn each autumn."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Store]:
    """A store of two short texts."""
    texts = [unjudged("light", LIGHT, "The light"), unjudged("geese", GEESE, "Birds")]
    with shelve_all(texts, tmp_path / "store", WordEmbedder(), size=100) as store:
        yield store


def answering(store: Store, reply: str, *, window: int = 8192) -> tuple[Plain, list[Request]]:
    model = ScriptedModel(lambda _: reply, window=window)
    return Plain(store, WordEmbedder(), model, k=5), model.requests


def test_the_prompt_numbers_the_passages_and_says_how_to_refuse() -> None:
    hits = [hit(LIGHT, outlet="Sable Ledger", published=date(2031, 6, 2)), hit(GEESE)]
    [message] = prompt("Who keeps the light?", hits, Options())
    assert f"[1] Sable Ledger | 2031-06-02\n{LIGHT}" in message.content and f"[2] \n{GEESE}" in message.content
    assert REFUSAL in message.content and "Who keeps the light?" in message.content and "$" not in message.content


def test_the_prompt_has_the_day_and_the_turns_before() -> None:
    options = Options(as_of=date(2031, 6, 9), history=[Turn(question="Where is it?", answer="At Varn Head.")])
    messages = prompt("Who keeps it?", [hit(LIGHT)], options)
    assert [message.role for message in messages] == ["user", "assistant", "user"]
    assert "Today is 2031-06-09." in messages[-1].content


@pytest.mark.parametrize(
    ("reply", "claims"),
    [
        ("Orla Venn keeps it [1].", [("Orla Venn keeps it.", (1,))]),
        ("Orla Venn keeps it. [1]", [("Orla Venn keeps it.", (1,))]),
        ("Orla Venn [1] keeps it [2].", [("Orla Venn keeps it.", (1, 2))]),
        ("She keeps it. [1][2] Geese cross. [2]", [("She keeps it.", (1, 2)), ("Geese cross.", (2,))]),
        ("She keeps it [1, 2].", [("She keeps it.", (1, 2))]),
        ("She keeps it [1, 1][1].", [("She keeps it.", (1,))]),
        ("She keeps it [7].", [("She keeps it.", ())]),
        ("She keeps it.", [("She keeps it.", ())]),
        ("- She keeps it [1]\n- Geese cross [2]", [("- She keeps it", (1,)), ("- Geese cross", (2,))]),
        ("", []),
        ("[1]", []),
        (f"{REFUSAL}.", []),
        (f"I'm sorry, {REFUSAL.lower()} that [1].", []),
    ],
)
def test_a_reply_is_read_as_sentences_with_numbers(reply: str, claims: list[tuple[str, tuple[int, ...]]]) -> None:
    found, cited = read(reply, 3)
    assert [(claim.text, claim.citations) for claim in found] == claims
    assert cited == tuple(sorted({number for _, numbers in claims for number in numbers}))


def test_an_answer_cites_whole_passages(shelf: Store) -> None:
    rival, requests = answering(shelf, "Orla Venn keeps it [1].")
    answer = rival.answer("Who keeps the light at Varn Head?", Options())
    assert answer.outcome == "answered" and answer.text == "Orla Venn keeps it [1]." and len(requests) == 1
    assert [citation.quote for citation in answer.citations] == [LIGHT] and answer.citations[0].path == "light"
    assert answer.usage.prompt_tokens > 0 and answer.reader == "plain:scripted"


def test_a_refusal_has_no_claims(shelf: Store) -> None:
    answer = answering(shelf, REFUSAL)[0].answer("Who keeps the light at Varn Head?", Options())
    assert (answer.outcome, answer.claims, answer.citations) == ("not_found", (), ())


def test_it_answers_from_what_the_options_leave_in(shelf: Store) -> None:
    rival, requests = answering(shelf, "Geese [1].")
    answer = rival.answer("Who keeps the light at Varn Head?", Options(only=["geese"]))
    assert [citation.quote for citation in answer.citations] == [GEESE] and LIGHT not in str(requests)


def test_without_passages_the_model_is_not_asked(shelf: Store) -> None:
    rival, requests = answering(shelf, "Anything [1].")
    assert rival.answer("Who keeps the light?", Options(only=[])).outcome == "not_found" and not requests


def test_only_passages_that_fit_the_window_are_shown(shelf: Store) -> None:
    rival, requests = answering(shelf, "Yes [2].", window=800)
    answer = rival.answer("Who keeps the light at Varn Head?", Options())
    assert len(answer.hits) == 2 and (LIGHT in str(requests)) and (GEESE in str(requests))
    rival, requests = answering(shelf, "Yes [2].", window=10)
    answer = rival.answer("Who keeps the light at Varn Head?", Options())
    assert GEESE not in str(requests) and answer.citations == ()
