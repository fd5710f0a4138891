"""Every way in which a Chroma folder can be damaged: the answers stay right, and the next run mends it unasked.

A damaged index can crash or hang the process that opens it. So a process of its own reads and mends them all, and has
to come to its end.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from evals.damage import DAMAGES
from tests.faults.stores import copied, make

INDEX = [name for name in DAMAGES if "catalogue" not in name]
READER = """
import sys
from pathlib import Path
from store.store import Store
from tests.faults.stores import EMBEDDER, wrong
for store in sorted(Path(sys.argv[1]).glob("*/store")):
    print(store.parent.name, flush=True)
    for turn in ("damaged", "mended"):
        with Store.open(store, EMBEDDER) as opened:
            if thread := opened.warm():
                thread.join()
            print(turn, wrong(opened), opened.index_state() if turn == "mended" else "", flush=True)
            opened.ingest([Path(sys.argv[2]) / "news"])
"""


@pytest.mark.slow
def test_no_damage_of_the_index_reaches_an_answer(tmp_path: Path) -> None:
    made = make(tmp_path / "made")
    for name in INDEX:
        DAMAGES[name](copied(made, tmp_path / "damaged" / name) / "store", random.Random(name))
    (made / "news" / "town3.md").touch()  # there is work for the next run, so that it looks closely
    command = [sys.executable, "-c", READER, str(tmp_path / "damaged"), str(made)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    expected = [line for name in sorted(INDEX) for line in (name, "damaged [] ", "mended [] in step")]
    assert (done.returncode, done.stdout.splitlines()) == (0, expected), done.stderr[-500:]
