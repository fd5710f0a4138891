"""Who is measured: the model reader as people get it, its stand-in, and the seconds that a replay does not take."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.model.chat import Request, ScriptedModel
from assistant.narrow import Options
from evals.contenders import Contender, contenders
from evals.passages import shelve_all, unjudged
from evals.replies import NoReply, Remembered
from store.embed import WordEmbedder
from store.errors import BadReply, ModelUnavailable
from store.store import Store

QUESTION = "When was the Dunmere bridge opened?"
OPENED = "The Dunmere bridge was opened on 4 May 2029."
QUOTED = {"claims": [{"quotes": [{"passage": 1, "quote": OPENED}], "text": OPENED}], "disagreements": [], "missing": ""}
UNQUOTED = {"claims": [{"quotes": [], "text": OPENED}], "disagreements": [], "missing": ""}
Reply = Callable[[Request], str | Exception]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of two short texts."""
    texts = [unjudged("bridge", f"{OPENED} Pell Isker cut the ribbon."), unjudged("geese", "Geese cross the Varn.")]
    with shelve_all(texts, tmp_path / "store", WordEmbedder(), size=100) as store:
        yield store


def contender(name: str, store: Store, reply: Reply, folder: Path) -> Contender:
    model = Remembered(ScriptedModel(reply), folder / "replies")
    return contenders([name], store, WordEmbedder(), model=model, k=5)[0]


def asked(name: str, store: Store, reply: Reply, folder: Path) -> Answer:
    return contender(name, store, reply, folder).ask(QUESTION, Options())


def test_the_model_writes_where_its_quotes_stand(store: Store, tmp_path: Path) -> None:
    answer = asked("model", store, lambda _: json.dumps(QUOTED), tmp_path)
    assert answer.reader == "model:scripted" and [claim.text for claim in answer.claims] == [OPENED]


def test_the_quoting_reader_stands_in_for_a_reply_without_quotes(store: Store, tmp_path: Path) -> None:
    assert asked("model", store, lambda _: json.dumps(UNQUOTED), tmp_path).reader == "quotes"
    with pytest.raises(BadReply):
        asked("model-only", store, lambda _: json.dumps(UNQUOTED), tmp_path)


@pytest.mark.parametrize("name", ["model", "model-only", "plain"])
def test_a_server_that_is_away_is_never_stood_in_for(name: str, store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoReply):
        asked(name, store, lambda _: ModelUnavailable("too busy"), tmp_path)


def test_a_replay_counts_as_long_as_the_first_time(store: Store, tmp_path: Path) -> None:
    asked("plain", store, lambda _: "On 4 May 2029 [1].", tmp_path)
    [path] = (tmp_path / "replies").iterdir()
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"seconds": 3600.0}), "utf-8")
    again = contender("plain", store, lambda _: ModelUnavailable("gone"), tmp_path)
    answer, seconds = again.timed(QUESTION, Options())
    assert answer.text == "On 4 May 2029 [1]." and seconds >= 3600
