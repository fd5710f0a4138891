"""Who is let in where: beyond this machine nobody walks in unless the owner says so."""

import base64

import pytest

from assistant import Settings, SettingsError
from page.doors import Doors, doors, is_loopback

KNOWN = {"app_user": "ann", "app_password": "walnut oven"}


def test_what_reaches_only_this_machine() -> None:
    assert is_loopback("127.0.0.1") and is_loopback("127.4.5.6") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("0.0.0.0") and not is_loopback("10.0.0.1") and not is_loopback("::")


def test_this_machine_needs_no_password() -> None:
    found = doors(Settings(), "127.0.0.1")
    assert found.password is None and found.named("localhost:7860") and not found.named("10.0.0.1")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "news.test"])
def test_beyond_it_one_has_to_be_set_or_left_out_aloud(host: str) -> None:
    with pytest.raises(SettingsError, match="DATELINE_APP_PASSWORD, or let everybody in with --open"):
        doors(Settings(), host)
    assert doors(Settings(), host, open_to_all=True).password is None
    found = doors(Settings(**KNOWN), host)
    assert (found.user, found.password) == ("ann", "walnut oven")


def test_this_machine_may_have_one_too() -> None:
    assert doors(Settings(**KNOWN), "localhost").password == "walnut oven"


@pytest.mark.parametrize(
    "given", [{"app_user": "ann"}, {"app_password": "walnut oven"}, KNOWN | {"app_user": "a:b"}],
)  # fmt: skip
def test_half_a_login_is_a_slip(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="DATELINE_APP_USER"):
        doors(Settings(**given), "127.0.0.1")


def test_a_short_password_is_refused_without_being_said() -> None:
    with pytest.raises(SettingsError) as raised:
        Settings(app_user="ann", app_password="oven")
    assert "DATELINE_APP_PASSWORD" in str(raised.value) and "oven" not in str(raised.value)


def test_the_password_is_in_no_text() -> None:
    assert "walnut" not in repr(Settings(**KNOWN)) + repr(doors(Settings(**KNOWN), "0.0.0.0"))


@pytest.mark.parametrize("name", ["10.1.2.3:7860", "[2001:db8::1]:80", "news.test", "NEWS.test:443", "localhost"])
def test_names_that_can_be_ours(name: str) -> None:
    assert doors(Settings(app_hosts="news.test, other.test"), "0.0.0.0", open_to_all=True).named(name)


@pytest.mark.parametrize("name", ["evil.test", "10.1.2.3.evil.test", "news.test.evil.test", "", ":80", "news.testx"])
def test_names_that_lead_here_from_elsewhere(name: str) -> None:
    assert not doors(Settings(app_hosts="news.test"), "0.0.0.0", open_to_all=True).named(name)


def test_a_password_beyond_ascii_is_known_again() -> None:
    said = base64.b64encode("jörg:öfen aus nuß".encode()).decode()
    assert Doors(user="jörg", password="öfen aus nuß").knows(f"basic {said}")
