"""TimeBank: TimeML is read as it is published, figures are TempEval-3's, a fault in a file is named."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from evals.aggregates import aggregates
from evals.options import Chosen
from evals.suites import suite
from evals.timebank import COUNTS, SUITE, figures, figures_of, judge, probe
from evals.timeml import Document, read
from evals.timex import Timex
from store.article import Span
from store.errors import SettingsError

FILE = """<?xml version="1.0" ?><TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-08" functionInDocument="CREATION_TIME">05/08/2031</TIMEX3></DCT>
<TEXT>The ferry sank <EVENT>on</EVENT> <TIMEX3 tid="t1" type="DATE" value="2031-05-07">Wednesday</TIMEX3> &amp; was
raised in <TIMEX3 tid="t2" type="DATE" value="2032-06">June 2032</TIMEX3>.</TEXT></TimeML>"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "AB1.tml").write_text(FILE, "utf-8")
    return read(tmp_path / "AB1.tml")


def shares(document: Document, answers: list[Timex]) -> dict[str, float | None]:
    found = judge(lambda _text, _day: answers, probe(document))
    return figures([{"answer": {"counts": found.counts}}])


def test_text_and_expressions_stand_where_they_are_said_to(document: Document) -> None:
    assert document.created == date(2031, 5, 8) and "&" in document.text and "<" not in document.text
    said = {document.text[slice(*one.span)]: one.value for one in document.gold}
    assert said == {"Wednesday": "2031-05-07", "June 2032": "2032-06"}


def test_perfect_hopeless_and_nothing(document: Document) -> None:
    assert set(shares(document, list(document.gold)).values()) == {1}
    hopeless = shares(document, [Timex(Span(0, 3), "2031")])
    assert (hopeless["value F1"], hopeless["strict F1"], hopeless["relaxed recall"]) == (0, 0, 0)
    assert shares(document, [])["value F1"] == 0 and shares(document, [])["value accuracy"] is None
    assert set(figures_of(dict.fromkeys(COUNTS, 0.0)).values()) == {None}


def test_a_wrong_value_is_named(document: Document) -> None:
    first, second = document.gold
    found = judge(lambda *_: [first, Timex(second.span, "2031-06")], probe(document))
    assert found.reasons["value F1 of a document"] == "June 2032 = 2032-06, not 2031-06"
    assert found.scores["value F1 of a document"] == 0.5
    alone = judge(lambda *_: [first], probe(document))
    assert alone.reasons["value F1 of a document"] == "missing June 2032 = 2032-06"


def test_a_whole_run(document: Document, tmp_path: Path) -> None:
    assert suite("timebank") is SUITE
    ran = SUITE.run(Chosen(data=tmp_path, readers=("ours",), runs=tmp_path / "runs"))
    found = {one.score: one.interval for one in aggregates(SUITE, ran.lines)}
    assert (value := found["value F1"]) and (value.mean, value.low, value.high, value.n) == (1, 1, 1, 1)
    assert ran.lines[0]["id"] == document.name


@pytest.mark.parametrize(
    ("content", "said"), [(b"<TEXT>It sank.</TEXT>", "no creation time"), (b"\xff\xfe\xfa", "UTF-8")]
)
def test_a_file_that_is_none_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "x.tml").write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        read(tmp_path / "x.tml")


@pytest.mark.skipif(find_spec("recognizers_text") is not None, reason="the library is installed")
def test_a_library_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="pip install recognizers"):
        SUITE.run(Chosen(data=tmp_path, readers=("recognizers",), runs=tmp_path / "runs"))
