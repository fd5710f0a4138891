"""The guide docs/evals.md: its case is one, its new suite runs, and it names every suite and every option."""

import json
import re
from pathlib import Path

import pytest

import evals.asking
import evals.options
import evals.passages
import evals.published_files
import evals.run
import evals.scoring
import evals.suite
from assistant.narrow import Options
from evals.cases import LINE
from evals.command import command
from evals.options import Chosen
from evals.suites import MODULES

GUIDE = (Path(__file__).parents[2] / "docs" / "evals.md").read_text("utf-8")
NAMES = [evals.asking, evals.options, evals.passages, evals.published_files, evals.run, evals.scoring, evals.suite]


def block(language: str) -> str:
    """Return the one block of a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def test_its_case_is_one() -> None:
    case = LINE.validate_python(json.loads(block("json")))
    assert case.facts and case.evidence


def test_its_new_suite_runs(tmp_path: Path) -> None:
    made: dict[str, object] = {"Options": Options, "Path": Path}
    for module in NAMES:
        made |= vars(module)
    exec(block("python"), made)
    row = {
        "id": "q1",
        "question": "When did the ferry sink?",
        "text": "The ferry sank on 3 June 2031.",
        "answer": "3 June 2031",
    }
    (tmp_path / "quiz.jsonl").write_text(json.dumps(row), "utf-8")
    suite = made["SUITE"]
    assert isinstance(suite, evals.suite.Suite)
    ran = suite.run(Chosen(data=tmp_path, settings={"embeddings": "words"}, runs=tmp_path / "runs"))
    assert [line["scores"]["right"] for line in ran.lines] == [1] and len(block("python").splitlines()) <= 26


def test_it_names_every_suite_and_option() -> None:
    assert [name for name in MODULES if f"`{name}`" not in GUIDE] == []
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    assert [name for name in options if name not in GUIDE and name not in ("--debug", "--data")] == []


@pytest.mark.parametrize("link", re.findall(r"\]\((\.\./[^)]+)\)", GUIDE))
def test_its_links_lead_somewhere(link: str) -> None:
    assert (Path(__file__).parents[2] / "docs" / link).exists()
