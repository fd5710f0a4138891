"""The grade of labelled questions: what applies to which case, and a whole run over a few invented articles."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.answer import Answer, Hit
from assistant.model.chat import ScriptedModel
from evals.cases import Case, Evidence
from evals.contenders import contenders
from evals.figures import Scores
from evals.grading import Gold
from evals.grading import grade as graded
from evals.kept import Kept
from evals.questions import tasks
from evals.ranking import INSTALLED
from evals.replies import Remembered
from evals.run import run
from evals.spans import Place
from store.article import Span
from store.embed import WordEmbedder
from store.errors import SettingsError
from tests.assistant.making import passage
from tests.evals.answers import REFUSED, said

GOLD = "The ferry sank at dawn on 3 June 2031."
OPEN = Case(
    id="c1", question="When did the ferry sink?", tags=("when",), outcome="answered", facts=(("3 June 2031",),),
    evidence=(Evidence(article="ferry.txt", quote=GOLD),),
)  # fmt: skip
CLOSED = Case(id="c2", question="Who owned the brewery?", tags=("not",), outcome="not_found")
TEXTS = {"a1": GOLD, "a2": "Gulls cried."}.get


DATED = replace(OPEN, facts=(("2031-06-03",),))
DISPUTED = replace(OPEN, outcome="disputed")


def grade(case: Case, answer: Answer) -> Scores:
    """Return the scores of an answer where the evidence is the first forty characters of an article."""
    places = [Place("a1", Span(0, 40))] if case.evidence else []
    return graded(case, Gold(places=places, text_of=TEXTS), answer).scores


def found(answer: Answer, *spans: tuple[str, int, int]) -> Answer:
    """Return the answer with passages found for it."""
    hits = [Hit(passage=replace(passage("x" * (end - start), article_id=name), start=start, end=end), score=1.0)
            for name, start, end in spans]  # fmt: skip
    return replace(answer, hits=tuple(hits))


def test_perfect_hopeless_and_nothing_to_score() -> None:
    perfect = grade(OPEN, found(said((GOLD, [1]), quotes=[GOLD]), ("a1", 0, 40)))
    assert {name for name, score in perfect.items() if score == 1} == perfect.keys() - {"answerable, refused"}
    hopeless = grade(OPEN, found(said(("At noon.", [1]), quotes=["Gulls cried."]), ("a2", 0, 40)))
    for name in ("right", "answerable, right", "citations on a gold sentence", "quotes exact", "answered, right"):
        assert hopeless[name] == 0
    assert hopeless["gold characters found"] == hopeless["found characters gold"] == 0
    assert grade(CLOSED, REFUSED) == {"right": 1, "unanswerable, refused": 1, "unanswerable, answered": 0}


def test_a_false_refusal_and_a_false_answer_are_told_apart() -> None:
    refused = grade(OPEN, REFUSED)
    assert refused["answerable, refused"] == 1 and refused["right"] == 0 and "answered, right" not in refused
    false = grade(CLOSED, said(("Pell Isker.", [1]), quotes=[GOLD]))
    assert false["unanswerable, answered"] == 1 and false["answered, right"] == 0
    assert "citations on a gold sentence" not in false and "gold characters found" not in false


def test_what_was_found_is_scored_by_where_the_evidence_stands() -> None:
    scores = grade(OPEN, found(REFUSED, ("a2", 0, 40), ("a1", 20, 60)))
    assert (scores["gold characters found"], scores["found characters gold"]) == (0.5, 0.25)
    if INSTALLED:
        assert (scores["hit@1"], scores["hit@5"], scores["MRR@10"]) == (0, 1, 0.5)


def test_disagreement_has_recall_and_precision() -> None:
    shows = replace(said((GOLD, [1]), quotes=[GOLD], sides=["a", "b"]), outcome="disputed")
    assert (
        grade(DISPUTED, shows)["disputed, both sides shown"]
        == grade(DISPUTED, shows)["shown as disputed, rightly"]
        == 1
    )
    assert grade(DISPUTED, said((GOLD, [1]), quotes=[GOLD]))["disputed, both sides shown"] == 0
    assert grade(OPEN, shows)["shown as disputed, rightly"] == 0
    assert not {"disputed, both sides shown", "shown as disputed, rightly"} & grade(OPEN, REFUSED).keys()


def test_dates_are_scored_where_dates_are_asked_for_and_something_is_said() -> None:
    assert grade(DATED, said(("On June 3, 2031.", [1]), quotes=[GOLD]))["answered, dates stated"] == 1
    assert grade(DATED, said(("On June 4, 2031.", [1]), quotes=[GOLD]))["answered, dates stated"] == 0
    assert "answered, dates stated" not in {**grade(DATED, REFUSED), **grade(OPEN, said((GOLD, [1]), quotes=[GOLD]))}


@pytest.mark.parametrize(
    ("case", "answer", "why"),
    [
        (OPEN, said((GOLD, [1]), quotes=[GOLD]), "all facts stated, a gold sentence cited"),
        (OPEN, said(("At noon.", [1]), quotes=["Gulls."]), "not stated: 3 June 2031, no gold sentence cited"),
        (OPEN, REFUSED, "refused, though the articles say it"),
        (CLOSED, REFUSED, "rightly refused"),
        (CLOSED, said((GOLD, [1]), quotes=[GOLD]), "answered, though the articles do not say"),
    ],
)
def test_a_score_says_why(case: Case, answer: Answer, why: str) -> None:
    assert graded(case, Gold(places=(), text_of=TEXTS), answer).reasons == {"right": why}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one article and the cases about it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(f"{GOLD}\n\nDivers found the bell a week later.\n", "utf-8")
    rows = [
        {"id": case.id, "question": case.question, "tags": case.tags, "outcome": case.outcome, "facts": case.facts}
        | {"evidence": [{"article": one.article, "quote": one.quote} for one in case.evidence]}
        for case in (OPEN, CLOSED)
    ]
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return tmp_path


def test_readers_are_compared_on_the_same_passages(corpus: Path, tmp_path: Path) -> None:
    model = Remembered(
        ScriptedModel(
            lambda asked: "On 3 June 2031 [1]." if "sink" in asked.messages[-1].content else "I cannot answer"
        ),
        tmp_path / "replies",
    )
    settings = Settings(store=tmp_path / "store", articles=corpus / "articles", embeddings="words", reader="quotes")
    with Assistant(settings) as assistant:
        assistant.ingest()
        readers = contenders(["quotes", "plain"], assistant.store, WordEmbedder(), model=model, k=5)
        lines = run(
            tasks([OPEN, CLOSED], assistant.store, corpus / "articles"),
            readers,
            Kept("readers", {}, root=tmp_path / "runs"),
        )
    by = {(line["reader"], line["id"]): line for line in lines}
    assert by["plain", "c1"]["scores"]["right"] == by["plain", "c2"]["scores"]["right"] == 1
    assert by["plain", "c1"]["scores"]["quotes exact"] == 1 and by["plain", "c1"]["scores"]["tokens read"] > 0
    hits = [[hit["passage_id"] for hit in by[name, "c1"]["answer"]["hits"]] for name in ("quotes", "plain")]
    assert hits[0] == hits[1]
    assert by["quotes", "c1"]["scores"]["gold characters found"] == 1 and by["quotes", "c1"]["tags"] == ("when",)
    assert by["plain", "c1"]["scores"]["ms to read"] > 0


@pytest.mark.parametrize(("readers", "said"), [("plain", "DATELINE_MODEL"), ("oracle", "there is no reader 'oracle'")])
def test_a_reader_that_is_not_there_says_what_to_do(readers: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        contenders([readers], None, WordEmbedder(), model=None, k=5)  # type: ignore[arg-type]
