"""Turn bytes into text: find the encoding, then take out what a reader can't see. Formats are left to their readers."""

import codecs
import re
import unicodedata

_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"BZh", b"7z\xbc\xaf", b"\x7fELF")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(r"iso-?8859-?\d+|(windows-?|cp)125\d|koi8-?[ru]|gb(2312|k|18030)|big5|euc-?(jp|kr)|shift_?jis")
_SAMPLE = 200_000
_ASCII = bytes(range(128))
_CENTRAL = frozenset(("Croatian", "Czech", "Polish", "Romanian", "Slovak", "Slovene"))
_CENTRAL_TABLES = frozenset(("cp1250", "iso8859_2"))

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    "\u2190-\u21ff\u231a\u231b\u23e9-\u23fa\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
)
_STRAY_JOINER = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}])")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotText(ValueError):
    """The bytes are not text in any encoding that we know."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return `data` as normalised text or raise `NotText`; `declared` is the encoding that the file names."""
    return normalise(characters(data, declared=declared))


def characters(data: bytes, *, declared: str | None = None) -> str:
    """Return `data` as text in which nothing is changed yet, for formats that have escapes of their own."""
    if data.startswith(_MAGIC):
        raise NotText("is a binary file under the name of a text file")
    text = _decoded(data, declared)
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 10:
        raise NotText("is binary, not text")
    return text


def normalise(text: str) -> str:
    """Return `text` with plain newlines, composed letters (NFC) and no control, invisible or bidi characters."""
    text = _NEWLINES.sub("\n", _ESCAPES.sub("", _SURROGATE.sub("\ufffd", text)))
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    return _STRAY_JOINER.sub("", unicodedata.normalize("NFC", text))


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    for name in filter(None, ("utf-8", _known(declared))):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(_guessed(data), "replace")


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 form whose zero bytes `data` shows: every second byte of text in Latin letters is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) <= 0.4 * len(sample) / 2 or min(even, odd) > 0.02 * len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _known(declared: str | None) -> str | None:
    return declared if declared and _DECLARED.fullmatch(declared.lower()) else None


def _guessed(data: bytes) -> str:
    """Return the library's guess where Windows-1252, by far the commonest encoding that is not UTF-8, is unlikely."""
    from charset_normalizer import from_bytes  # slow to import

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return "cp1252"
    # Western text is mostly ASCII, and the tables of Latin letters can't be told apart by a few accents.
    foreign = len(data) > 20 and len(data.translate(None, _ASCII)) > 0.3 * len(data)
    central = best.language in _CENTRAL and best.encoding in _CENTRAL_TABLES
    return best.encoding if foreign or central else "cp1252"
