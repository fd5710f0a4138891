"""WiCE is read as it is published; the figures are those of its paper."""

import json
from pathlib import Path

from evals.wice import accuracy, f1, figures, interval, judge, quotes, table

ROW = {
    "label": "supported",
    "claim": "The mill burned down on 3 May 2019.",
    "evidence": ["(meta data) PUBLISHED DATETIME: 2019-05-04 10:00", "The mill burned down yesterday.", "Geese cried."],
    "supporting_sentences": [[1]],
}


def test_marked_sentences_are_the_quotes_and_the_day_is_read() -> None:
    [quote] = quotes(ROW)
    assert quote.text == "The mill burned down yesterday." and str(quote.passage.published) == "2019-05-04"
    assert quote.passage.text[quote.start :].startswith(quote.text)


def test_without_a_mark_the_nearest_sentences_are_held_against_it() -> None:
    found = quotes(ROW | {"supporting_sentences": [[]]})
    assert "The mill burned down yesterday." in [quote.text for quote in found]


def test_a_file_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "claim_dev.jsonl"
    other = ROW | {"label": "partially_supported", "claim": "The mill burned down on 9 May 2019."}
    path.write_text(json.dumps(ROW) + "\n" + json.dumps(other) + "\n", "utf-8")
    judged = judge(path)
    assert [item.pair for item in judged] == [(True, True), (False, False)]
    found = figures(judged)
    assert found["all"]["f1"] == found["all"]["accuracy"] == 1.0 and "GPT-4" in table(found)


def test_perfect_hopeless_and_nothing() -> None:
    assert f1([(True, True), (False, False)]) == 1.0 and f1([(True, False)]) == 0.0 and f1([]) is None
    assert accuracy([(True, False)]) == 0.0 and accuracy([]) is None
    assert interval([(True, True)], f1) == (1.0, 1.0) and interval([], accuracy) is None
