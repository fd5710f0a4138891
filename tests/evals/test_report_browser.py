"""Reports in a real browser: what was planted stays text, the list sorts, filters, opens, and nothing is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.compare import write as write_comparison
from evals.report import write
from tests.evals.saving import keep, line
from tests.page.browsing import ARGUMENTS, chromium, playwright

pytestmark = pytest.mark.slow
PLANTED = "<img src=x onerror=alert(1)></script><b class=planted>bold</b>&lt;i&gt;"
PASSAGE = "🜁 Before it. <b class=planted>The ferry sails at noon.</b> After it."
QUOTE = "<b class=planted>The ferry sails at noon.</b>"
ROWS = "#list tbody tr:not(.detail)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright() as started:
        opened = started.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Yield a page; when it is done, look at what it asked for and what it complained of."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    yield opened
    context.close()
    assert said == [] and asked and all(url.startswith("file://") for url in asked) and len(set(asked)) == 1


def planted() -> dict[str, Any]:
    """Return a line in which mark-up stands wherever others write."""
    found = line(0, 0.0, quote=QUOTE, question=f"{PLANTED} why?", tags=[PLANTED])
    answer, (citation,) = found["answer"], found["answer"]["citations"]
    start = PASSAGE.index(QUOTE)
    citation |= {"start": 40 + start, "end": 40 + start + len(QUOTE)}
    citation["article"]["title"] = citation["article"]["outlet"] = PLANTED
    hit = {"passage_id": citation["passage_id"], "article_id": PLANTED, "start": 40, "end": 40 + len(PASSAGE)}
    answer |= {
        "text": f"{PLANTED} [1]",
        "hits": [hit | {"text": PASSAGE, "score": 0.5}],
        "dropped": [{"text": PLANTED, "reason": PLANTED}],
        "disagreements": [{"about": PLANTED, "kind": PLANTED, "positions": [{"text": PLANTED, "outlet": PLANTED}]}],
        "outcome": PLANTED,
        "notices": [PLANTED],
        "standalone_question": PLANTED,
    }
    return found | {"gold": {PLANTED: [[PLANTED]]}, "reasons": {"right": PLANTED}}


def shown(page: Any) -> list[str]:
    """Return the ids of the rows, in their order."""
    return [text.split(" · ")[0] for text in page.locator(f"{ROWS} .id").all_inner_texts()]


def test_what_was_planted_stays_text(page: Any, tmp_path: Path) -> None:
    run = keep(tmp_path / "run", [planted(), line(1, 1.0)], model=PLANTED, summary={"about": PLANTED})
    page.goto(write(run).as_uri())
    page.get_by_role("button", name="why?").click()
    page.locator("details summary", has_text="passages found").click()
    for text in page.locator(".case .answer, .case .whence").all_inner_texts():
        assert "<b class=planted>bold</b>&lt;i&gt;" in text
    assert page.locator(".case mark").evaluate("mark => mark.firstChild.data") == QUOTE
    assert page.locator(".case .passage").first.inner_text().startswith("🜁 Before it. ")
    assert page.locator("img, .planted, main script").count() == 0


def test_the_list_sorts_filters_searches_and_opens_by_keyboard(page: Any, tmp_path: Path) -> None:
    scores = [1.0, 0.0, None, 0.5, 1.0]
    lines = [line(n, right, reader=reader) for reader in ("quotes", "model") for n, right in enumerate(scores)]
    lines.append(line(9, 0.0, reader="model", answer=None, scores={}, error="NoReply: the model said nothing"))
    page.goto(write(keep(tmp_path / "run", lines)).as_uri())
    assert page.locator("#count").inner_text() == "11 of 11"
    page.get_by_role("button", name="Seconds").click()
    assert shown(page)[0] == "case-4" and page.locator("th[aria-sort=descending]").inner_text().startswith("Seconds")
    page.get_by_role("button", name="Seconds").press("Enter")
    assert shown(page)[0] == "case-0" and shown(page)[-1] == "case-9"
    page.select_option("[name=show]", "failed")
    assert sorted(shown(page)) == ["case-1", "case-1", "case-3", "case-3"]
    page.select_option("[name=reader]", "model")
    page.select_option("[name=tag]", "when")
    assert sorted(shown(page)) == ["case-1", "case-3"]
    page.fill("[name=search]", "QUESTION 3? ferry")
    assert shown(page) == ["case-3"]
    question = page.locator(".ask")
    question.press("Enter")
    assert question.get_attribute("aria-expanded") == "true" and page.locator(".case .pairs").is_visible()
    question.press("Enter")
    assert page.locator(".case").count() == 0
    page.fill("[name=search]", "")
    page.select_option("[name=tag]", "")
    page.select_option("[name=show]", "error")
    assert shown(page) == ["case-9"]
    page.select_option("[name=show]", "unscored")
    assert shown(page) == ["case-2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_telephone(browser: Any, tmp_path: Path, scheme: str) -> None:
    lines = [line(n, 1.0, reader=reader) for reader in ("quotes", "model-only") for n in range(6)]
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(write(keep(tmp_path / "run", lines)).as_uri())
    opened.locator(".ask").first.click()
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    dark = opened.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(22, 23, 27)"
    assert dark == (scheme == "dark")
    context.close()


def test_many_cases_are_drawn_as_they_are_wanted(page: Any, tmp_path: Path) -> None:
    page.goto(write(keep(tmp_path / "run", [line(n, float(n % 2)) for n in range(250)])).as_uri())
    assert page.locator(ROWS).count() == 100
    page.get_by_role("button", name="Show 100 more").click()
    page.get_by_role("button", name="Show 50 more").click()
    assert page.locator(ROWS).count() == 250 and page.locator("#more").is_hidden()


def test_a_comparison_shows_what_flipped_side_by_side(page: Any, tmp_path: Path) -> None:
    a = keep(tmp_path / "a", [planted(), line(1, 1.0), line(2, 0.0)])
    b = keep(tmp_path / "b", [planted() | {"scores": {"right": 1.0}}, line(1, 0.0), line(2, 0.0)])
    page.goto(write_comparison(a, b).as_uri())
    assert shown(page) == ["case-0", "case-1"]
    page.select_option("[name=show]", "worse")
    assert shown(page) == ["case-1"]
    page.locator(".ask").click()
    heads = page.locator(".case h3.lead").all_inner_texts()
    assert heads[0].startswith("A: quotes") and heads[1].startswith("B: quotes")
    boxes = [box.bounding_box() for box in page.locator(".case .answer").all()]
    assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
    page.select_option("[name=show]", "better")
    page.locator(".ask").click()
    assert page.locator("img, .planted, main script").count() == 0
