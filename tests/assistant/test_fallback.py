"""With `reader=auto` a model that fails is stood in for, and what was shown is never taken back."""

from collections.abc import Sequence

import pytest

from assistant.answer import Dropped, Turn
from assistant.cite import Statement
from assistant.fallback import AutoReader, NoReader
from assistant.model.chat import ChatModel
from assistant.model.reader import ModelReader
from assistant.question import ask_for
from assistant.quotes import QuoteReader
from assistant.reader import Reader, Reading, Said
from assistant.stop import Stop
from store.embed import WordEmbedder
from store.errors import BadReply, ModelRefused, ModelUnavailable, SettingsError
from tests.assistant.making import hit
from tests.assistant.model.scripts import Failing, reply, says

EMBEDDER = WordEmbedder()
TEXT = "Ten ships of Corvale left Ness on 4 May 2031."
GOOD = ("The ships left on 4 May 2031.", 1, "ships of Corvale left Ness on 4 May 2031")
ASKED = ask_for("When did the ships of Corvale leave Ness?", today=None, frequencies={}, total=50)


def auto(model: ChatModel) -> AutoReader:
    return AutoReader(ModelReader(model), QuoteReader())


def read(reader: Reader, stop: Stop | None = None) -> tuple[list[str], Reading]:
    said: Sequence[Said] = list(reader.read(ASKED, [hit(TEXT, outlet="Ledger")], stop or Stop()))
    assert isinstance(said[-1], Reading)
    return [item.text for item in said if isinstance(item, Statement)], said[-1]


def test_a_model_that_works_is_the_one_who_read() -> None:
    told, done = read(auto(says(reply(GOOD))))
    assert (told, done.reader, done.notices) == ([GOOD[0]], "model:scripted", ())


@pytest.mark.parametrize("error", [ModelUnavailable("down"), ModelRefused("not for you"), SettingsError("bad key")])
def test_a_failing_model_is_stood_in_for_and_the_cause_is_named(error: Exception) -> None:
    told, done = read(auto(says(error)))
    assert told and done.reader == "quotes"
    assert done.notices == (f"{error}; the articles are quoted instead",)


def test_so_is_one_that_forgets_its_quotes_or_makes_them_up() -> None:
    for text in (
        '{"claims": [{"quotes": [], "text": "On 4 May 2031."}], "missing": ""}',
        reply(("The ships left on 5 May 2031.", 1, "left Ness on 5 May 2031")),
        reply(("The ships left on 5 May 2031.", 1, "left Ness on 4 May 2031")),
        "They left in May.",
    ):
        told, done = read(auto(says(text)))
        assert told and done.reader == "quotes" and len(done.notices) == 1
        assert done.usage.completion_tokens > 0


def test_a_model_that_finds_nothing_is_believed() -> None:
    told, done = read(auto(says(reply())))
    assert (told, done.reader, done.notices) == ([], "model:scripted", ())


def test_what_was_shown_stays_when_the_rest_fails() -> None:
    told, done = read(auto(Failing(reply(GOOD)[:-30], ModelUnavailable("it went away"))))
    assert (told, done.reader) == ([GOOD[0]], "model:scripted")
    assert done.notices == ("the answer was cut off and may be incomplete: it went away",)


def test_a_failure_before_anything_was_shown_leaves_nothing_of_the_model() -> None:
    told, done = read(auto(Failing(reply(GOOD)[:30], ModelUnavailable("it went away"))))
    assert done.reader == "quotes" and GOOD[0] not in told


def test_a_stopped_question_is_not_read_again() -> None:
    stop = Stop()
    stop.stop()
    said = list(auto(says(BadReply("x"))).read(ASKED, [hit(TEXT)], stop))
    assert not [item for item in said if isinstance(item, Statement | Dropped)]


def test_a_model_that_is_set_wrongly_fails_with_what_is_wrong() -> None:
    broken = NoReader("model:m", SettingsError("name a server"))
    with pytest.raises(SettingsError):
        read(broken)
    told, done = read(AutoReader(broken, QuoteReader()))
    assert told and done.notices == ("name a server; the articles are quoted instead",)


def test_a_follow_up_is_made_whole_by_rule_where_the_model_fails() -> None:
    history = [Turn(question="Who is Orla Venn?", answer="An admiral.")]
    unset = AutoReader(NoReader("model:m", SettingsError("x")), QuoteReader())
    for reader in (auto(says(ModelUnavailable("down"))), unset):
        made = reader.standalone("How old is she?", history, Stop())
        assert made.text == "How old is Orla Venn?" and made.notices == ()
