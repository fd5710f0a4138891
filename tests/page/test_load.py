"""Many people on one page: each knows the place of their question, and nobody gets what is another's."""

from pathlib import Path

import pytest

from evals.users import measure
from tests.assistant.county import write
from tests.page.browsing import Browsing, playwright, served

pytestmark = pytest.mark.slow


def test_fifty_people_get_their_own_answers_and_leave_nothing_behind(tmp_path: Path) -> None:
    told, errors = measure(50, 0, write(tmp_path / "news"), questions=100)
    known = {line.name: line.value for line in told}
    assert errors == [] and known["questions answered"] >= 100
    # Threads and connections are let go: what is left is the pool of the server, not one a question or a person.
    assert known["threads after"] - known["threads before"] <= 45
    assert known["open files after"] - known["open files before"] <= 40


def test_who_waits_sees_their_place_and_comes_in_turn(tmp_path: Path) -> None:
    articles = write(tmp_path / "news")
    limits = {"DATELINE_APP_AT_ONCE": "1", "DATELINE_APP_QUEUE": "1"}
    with playwright() as running, served(tmp_path / "store", articles, "--slow", **limits) as address:
        people = [Browsing(running, tmp_path / f"profile-{number}") for number in range(3)]
        for person in people:
            person.open(address)
            person.page.fill("#question textarea", "What takes long?")
            person.page.press("#question textarea", "Enter")
            person.page.wait_for_selector("#live .turn")
        first, second, third = people
        second.page.wait_for_selector("#live .waiting:has-text('yours is the next question')")
        third.page.wait_for_selector("#live:has-text('1 questions are waiting')")
        first.page.click("#stop")
        second.page.wait_for_selector("#live .claim:has-text('Claim 0')")
        second.page.click("#stop")
        for person in (first, second):  # who leaves in mid-stream makes the browser complain
            person.page.wait_for_selector("#live .stopped:has-text('Stopped')")
            person.page.wait_for_selector("#ask", state="visible")
        for person in people:
            person.leave()
            person.close()
