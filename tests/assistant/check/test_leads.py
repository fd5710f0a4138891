"""What the quoting reader puts before a value says nothing that a quote must carry; what follows it still must be."""

import pytest

from assistant.check import check
from assistant.cite import Quote
from tests.assistant.making import passage

SAID = "Up to 180 boats will come, Ms Corrow said, citing the harbour's list."


@pytest.mark.parametrize("lead", ["earlier reports: ", "also reported: "])
def test_a_lead_needs_no_words_of_the_quote(lead: str) -> None:
    quotes = (Quote(passage=passage(SAID), start=0, text=SAID),)
    assert check(f"{lead}Up to 180 boats", quotes) is None
    assert check(f"{lead}Up to 190 boats", quotes) is not None
    assert check(f"The mayor said in {lead}Up to 180 boats", quotes) is not None
