"""What the doctor says of the model: configured or not, reachable or not, with a remedy, and never a key."""

from pathlib import Path
from typing import Any

import pytest

from assistant.doctor import Finding, doctor
from tests.assistant.model import rude_server as rude
from tests.assistant.model.rude_server import KEY, Manner, error, status

pytestmark = pytest.mark.usefixtures("folder")


def found(**given: Any) -> Finding | None:
    """Return what the doctor says of the model."""
    findings = doctor({"embeddings": "words", **given})
    assert KEY not in str(findings)
    return next((finding for finding in findings if finding.about == "model"), None)


def lists(*names: str, **facts: Any) -> Manner:
    """List these models."""
    models = [{"id": name, "object": "model", "created": 1, "owned_by": "us", **facts} for name in names]
    return status(200, {"object": "list", "data": models})


def test_without_a_model_there_is_nothing_to_say_but_of_a_key_without_one() -> None:
    assert found() is None
    assert found(api_key=KEY, embeddings="openai:some") is None
    finding = found(api_key=KEY)
    assert finding and (finding.state, finding.remedy) == ("note", "name one with DATELINE_MODEL to read with it")


def test_a_model_without_a_server_is_broken() -> None:
    finding = found(model="m-1")
    assert finding and finding.state == "broken" and "set OPENAI_API_KEY" in finding.text


@pytest.mark.parametrize(
    ("listing", "state", "says", "remedy"),
    [
        (lists("m-1", max_model_len=4096), "ok", "m-1 at PLACE, which answers; window 4096 tokens", None),
        (lists("m-1"), "note", "window not known, 8192 tokens are taken for it", "set DATELINE_WINDOW"),
        (lists("a", "b"), "note", "m-1 is not in its list", "it has a, b"),
        (lists(*"abcdefgh"), "note", "m-1 is not in its list", "it has a, b, c, d, e and more"),
        (error(404, "no"), "note", "it lists no models", "if asking fails, add /v1 to the base URL"),
        (error(401, KEY), "broken", "m-1: the server does not accept the key; check OPENAI_API_KEY (HTTP 401)", None),
        (error(503, "busy"), "note", "m-1: the server failed (HTTP 503)", "until then the quoting reader answers"),
        (status(200, "<html>"), "broken", "m-1: the server sent something else than a reply", None),
    ],
)
def test_a_server_is_asked_what_it_has(listing: Manner, state: str, says: str, remedy: str | None) -> None:
    with rude.rude(rude.silent, listing=listing) as server:
        finding = found(model="m-1", base_url=server.url, api_key=KEY)
    assert finding and (finding.state, finding.remedy) == (state, remedy)
    assert says.replace("PLACE", server.url) in finding.text


def test_a_server_that_is_away_is_broken_only_where_it_is_needed() -> None:
    with rude.rude(rude.silent) as server:
        url = server.url.replace("://", "://user:hush@")
    states = [found(model="m-1", base_url=url, reader=reader) for reader in ("auto", "model")]
    assert [finding.state for finding in states if finding] == ["note", "broken"]
    assert "hush" not in str(doctor({"model": "m-1", "base_url": url}))


def test_a_file_is_checked_and_not_loaded(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason='the extra is not installed: pip install "dateline[local]"')
    (tmp_path / "own.gguf").write_bytes(b"GGUF")
    finding = found(model=str(tmp_path / "own.gguf"))
    assert finding and finding.state == "ok" and "is run in this process" in finding.text
    finding = found(model=str(tmp_path / "none.gguf"))
    assert finding and finding.state == "broken" and "check DATELINE_MODEL" in finding.text
