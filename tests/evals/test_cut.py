"""Twenty cut streams: every answer is checked and right, or the quoting reader's."""

from collections import Counter
from pathlib import Path

import pytest

from evals.cut import CLAIMS, Cut, places, problems, run, stream


def test_streams_are_cut_in_a_character_too() -> None:
    cut = places(20)
    assert len(set(cut)) == 20 and cut[0] == 0 and cut[-1] < len(stream())
    assert any(0x80 <= stream()[at] < 0xC0 for at in cut)
    assert all(claim.encode()[:4] in stream() for claim in CLAIMS)


@pytest.mark.slow
def test_no_answer_is_lost_and_none_is_half(tmp_path: Path) -> None:
    uncut, *cuts = run(tmp_path, 20)
    assert uncut.became == "whole" and problems(cuts) == []
    count = Counter(cut.became for cut in cuts)
    assert count["quoted instead"] + count["first claims"] == 20 and min(count.values()) >= 5
    assert {cut.way for cut in cuts} == {"closes", "breaks", "hangs"}


def test_what_is_lost_or_wrong_is_told() -> None:
    assert problems([Cut(at=3, way="hangs", became="lost: no claim")]) == ["cut at byte 3, hangs: lost: no claim"]
