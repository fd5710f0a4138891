"""Replies: each claim the moment it is whole, nothing for what is of another form."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.chat import Form
from assistant.model.draft import Cited, Written
from assistant.model.reply import Json, Reply, value_of

ONE = {"quotes": [{"passage": 1, "quote": "ten ships"}], "text": "Ten ships sailed."}
TWO = {"quotes": [{"passage": 2, "quote": 'a {brace} and a "mark"'}], "text": "A second thing, no less."}
WHOLE = {"claims": [ONE, TWO], "disagreements": [], "missing": "why"}
LINES = """QUOTE 1: “ten ships”
CLAIM: Ten ships sailed.
QUOTE 2: a mast
QUOTE 3: a sail
CLAIM: They had masts.
MISSING: why
"""


def fed(text: str, form: Form = "schema", step: int = 1) -> tuple[list[tuple[int, str]], Any]:
    """Return the claims with how much had come when each was told, and what the end says."""
    reply = Reply(form)
    told = [
        (start + step, claim.text)
        for start in range(0, len(text), step)
        for claim in reply.feed(text[start : start + step])
    ]
    last, draft = reply.end()
    return told + [(len(text), claim.text) for claim in last], draft


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_a_claim_is_told_when_it_is_whole(step: int) -> None:
    text = json.dumps(WHOLE)
    told, draft = fed(text, step=step)
    assert [claim for _, claim in told] == [ONE["text"], TWO["text"]]
    assert told[0][0] <= text.index("no less") or step == 1000
    assert told[0][0] >= text.index("sailed.")
    assert draft.missing == "why"


def test_the_order_of_the_fields_does_not_matter() -> None:
    turned = {"missing": "", "claims": [dict(reversed(ONE.items())), TWO]}
    for step in (1, 4):
        told, draft = fed(json.dumps(turned), step=step)
        assert [claim for _, claim in told] == [ONE["text"], TWO["text"]]
        assert [quote.quote for claim in draft.claims for quote in claim.quotes] == [
            "ten ships",
            TWO["quotes"][0]["quote"],
        ]  # type: ignore[index]


@pytest.mark.parametrize("around", ["```json\n%s\n```", "Here it is: %s Bye {now}", "<think>{hm}</think>\n%s"])
def test_text_around_the_object_is_passed_over(around: str) -> None:
    told, draft = fed(around % json.dumps(WHOLE))
    assert len(told) == 2 and draft is not None


def test_half_a_reply_keeps_what_is_whole() -> None:
    text = json.dumps(WHOLE)
    told, draft = fed(text[: text.index("no less")])
    assert [claim for _, claim in told] == [ONE["text"]] and draft is not None


@pytest.mark.parametrize(
    "text", ["", "Ten ships sailed [1].", "[1, 2]", "{}", '{"answer": "ten"}', "<think>{", "{" * 5000]
)
def test_what_is_of_another_form_is_none(text: str) -> None:
    assert fed(text)[1] is None


def test_a_claim_of_the_wrong_shape_is_left_out() -> None:
    wrong: list[Any] = [3, None, {}, {"text": 4}, {"text": "a", "quotes": "b"}, ONE]
    _, draft = fed(json.dumps({"claims": wrong}))
    assert [claim.text for claim in draft.claims] == [ONE["text"]]


def test_lines() -> None:
    told, draft = fed(LINES, "lines")
    assert [claim for _, claim in told] == ["Ten ships sailed.", "They had masts."]
    assert told[0][0] == LINES.index("QUOTE 2")
    assert draft.claims[0] == Written(quotes=[Cited(passage=1, quote="ten ships")], text="Ten ships sailed.")
    assert [len(claim.quotes) for claim in draft.claims] == [1, 2] and draft.missing == "why"


@pytest.mark.parametrize("text", ["NONE", "none.", "**NONE**\n"])
def test_none_is_an_answer(text: str) -> None:
    _, draft = fed(text, "lines")
    assert draft is not None and draft.claims == ()


def test_prose_is_of_no_form() -> None:
    assert fed("Ten ships sailed, says [1].", "lines")[1] is None


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_nothing_breaks_the_reading(text: str) -> None:
    for form in ("schema", "lines"):
        told, _ = fed(text, form, step=5)  # type: ignore[arg-type]
        assert all(isinstance(claim, str) for _, claim in told)


CLAIMS = st.lists(
    st.fixed_dictionaries({
        "quotes": st.lists(st.fixed_dictionaries({"passage": st.integers(0, 9), "quote": st.text()}), max_size=2),
        "text": st.text(),
    }),
    max_size=4,
)  # fmt: skip


@given(CLAIMS, st.sampled_from(["", "<think>{x}</think>", "Here: "]), st.booleans(), st.integers(1, 9))
def test_however_a_reply_is_cut_its_claims_are_told_once_and_in_order(
    claims: list[Any], before: str, plain: bool, step: int
) -> None:
    text = before + json.dumps({"claims": claims, "disagreements": [{"claims": claims}]}, ensure_ascii=plain)
    told, draft = fed(text, step=step)
    assert [claim for _, claim in told] == [claim["text"] for claim in claims] == [one.text for one in draft.claims]


def test_each_character_is_read_once_and_once_more_at_the_end() -> None:
    def read(text: str) -> Any:
        lengths.append(len(text))
        return value_of(text)

    lengths: list[int] = []
    text = json.dumps({"claims": [ONE] * 200, "missing": "{" * 10_000})
    heard = Json(read)
    told = [claim for character in text for claim in heard.feed(character)]
    assert len(told) == 200 and len(lengths) == 200 and sum(lengths) < len(text)
    assert heard.end() is not None and sum(lengths) < 2 * len(text)
