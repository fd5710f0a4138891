"""Bytes become the text that a reader sees, in whatever encoding they came, and binary data is refused."""

import contextlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.decode import NotText, decode, normalise

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
WESTERN = "The café in Zürich takes 5 € – “cash only”, says Åsa Núñez’s neighbour. It opened in May and closes at ten."
RUSSIAN = "В субботу мэр открыл новый мост через реку. Строительство продолжалось три года, сообщила городская газета."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_comes_back_from_each_encoding(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_western_text_comes_back_from_latin_1() -> None:
    text = "Der Bürgermeister eröffnete die Brücke über die Söhle. Das Fest dauerte bis in die frühen Morgenstunden."
    assert decode(text.encode("latin-1")) == text


def test_cyrillic_text_comes_back_by_detection() -> None:
    assert decode((RUSSIAN * 3).encode("cp1251")) == RUSSIAN * 3


def test_a_declared_encoding_is_used_where_it_is_known() -> None:
    assert decode("Łódź świętuje".encode("iso-8859-2"), declared="ISO-8859-2") == "Łódź świętuje"
    assert decode(b"caf\xe9", declared="rot13") == "café"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04zip", b"\x1f\x8bgz", b"a\0b\0\0\0c", b"\x01\x02\x03\x04" * 20]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("\ufefftitle\u200b \u202eleft\u202c", "title left"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("plain\u200dword\u200c", "plainword"),
        ("tag\U000e0041ged", "tagged"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("tab\tstays\n", "tab\tstays\n"),
    ],
)
def test_what_a_reader_cannot_see_is_taken_out(text: str, seen: str) -> None:
    assert normalise(text) == seen


@given(st.text(st.characters()))
def test_text_never_holds_forbidden_characters_and_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert not FORBIDDEN.search(once)
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == once


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(NotText):
        assert not FORBIDDEN.search(decode(data))


@given(
    st.text(st.characters(categories=("L", "N", "P", "Zs"))),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_marked_encodings_round_trip(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == normalise(text)
