"""Settings: what counts before what, errors that name the variable, and a key that is never printed."""

from pathlib import Path

import pytest

from assistant.places import SAMPLE, articles_folder, own_store, store_place
from assistant.settings import Settings
from store.errors import SettingsError

pytestmark = pytest.mark.usefixtures("folder")


def key(settings: Settings) -> str | None:
    return settings.api_key.get_secret_value() if settings.api_key else None


def test_defaults() -> None:
    settings = Settings()
    assert (settings.reader, settings.embeddings, settings.k) == ("auto", "local", 10)
    assert settings.store is settings.articles is settings.model is settings.base_url is settings.api_key is None


def test_an_argument_counts_before_the_environment_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DATELINE_MODEL=from-file\nDATELINE_READER=quotes\nDATELINE_K=3\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("DATELINE_READER", "model")
    monkeypatch.setenv("DATELINE_K", "4")
    settings = Settings(k=5)
    assert (settings.model, settings.reader, settings.k) == ("from-file", "model", 5)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_K", "")
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert (Settings().k, key(Settings())) == (10, None)


def test_the_sdk_variables_are_the_fall_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sdk-key")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert (key(Settings()), Settings().base_url) == ("sdk-key", "http://127.0.0.1:1/v1")
    Path(".env").write_text("DATELINE_API_KEY=our-key\nDATELINE_BASE_URL=http://127.0.0.1:2/v1\n")
    assert (key(Settings()), Settings().base_url) == ("our-key", "http://127.0.0.1:2/v1")
    assert key(Settings(api_key="argument")) == "argument"


def test_the_sdk_variables_may_stand_in_the_file() -> None:
    Path(".env").write_text("OPENAI_API_KEY=file-key\n")
    assert key(Settings()) == "file-key"


def test_a_key_is_never_printed() -> None:
    settings = Settings(api_key="s3cret")
    assert "s3cret" not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    with pytest.raises(SettingsError) as caught:
        Settings(api_key=["s3cret"])
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATELINE_K", "many", "DATELINE_K"),
        ("DATELINE_K", "0", "DATELINE_K"),
        ("DATELINE_READER", "oracle", "'auto', 'quotes' or 'model'"),
        ("DATELINE_TIMEOUT", "-1", "DATELINE_TIMEOUT"),
    ],
)
def test_an_impossible_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=says) as caught:
        Settings()
    assert "\n" not in str(caught.value)


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(SettingsError, match="unknown setting 'reeder'"):
        Settings(reeder="quotes")


def test_a_file_that_is_not_text_is_an_error() -> None:
    Path(".env").write_bytes(b"\xff\xfe\x00K=\xff")
    with pytest.raises(SettingsError, match=r"\.env"):
        Settings()


def test_settings_are_values() -> None:
    assert Settings(k=3) == Settings(k=3)
    with pytest.raises(Exception, match="frozen"):
        Settings().k = 4


def test_each_folder_has_a_store_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "news", tmp_path / "b" / "news"
    stores = [store_place(Settings(articles=folder)) for folder in (one, other)]
    assert stores == [own_store(one), own_store(other)]
    assert stores[0] != stores[1]
    assert all(str(store).startswith(".dateline/news-") for store in stores)


def test_a_folder_has_one_store_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    assert own_store(Path("news")) == own_store(tmp_path / "news") == own_store(Path("./news/../news"))


def test_a_store_that_is_named_counts_first(tmp_path: Path) -> None:
    settings = Settings(store="http://127.0.0.1:8000", articles=tmp_path)
    assert (store_place(settings), articles_folder(settings)) == ("http://127.0.0.1:8000", tmp_path)
    assert articles_folder(Settings(store="only")) is None


def test_without_either_it_is_the_sample_corpus() -> None:
    assert articles_folder(Settings()) == (SAMPLE if SAMPLE.is_dir() else Path("articles"))
