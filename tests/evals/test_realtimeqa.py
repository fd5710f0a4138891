"""RealTimeQA: what a hit is, the plain methods, and a whole run on made-up weeks."""

import json
from datetime import date
from pathlib import Path

from evals.realtimeqa import KS, Asked, Question, answered_by, evaluate, hits, pooled, read, rrf, weighted
from store.embed import WordEmbedder

QUESTION = Question("Which town has a new ferry?", ["Tollan"], date(2031, 5, 9))


def test_perfect_and_hopeless() -> None:
    assert hits(["a", "b"], {"a"}) == dict.fromkeys(KS, True)
    assert hits(["b"], {"a"}) == dict.fromkeys(KS, False)
    assert hits(["b", "a"], {"a"}) == {1: False, 5: True, 10: True, 20: True}
    assert hits(["a"], set()) == dict.fromkeys(KS, False)


def test_an_answer_is_found_across_lines_and_cases() -> None:
    assert answered_by("The harbour of NORRVIK\n  Bay is closed", ["norrvik bay"])
    assert not answered_by("The harbour is closed", ["Norrvik", "Tollan"])


def test_plain_methods() -> None:
    dense = [("a:0-9", 0.9), ("b:0-9", 0.5), ("c:0-9", 0.1)]
    asked = Asked(QUESTION, dense, [("b:0-9", 9.0), ("d:0-9", 1.0)])
    assert rrf(asked)[0] == "b:0-9"
    days = {"a": date(2031, 5, 8), "b": None, "c": None, "d": None}
    assert weighted(asked, days)[:2] == ["b:0-9", "a:0-9"]
    late = dict.fromkeys(days, date(2031, 5, 10))
    assert weighted(asked, {**late, "d": date(2031, 4, 29)})[2] == "d:0-9"
    assert weighted(asked, {**late, "d": date(2031, 4, 28), "c": None})[2] == "c:0-9"


def test_a_whole_run(tmp_path: Path) -> None:
    week = tmp_path / "data"
    week.mkdir()
    article = {
        "url": "u",
        "title": "Ferry",
        "text": "Tollan has a new ferry since Monday.",
        "publish_date": "2031/05/08",
    }
    other = {"url": "v", "title": "Bread", "text": "Bakers in Norrvik rise early.", "publish_date": "2031/05/07"}
    found = [{"search_result": [article, other]}, {"search_result": [article]}]
    (week / "20310509_gcs.jsonl").write_text("\n".join(map(json.dumps, found)), "utf-8")
    asked = {"question_sentence": QUESTION.text, "choices": ["Norrvik", "Tollan"], "answer": ["1"]}
    (week / "20310509_qa.jsonl").write_text(json.dumps(asked), "utf-8")
    articles, questions = read(week)
    assert (len(articles), questions) == (2, [QUESTION])
    with pooled(articles, tmp_path / "cache", embeddings="words") as assistant:
        shares = evaluate(assistant, questions, WordEmbedder().embed_question)
    assert shares["ours"] == shares["ceiling"] == [100.0] * len(KS)
