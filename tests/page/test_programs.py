"""Programs ask over plain HTTP, by endpoints that say what they take."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.assistant.county import ARTICLES, write
from tests.page.browsing import served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Serve a small folder and return what talks to it."""
    place = tmp_path_factory.mktemp("programs")
    with served(place / "store", write(place / "news")) as address, httpx.Client(base_url=address) as found:
        yield found


def called(client: httpx.Client, name: str, **given: Any) -> Any:
    """Return what an endpoint answers, or the words of its error."""
    start = client.post(f"/gradio_api/call/v2/{name}", json=given).json()
    if "event_id" not in start:
        return f"error: {start}"
    said = client.get(f"/gradio_api/call/v2/{name}/{start['event_id']}", timeout=60).text
    event, data = re.findall(r"event: (\w+)\ndata: (.*)", said)[-1]
    return json.loads(data)[0] if event == "complete" else f"{event}: {data}"


def test_ask_answers_with_quotes(client: httpx.Client) -> None:
    answer = called(client, "ask", question="Who built the oven of the bakery on Tallow Street?")
    assert answer["schema"] == "dateline.answer/1" and "Hobb Karrow" in answer["text"]


def test_ask_takes_bounds(client: httpx.Client) -> None:
    question = "How many sailors take part in the drills off Ness Point?"
    answer = called(client, "ask", question=question, outlets=["Port Gazette"])
    assert {item["article"]["outlet"] for item in answer["citations"]} == {"Port Gazette"}
    assert "2,100" not in called(client, "ask", question=question, as_of="2031-06-10")["text"]


@pytest.mark.parametrize(
    "given",
    [{"question": " "}, {"question": "x" * 2001}, {"question": "When?", "since": "tomorrow"}, {"question": 17}],
)
def test_what_cannot_be_asked_is_said_in_words(client: httpx.Client, given: dict[str, Any]) -> None:
    said = called(client, "ask", **given)
    assert said.startswith("error: ") and "Traceback" not in said
    assert re.search("question|day", said)


def test_search_and_articles(client: httpx.Client) -> None:
    found = called(client, "search", question="walnuts", k=3)
    assert len(found) == 3 and found[0]["title"] == "The bakery on Tallow Street" and found[0]["score"] > 0
    assert len(called(client, "articles")) == len(ARTICLES)


def test_only_the_three_are_for_programs(client: httpx.Client) -> None:
    info = client.get("/gradio_api/info").json()
    assert set(info["named_endpoints"]) == {"/ask", "/search", "/articles"} and not info["unnamed_endpoints"]
    told = {
        item["parameter_name"]: item["python_type"]["type"] for item in info["named_endpoints"]["/ask"]["parameters"]
    }
    assert told["question"] == "str"


def test_the_page_is_up_at_once_and_closed_where_it_should_be(client: httpx.Client, tmp_path: Path) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/page/style.css").headers["content-type"].startswith("text/css")
    for path in (
        "/page/guard.py",
        "/page/..%2fapp.py",
        "/export/x.md",
        "/openapi.json",
        f"/gradio_api/file={tmp_path}",
    ):
        assert client.get(path).status_code in (403, 404), path
    assert client.get("/", headers={"host": "evil.test"}).status_code == 400
