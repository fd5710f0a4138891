"""A store whose writer is killed, or that is damaged, is whole again after one run. evals/kill.py does many more."""

from pathlib import Path

import pytest

from evals import kill


@pytest.mark.slow
def test_a_killed_ingest_is_mended_by_the_next(tmp_path: Path) -> None:
    done = kill.run(tmp_path, kills=4, articles=30, each=2)
    assert (done["problems"], done["unreadable"]) == ([], 0)


@pytest.mark.slow
def test_a_damaged_store_is_mended_by_an_ingest_or_the_command_it_names(tmp_path: Path) -> None:
    done = kill.damage(tmp_path, stores=2, articles=20)
    assert done["problems"] == [] and sum(done["mended"].values()) == 2
