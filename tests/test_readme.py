"""The README keeps its word: blocks that follow a line `<!-- run -->` are run, and their output is compared.

In a `console` block, a line that begins with `$ ` is a command; the lines below it, up to the next command, are what it
prints. `…` alone on a line stands for any lines, and `…` within a line for any characters. Without such lines only the
exit status counts. A `make` command is only looked up, for it would install. A `python` block has to end well.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^<!-- run -->\n+```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def blocks(kind: str) -> list[str]:
    """Return the marked blocks of one kind."""
    text = README.read_text("utf-8") if README.exists() else ""
    return [body for language, body in BLOCK.findall(text) if language == kind]


def commands() -> list[tuple[str, str]]:
    """Return each command of the marked blocks with what it prints."""
    return [pair for body in blocks("console") for pair in COMMAND.findall(body)]


@pytest.fixture
def place(folder: Path) -> Path:
    """Return a working directory with the sample corpus in it, so that the commands leave nothing in the project."""
    if (ROOT / "articles").is_dir():
        shutil.copytree(ROOT / "articles", folder / "articles")
    return folder


def run(arguments: list[str], place: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command as a reader would, with the project's own modules."""
    environment = os.environ | {"COLUMNS": "100"}
    return subprocess.run(
        arguments, cwd=place, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def pattern(printed: str) -> str:
    """Return a regular expression for an output in which `…` stands for anything."""
    return re.escape(printed.strip()).replace("…", r"[\s\S]*?")


def test_there_is_a_readme_with_something_to_run() -> None:
    if not README.exists():
        pytest.skip("README.md is not written yet")
    assert commands() and blocks("python")


@pytest.mark.slow
@pytest.mark.parametrize(("command", "printed"), commands())
def test_a_command_does_what_the_readme_says(command: str, printed: str, place: Path) -> None:
    name, *rest = shlex.split(command)
    if name == "make":
        done = run(["make", "--dry-run", "--directory", str(ROOT), *rest], place)
    else:
        assert name == "dateline"
        done = run([sys.executable, "-m", "assistant", *rest], place)
    assert done.returncode == 0, done.stderr
    if printed.strip() and name != "make":
        shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        assert re.fullmatch(pattern(printed), shown), shown


@pytest.mark.slow
@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_of_the_readme_runs(code: str, place: Path) -> None:
    done = run([sys.executable, "-c", code], place)
    assert done.returncode == 0, done.stderr


def test_an_output_may_leave_things_out() -> None:
    assert re.fullmatch(pattern("one … three\n…\nfive"), "one two three\nfour\nfour\nfive")
    assert not re.fullmatch(pattern("one"), "one two")
