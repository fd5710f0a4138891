"""A store whose writer is killed is whole again after the next run. evals/kill.py does many more kills."""

from pathlib import Path

import pytest

from evals import kill


@pytest.mark.slow
def test_a_killed_ingest_is_mended_by_the_next(tmp_path: Path) -> None:
    done = kill.run(tmp_path, kills=4, articles=60, each=2)
    assert (done["problems"], done["unreadable"]) == ([], 0)
