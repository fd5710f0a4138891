"""A full disk costs the work that was under way, and one line; what was in the store is there, and so is all once
there is room again.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import StoreError
from store.store import Store
from tests.faults.stores import EMBEDDER, TOWNS, wrong
from tests.store.town import write

SIZE = 260
HALF = TOWNS[:6]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small disk of memory."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(place)]
    if os.getuid() != 0 or shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("no small disk can be mounted here: that takes root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Fill a disk to the last byte with one file."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            return filler


def test_a_full_disk_costs_only_the_work_under_way(disk: Path, tmp_path: Path) -> None:
    news = tmp_path / "news"
    write(news, *HALF)
    with Store.open(disk / "store", EMBEDDER) as store:
        store.ingest([news])
        write(news, *TOWNS)
        filler = fill(disk)
        with pytest.raises(StoreError, match=r"disk.*free .* and repeat the command") as raised:
            store.ingest([news])
        assert "\n" not in str(raised.value)
        assert wrong(store, HALF) == []
    with Store.open(disk / "store", EMBEDDER) as store:
        assert wrong(store, HALF) == []
        filler.unlink()
        store.ingest([news])
        assert wrong(store) == [] and store.index_state() == "in step"


WRITER = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
from store.embed import WordEmbedder
from store.store import Store
from store.errors import StoreError
try:
    with Store.open(Path(sys.argv[1]), WordEmbedder()) as store:
        store.ingest([Path(sys.argv[2])])
except StoreError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.slow
def test_a_write_that_fails_anywhere_is_made_good_by_the_next_run(tmp_path: Path) -> None:
    """The n-th kilobyte of any file can't be written, for growing n: whatever is cut short, the next run mends it."""
    assert resource.RLIMIT_FSIZE  # what this test is made with
    news = tmp_path / "news"
    write(news, *TOWNS)
    ended = []
    for most in (60_000, 90_000, 140_000, 260_000):
        place = tmp_path / f"store-{most}"
        command = [sys.executable, "-c", WRITER, str(place), str(news), str(most)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        ended.append(done.returncode)
        assert done.returncode in (0, 3), done.stderr
        assert done.returncode == 0 or "repeat the command" in done.stdout or "ingest again" in done.stdout
        with Store.open(place, EMBEDDER) as store:
            store.ingest([news])
            assert wrong(store) == []
    assert 3 in ended
