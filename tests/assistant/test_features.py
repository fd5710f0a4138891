"""What is seen of a sentence: numbers from 0 to 1 that say what they are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.features import of_values, of_words, setting
from assistant.question import ask_for
from assistant.values import values
from assistant.words import stem
from tests.assistant.making import asked, passage

TEXT = "Orla Venn opened the lighthouse at Ness Point in May. She cut a ribbon because the mayor was ill."
QUESTIONS = [
    "When did Orla Venn open the lighthouse?",
    "Why did she cut a ribbon?",
    "How many boats sank?",
    "Who is ill in Brannock in 2031?",
    "List the towers.",
]


def seen(question: str, text: str = TEXT, *, index: int = 0, lead: str = "") -> dict[str, float]:
    return of_words(asked(question), setting(passage(text), lead), index)


@given(st.sampled_from(QUESTIONS), st.text(max_size=200) | st.sampled_from([TEXT]), st.text(max_size=40))
def test_every_feature_is_between_0_and_1(question: str, text: str, lead: str) -> None:
    source = passage(text)
    where = setting(source, lead)
    assert where.texts == tuple(text[start:end] for start, end in source.sentences)
    for index, sentence in enumerate(where.texts):
        features = of_words(asked(question), where, index) | {"likeness": 0.5, "likeness of it": 0.5}
        offered = values(asked(question).kind, sentence, published=date(2031, 5, 2), question=question)
        features |= of_values(asked(question), where.texts[0], offered, features)
        assert all(0 <= value <= 1 + 1e-9 for value in features.values()), features


def test_every_sentence_has_the_same_features() -> None:
    assert list(seen(QUESTIONS[0])) == list(seen(QUESTIONS[2], "Nothing.", lead="A lead"))


def test_words_here_are_told_from_words_beside() -> None:
    second = seen("Who opened the lighthouse?", index=1)
    assert second["words"] == 0 < second["words beside"] == 1


def test_a_name_that_the_article_lacks_is_missing() -> None:
    assert seen("Who opened the lighthouse at Ness Point?")["a name missing"] == 0
    assert seen("Who opened the lighthouse in Brannock?")["a name missing"] == 1
    assert seen("Who opened the lighthouse in Brannock?", lead="Brannock rejoices.")["a name missing"] == 0


def test_a_name_that_another_article_has_is_missing_but_not_unknown() -> None:
    where, question = setting(passage(TEXT), ""), "Who opened the lighthouse in Brannock?"
    known = ask_for(question, today=None, frequencies={stem("Brannock"): 3}, total=50)
    assert seen(question)["a name unknown"] == 1
    found = of_words(known, where, 0)
    assert (found["a name missing"], found["a name unknown"]) == (1, 0)


def test_the_year_of_publication_is_part_of_the_article() -> None:
    source = passage(TEXT, published=date(2031, 5, 2))
    assert {"2031", stem("May")} <= setting(source, "").article
    assert "2031" not in setting(passage(TEXT), "").article


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("Why did it close?", "It closed because of frost.", "cue"),
        ("What did she say?", "She said nothing.", "cue"),
        ("When did it close?", "It closed on 3 June.", "sign of a value"),
        ("When did it close?", "It closed on 3 May.", "sign of a value"),
        ("When did it close?", "It closed on Dec. 14.", "sign of a value"),
        ("How many came?", "Some forty came.", "sign of a value"),
        ("What closed?", "A heading without an end", "heading"),
        ("What closed?", "Who knows?", "question"),
        ("What closed?", "It did.", "pronoun"),
        ("What closed?", "Gates shut.", "first"),
    ],
)
def test_what_a_sentence_shows(question: str, text: str, name: str) -> None:
    assert seen(question, text)[name] == 1
    if name != "first":
        assert seen(question, "The grey walls of the old mill stood in fields of barley near a lane.")[name] < 1


def test_a_question_for_a_value_wants_one() -> None:
    words = seen("When did it close?", "It closed.") | {"likeness": 0.5, "likeness of it": 0.5}
    assert of_values(asked("When did it close?"), "It closed.", [], words)["no value"] == 1
    assert of_values(asked("Why did it close?"), "It closed.", [], words)["no value"] == 0
