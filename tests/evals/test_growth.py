"""Growth and processes of their own: each size is measured, and its row has what a plot needs."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evals.apart import apart, environment, peak
from evals.growth import SIZES, ask, fill, growth, shown
from evals.large import Clocked, write
from evals.news import made_up
from store.embed import WordEmbedder

ROW = {
    "size", "passages", "articles", "ingest_seconds", "embedding_seconds", "ingest_processor_seconds", "ingest_mb",
    "disk_mb", "first_ms", "ask_median_ms", "ask_p95_ms", "ask_processor_ms", "retrieve_median_ms", "retrieve_p95_ms",
    "ask_mb", "load",
}  # fmt: skip


def double(number: float, text: str) -> list[object]:
    """Return what a test can tell."""
    return [2 * number, text]


def fail() -> None:
    """Fail as a measured function may."""
    raise ValueError("no such shelf")


def test_a_function_runs_apart_and_its_memory_is_its_own() -> None:
    found = apart(double, 21, "two\nlines")
    assert found.value == [42, "two\nlines"]
    assert found.seconds > 0 and 1 < found.megabytes < peak()


def test_what_fails_apart_is_told_in_a_line() -> None:
    with pytest.raises(RuntimeError, match="fail failed in its process: ValueError: no such shelf"):
        apart(fail)


def test_a_module_that_is_run_names_itself(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(
        "from evals.apart import apart\n\n\ndef one():\n    return 1\n\n\n"
        "if __name__ == '__main__':\n    print(apart(one).value)\n"
    )
    given = environment()
    given["PYTHONPATH"] = f"{given['PYTHONPATH']}:{tmp_path}"
    done = subprocess.run([sys.executable, "-m", "shop"], env=given, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_a_clocked_embedder_is_its_inner_one() -> None:
    plain = WordEmbedder()
    clocked = Clocked(plain)
    assert (clocked.name, clocked.window, clocked.count(["a b"])) == (plain.name, plain.window, [2])
    assert np.array_equal(clocked.embed(["The ferry sank."]), plain.embed(["The ferry sank."]))
    assert np.array_equal(clocked.embed_question("a"), plain.embed_question("a"))
    assert clocked.seconds > 0


def test_a_store_is_filled_and_asked(tmp_path: Path) -> None:
    folder = write([made_up(number) for number in range(6)], tmp_path / "articles")
    filled = fill(str(folder), str(tmp_path / "store"), "words")
    assert filled["articles"] == 6 and filled["passages"] > 20
    assert 0 < filled["embedding_seconds"] + 0.01 <= filled["ingest_seconds"] + 0.01
    asked = ask(str(tmp_path / "store"), "words", 3)
    assert 0 < asked["ask_median_ms"] <= asked["ask_p95_ms"] and asked["retrieve_median_ms"] < asked["ask_median_ms"]


@pytest.mark.slow
def test_each_size_up_to_the_most_is_a_row() -> None:
    found = growth(30, embeddings="words", sizes=(20, 40), asked=2)
    [row] = found["rows"]
    assert row.keys() == ROW and row["size"] == 20 and row["passages"] >= 10 and row["disk_mb"] > 0
    assert str(row["passages"]) in shown(row) and found["whole passages embedded a second"] > 0
    assert tuple(sorted(SIZES)) == SIZES
