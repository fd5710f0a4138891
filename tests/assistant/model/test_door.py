"""Which model the settings open, and what they must have for it."""

from pathlib import Path
from typing import Any

import pytest

from assistant.model.door import open_model
from assistant.model.local_server import LocalChat
from assistant.model.openai_chat import OpenAIChat
from assistant.settings import Settings
from store.errors import SettingsError
from tests.assistant.model import rude_server as rude
from tests.assistant.model.rude_server import KEY, error
from tests.assistant.model.test_openai_chat import heard

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("given", [{}, {"api_key": KEY}, {"base_url": "http://127.0.0.1:1/v1"}, {"model": ""}])
def test_without_a_name_no_model_is_configured(given: dict[str, Any]) -> None:
    assert open_model(Settings(**given)) is None


def test_a_name_alone_is_a_matter_of_settings() -> None:
    with pytest.raises(SettingsError, match=r"set OPENAI_API_KEY for OpenAI's own, or OPENAI_BASE_URL for another"):
        open_model(Settings(model="some-model"))


def test_a_name_with_a_server_or_a_key_is_a_model() -> None:
    for given in ({"base_url": "http://127.0.0.1:1/v1"}, {"api_key": KEY}):
        model = open_model(Settings(model="some-model", window=2048, **given))
        assert isinstance(model, OpenAIChat)
        assert (model.name, model.window) == ("some-model", 2048)
        model.close()


def test_a_server_without_a_key_is_asked_with_none() -> None:
    with rude.rude(rude.whole("Yes.")) as server:
        model = open_model(Settings(model="some-model", base_url=server.url))
        assert isinstance(model, OpenAIChat)
        assert heard(model)[0] == "Yes."
        model.close()
    assert server.keys == ["Bearer none"]


def test_prices_are_those_of_the_file_and_the_shipped_ones_only_for_openai(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('[usd_per_million_tokens]\n"gpt-4o" = { prompt = 0, completion = 1_000_000 }\n')
    with rude.rude(rude.whole("Yes.")) as server:
        costs = []
        for prices in (None, own):
            model = open_model(Settings(model="gpt-4o", base_url=server.url, prices=prices))
            assert isinstance(model, OpenAIChat)
            costs.append(heard(model)[-1])
            model.close()
    assert [getattr(cost, "cost_usd", 0) for cost in costs] == [None, 7.0]


def test_a_gguf_file_is_run_here_and_a_name_like_one_may_be_a_servers(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason='the extra is not installed: pip install "dateline[local]"')
    (tmp_path / "own.gguf").write_bytes(b"GGUF")
    url = "http://127.0.0.1:1/v1"
    assert isinstance(open_model(Settings(model=str(tmp_path / "own.gguf"), base_url=url)), LocalChat)
    assert isinstance(open_model(Settings(model="/theirs/model.gguf", base_url=url)), OpenAIChat)
    with pytest.raises(SettingsError, match="can't be read"):
        open_model(Settings(model="/theirs/model.gguf"))


@pytest.mark.parametrize("url", ["localhost:11434/v1", "ftp://127.0.0.1/", "http://", "http://a b:x/", "//x"])
def test_a_base_url_that_is_none_is_named(url: str) -> None:
    with pytest.raises(SettingsError, match=r"write it as http://localhost:11434/v1 \(OPENAI_BASE_URL\)"):
        open_model(Settings(model="some-model", base_url=url))


@pytest.mark.parametrize("key", ["sk-\nsecret", "sk-sécret", "sk secret"])
def test_a_key_that_cannot_be_sent_is_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match="check OPENAI_API_KEY") as caught:
        open_model(Settings(model="some-model", api_key=key))
    assert "secret" not in str(caught.value) and "sécret" not in str(caught.value)


def test_a_password_in_the_base_url_is_not_shown() -> None:
    with rude.rude(rude.reset) as server:
        url = server.url.replace("http://", "http://user:hush@") + "?token=hush"
        model = open_model(Settings(model="some-model", base_url=url, deadline=0.5))
        assert isinstance(model, OpenAIChat)
        with pytest.raises(Exception, match="some-model: ") as caught:
            heard(model)
        model.close()
    assert "hush" not in str(caught.value)


def test_the_deadline_of_the_settings_counts() -> None:
    with rude.rude(rude.silent, error(500, "late")) as server:
        model = open_model(Settings(model="some-model", base_url=server.url, deadline=0.2))
        assert isinstance(model, OpenAIChat)
        with pytest.raises(Exception, match=r"no whole reply within 0\.2 seconds"):
            heard(model)
        model.close()
