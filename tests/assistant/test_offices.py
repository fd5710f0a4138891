"""Who holds a post or stands in a relation, by the words around a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.holders import holders
from assistant.offices import office

HELD = [
    ("Who is the mayor of Tolm?", "Wilma Root, mayor of Tolm since 2012, said so.", "Wilma Root"),
    ("Who is the mayor of Tolm?", "The mayor of Tolm, Wilma Root, said so.", "Wilma Root"),
    ("Who is Tolm's mayor?", "Tolm mayor Wilma Root opened the bridge.", "Wilma Root"),
    ("Who is the defence minister of Brevia?", "Brevian Defence Minister Irsa Velmont arrived.", "Irsa Velmont"),
    (
        "Who is the US Secretary of Parks?",
        "US Secretary of Parks Lena Ort and Chief of Staff Mark Vey met.",
        "Lena Ort",
    ),
    (
        "Who is the president of Brevia?",
        "When Ada Moss was elected President of Brevia in 2019, we slept.",
        "Ada Moss",
    ),
    ("Who is the president of Brevia?", "The Brevian leader, Ada Moss, waved.", "Ada Moss"),
    ("Who is the chief of the Brevian general staff?", "The Brevian general staff chief, Val Gorm, came.", "Val Gorm"),
    ("Who is the father of the drowned sailor?", "said his father, Edvin Tarn, at the bakery.", "Edvin Tarn"),
    ("Who coordinates the network?", "“No,” said the network's coordinator, Yara Lind.", "Yara Lind"),
    ("Who drove the bus?", "because the driver, Ismet Call, kicked it in.", "Ismet Call"),
    ("Who runs the company Aske Ferries?", "Aske Ferries boss Gil Vann took a third more.", "Gil Vann"),
    ("Who is the director of Quiet Oak?", "Quiet Oak, a film directed by Orla Venn, opened in May.", "Orla Venn"),
    ("Who is the author of the letter?", "It is a letter written by the late Oto Brand.", "Oto Brand"),
    ("What is the name of the mother of Jon Tarn?", "His mother, Rosa Tarn, wept.", "Rosa Tarn"),
]


@pytest.mark.parametrize(("question", "sentence", "name"), HELD)
def test_the_holder_of_a_post_is_the_name_beside_it(question: str, sentence: str, name: str) -> None:
    sought = office(question)
    assert sought is not None
    surest = max(holders(sought, sentence), key=lambda holder: holder.sure)
    assert sentence[slice(*surest.span)] == name
    assert surest.sure >= 0.4


OF_ANOTHER = [
    ("Who is the president of Brevia?", "Keldanian President Oto Brand spoke."),
    ("Who is the president of Brevia?", "Oto Brand, Keldania's president, spoke."),
    ("Who is the foreign minister of Brevia?", "Brevian Defence Minister Irsa Velmont arrived."),
    ("Who is the president of Brevia?", "Ada Moss, head of Brevia's savings council, spoke."),
    ("Which Brevian soldier drowned?", "It overturned on Hollow Moor, injuring three Brevian soldiers."),
    ("Which soldier drowned?", "It overturned on Hollow Moor, killing a soldier."),
    ("Who is the mother of Jon Tarn?", "said his father, Edvin Tarn, at the bakery."),
]


@pytest.mark.parametrize(("question", "sentence"), OF_ANOTHER)
def test_a_post_of_another_or_another_post_is_not_the_one_asked_for(question: str, sentence: str) -> None:
    sought = office(question)
    assert sought is not None
    assert not any(holder.sure for holder in holders(sought, sentence))


@pytest.mark.parametrize(
    "question",
    ["Who was killed?", "Who is Val Gorm?", "When is the mayor's visit?", "Who is responsible?", "Who?"],
)
def test_a_question_for_no_post_asks_for_no_holder(question: str) -> None:
    assert office(question) is None


def test_who_held_a_post_once_is_less_sure() -> None:
    sought = office("Who is the mayor of Tolm?")
    assert sought is not None
    now, once = (holders(sought, f"The {word}mayor of Tolm, Wilma Root, spoke.")[0].sure for word in ("", "former "))
    assert 0 < once < now


@given(st.text(max_size=200), st.sampled_from([question for question, _, _ in HELD]))
def test_any_text_gives_spans_of_its_own(text: str, question: str) -> None:
    sought = office(question)
    assert sought is not None
    for sentence in (text, f"{text} the mayor, {text}", f"{text}, driver of {text}"):
        for holder in holders(sought, sentence):
            assert 0 <= holder.span.start < holder.span.end <= len(sentence)
            assert 0 <= holder.sure <= 1
