"""The comparison of readers: what applies to which case, and a whole run over a few invented articles."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant import Assistant, Settings
from assistant.model.chat import ScriptedModel
from evals.cases import Case, Evidence
from evals.contenders import contenders
from evals.kept import Kept
from evals.readers import grade, main, tasks
from evals.replies import Remembered
from evals.run import run
from store.embed import WordEmbedder
from store.errors import SettingsError
from tests.evals.answers import REFUSED, said

GOLD = "The ferry sank at dawn on 3 June 2031."
OPEN = Case(
    id="c1", question="When did the ferry sink?", tags=("when",), outcome="answered", facts=(("3 June 2031",),),
    evidence=(Evidence(article="ferry.txt", quote=GOLD),),
)  # fmt: skip
CLOSED = Case(id="c2", question="Who owned the brewery?", tags=("not",), outcome="not_found")
TEXTS = {"a1": GOLD, "a2": "Gulls cried."}.get


def test_perfect_hopeless_and_nothing_to_score() -> None:
    perfect = grade(OPEN, TEXTS, said((GOLD, [1]), quotes=[GOLD]))
    assert {name for name, score in perfect.items() if score == 1} == perfect.keys() - {"answerable, refused"}
    hopeless = grade(OPEN, TEXTS, said(("At noon.", [1]), quotes=["Gulls cried."]))
    for name in ("right", "answerable, right", "citations on a gold sentence", "quotes exact", "answered, right"):
        assert hopeless[name] == 0
    assert grade(CLOSED, TEXTS, REFUSED) == {"right": 1, "unanswerable, refused": 1, "unanswerable, answered": 0}


def test_a_false_refusal_and_a_false_answer_are_told_apart() -> None:
    refused = grade(OPEN, TEXTS, REFUSED)
    assert refused["answerable, refused"] == 1 and refused["right"] == 0 and "answered, right" not in refused
    false = grade(CLOSED, TEXTS, said(("Pell Isker.", [1]), quotes=[GOLD]))
    assert false["unanswerable, answered"] == 1 and false["answered, right"] == 0
    assert "citations on a gold sentence" not in false


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
        lines = run(tasks([OPEN, CLOSED], assistant.store), readers, Kept("readers", {}, root=tmp_path / "runs"))
    by = {(line["reader"], line["id"]): line for line in lines}
    assert by["plain", "c1"]["scores"]["right"] == by["plain", "c2"]["scores"]["right"] == 1
    assert by["plain", "c1"]["scores"]["quotes exact"] == 1 and by["plain", "c1"]["scores"]["tokens read"] > 0
    hits = [[hit["passage_id"] for hit in by[name, "c1"]["answer"]["hits"]] for name in ("quotes", "plain")]
    assert hits[0] == hits[1]


def test_the_command_prints_a_table(corpus: Path, folder: Path) -> None:
    arguments = [
        "--cases",
        str(corpus / "cases.jsonl"),
        "--articles",
        str(corpus / "articles"),
        "--embeddings",
        "words",
    ]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert "unanswerable, refused" in done.stdout and "n=2" in done.stdout
    assert len(list((folder / ".dateline").rglob("cases.jsonl"))) == 1


@pytest.mark.parametrize(("readers", "said"), [("plain", "DATELINE_MODEL"), ("oracle", "there is no reader 'oracle'")])
def test_a_reader_that_is_not_there_says_what_to_do(readers: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        contenders([readers], None, WordEmbedder(), model=None, k=5)  # type: ignore[arg-type]
