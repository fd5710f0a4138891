"""The report of a run: one file that asks for nothing, in which what others wrote is only ever text."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.report import write
from evals.report.drawing import line_plot, scale, short, spreads
from evals.report.plots import growth
from evals.report.render import embedded
from evals.report.rows import Passages, gold, row
from tests.conftest import ROOT
from tests.evals.saving import keep, line

PLANTED = "</script><img src=x onerror=alert(1)><!--<script>"
SUMMARY = {
    "chief": "right",
    "about": "questions about ferries",
    "aggregates": [
        {
            "reader": "quotes",
            "score": "F1",
            "unscored": 0,
            "interval": {"mean": 0.5, "low": 0.25, "high": 0.75, "n": 4},
        },
        {"reader": "quotes", "score": "nothing", "unscored": 0, "interval": None},
    ],
    "published": [{"what": "A large model", "score": "F1", "figure": 61.25, "source": "a paper, table 2"}],
    "speed": [{"name": "a whole ask", "value": 1.5, "unit": "s", "aim": "<= 2", "load": 1.0}],
    "growth": {"rows": [{"passages": n, "ingest_seconds": n / 80, "disk_mb": n / 9} for n in (1000, 10000, 100000)]},
}


class Read(HTMLParser):
    """The elements of a page, its attributes, and the words that stand outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.scripts: list[str] = []
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes += attrs
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        """Note that it ended."""
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        """Note its words."""
        if self._in == "script":
            self.scripts.append(data)
        elif self._in != "style":
            self.words += data


def report(folder: Path, *lines: dict[str, Any], summary: Any = None, **settings: Any) -> Read:
    return Read(write(keep(folder / "run", lines, summary=summary, **settings)).read_text("utf-8"))


def test_it_has_the_figures_the_settings_and_what_others_published(tmp_path: Path) -> None:
    lines = [line(n, float(n % 3 > 0), reader=reader) for reader in ("quotes", "model") for n in range(8)]
    page = report(tmp_path, *lines, summary=SUMMARY, model="small.gguf", versions={"numpy": "9.9.9"}, k=7)
    for words in ("62.5", "questions about ferries", "small.gguf", "9.9.9", "A large model", "61.2", "quotes 50.0",
                  "a whole ask", "Risk and coverage", "AURC", "Growth", "100k", "Megabytes on disk"):  # fmt: skip
        assert words in page.words, words
    assert page.tags.count("polyline") == 4 and page.tags.count("h2") == 8


def test_it_asks_for_nothing_and_lets_only_its_own_script_work(tmp_path: Path) -> None:
    page = report(tmp_path, line(1, 1.0))
    policy = next(str(value) for name, value in page.attributes if str(value).startswith("default-src"))
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )
    names = {name for name, _ in page.attributes}
    assert not names & {"src", "style", "srcset", "action"} and not {name for name in names if name.startswith("on")}
    assert all(str(value).startswith("#") for name, value in page.attributes if name == "href")


def test_what_others_wrote_is_text(tmp_path: Path) -> None:
    plain = report(tmp_path / "plain", line(1, 0.0, quote="Noon."), model="m")
    planted = line(1, 0.0, quote=PLANTED, reader=PLANTED, question=PLANTED, tags=[PLANTED], gold={PLANTED: PLANTED})
    planted["answer"]["text"] = planted["error"] = planted["id"] = PLANTED
    planted["scores"][PLANTED] = 1.0
    planted["reasons"] = {PLANTED: PLANTED}
    page = report(tmp_path / "planted", planted, model=PLANTED, summary={"about": PLANTED})
    assert set(page.tags) == set(plain.tags) and "img" not in page.tags and len(page.scripts) == 2
    data = json.loads(page.scripts[0])
    (side,) = data["rows"][0]["sides"]
    assert data["rows"][0]["question"] == side["citations"][0]["quote"] == PLANTED and PLANTED in page.words


def test_a_run_without_cases_or_with_other_lines_is_shown(tmp_path: Path) -> None:
    assert "Nothing has been scored" in report(tmp_path / "none").words
    bare = {
        "id": "1",
        "reader": "check",
        "scores": {"right": 1.0},
        "error": None,
        "answer": {"text": "kept", "counts": {}},
    }
    failed = {"id": "2", "reader": "check", "scores": {}, "error": "NoReply: none", "answer": None}
    page = report(tmp_path / "bare", bare, failed)
    assert "100.0" in page.words and json.loads(page.scripts[0])["rows"][1]["sides"][0]["error"] == "NoReply: none"


@given(st.dictionaries(st.text(), st.lists(st.text() | st.integers() | st.none(), max_size=3), max_size=3))
@settings(max_examples=30)
def test_data_is_the_same_behind_its_escapes(value: Any) -> None:
    text = embedded(value)
    assert json.loads(text) == value and not set("<>&\u2028\u2029") & set(text)


def test_half_a_pair_of_surrogates_does_not_stop_it(tmp_path: Path) -> None:
    page = report(tmp_path, line(1, 1.0, question="What is \ud83d?"))
    assert json.loads(page.scripts[0])["rows"][0]["question"] == "What is \ud83d?"


@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_a_citation_is_found_in_its_passage_as_a_browser_counts(quote: str, before: str, after: str) -> None:
    text = before + quote + after
    hit = {"passage_id": "a:7-99", "article_id": "a", "start": 7, "end": 7 + len(text), "text": text, "score": 1.0}
    start = 7 + len(before)
    cited = {"number": 1, "quote": quote, "start": start, "end": start + len(quote), "passage_id": "a:7-99"}
    passages = Passages()
    answer = {"outcome": "answered", "text": "x", "citations": [cited], "hits": [hit]}
    found = row([{"id": "1", "reader": "r", "scores": {}, "error": None, "answer": answer}], passages)
    (one,) = found["sides"][0]["citations"]
    units = passages.texts[one["passage"]].encode("utf-16-le", "surrogatepass")
    assert units[2 * one["start"] : 2 * one["end"]] == quote.encode("utf-16-le", "surrogatepass")


def test_a_citation_that_is_not_in_the_hits_keeps_its_quote(tmp_path: Path) -> None:
    page = report(tmp_path, line(1, 1.0, quote="At noon."))
    (one,) = json.loads(page.scripts[0])["rows"][0]["sides"][0]["citations"]
    assert one["quote"] == "At noon." and "passage" not in one


def test_what_was_wanted_is_worded() -> None:
    assert gold({"facts": [["noon", "12:00"], ["9 June"]], "outcome": "answered", "evidence": [], "on": None}) == [
        ["facts", "• noon / 12:00\n• 9 June"],
        ["outcome", "answered"],
    ]
    assert gold("noon") == [["gold", "noon"]] and gold(None) == []


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=20))
@settings(max_examples=60)
def test_a_scale_holds_its_values(values: list[float]) -> None:
    made = scale(values)
    assert all(-0.01 <= made(value) <= 100.01 for value in values)
    assert made(made.ticks[0]) == 0 and made(made.ticks[-1]) == 100 and 2 <= len(made.ticks) <= 20


def test_nothing_to_draw_is_no_plot() -> None:
    assert line_plot({"a": []}, title="", across="", up="") is None and spreads({("a", "b"): []}) is None
    assert growth(None) == ([], []) and growth({"rows": [{"passages": 5}]})[0] == []


def test_numbers_are_short() -> None:
    assert [short(n) for n in (0, 0.25, 75, 1500, 100_000, 2.5e6)] == ["0", "0.25", "75", "1.5k", "100k", "2.5M"]


def test_it_looks_as_the_page_does() -> None:
    ours, page = ((ROOT / place).read_text("utf-8") for place in ("evals/report/report.css", "page/style.css"))
    named = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", page.split("}")[0]))
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", page[page.index(".dark.dark.dark {") :].split("}")[0]))
    light_ours, dark_ours = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in ours.split("@media")[:2]
    )
    assert named.items() <= light_ours.items() and dark.items() <= dark_ours.items() and named and dark
