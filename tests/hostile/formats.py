"""Real files of every format, and ways to spoil them as strategies: what a fuzzer starts from."""

import io
import json

from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

STORY = (
    "PORT VARN, 4 May 2031 (KPA) – The ferry Merrow stopped on Monday, said Pell Isker, its captain.\n\n"
    "“We wait until next week,” he told Mr. Dray. Some 1,400 people – 12 per cent – were on board at 8.20 p.m.\n\n"
    "Read more: Ten ferries that stopped\nPhoto: Orla Venn/KPA\n© 2031 Varn Courier. All rights reserved.\n"
)
FRONT = "---\ntitle: 'Ferry: stopped'\noutlet: {name: Varn Courier}\nauthor: [A. Lee, B. Ek]\ndate: 2031-05-04\n---\n"
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ferry stopped | Varn Courier</title>'
    '<meta property="article:published_time" content="2031-05-04T07:00:00Z"><script type="application/ld+json">'
    '{"@graph": [{"datePublished": "2031-05-04", "author": {"name": "A. Lee"}}]}</script></head><body><article>'
    "<h1>Ferry stopped</h1><p>The ferry <b>Merrow</b> stopped on Monday &amp; waits.</p><table><tr><td>1,400</td></tr>"
    "</table><p>“We wait until next week,” said Pell Isker, its captain, to the people on board.</p></article></body>"
)
OBJECT = json.dumps({"title": "Ferry stopped", "text": STORY, "author": ["A. Lee"], "date": "2031-05-04", "source": {}})


def pdf(*contents: bytes, compress: bool = False) -> bytes:
    """Return a PDF with a page for each content stream."""
    writer = PdfWriter()
    font = {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in _FONT.items()}
    for content in contents:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        stream.set_data(content)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(DictionaryObject(font))})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if compress else stream)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


_FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
SEEDS: dict[str, bytes] = {
    ".txt": STORY.encode(),
    ".md": (FRONT + STORY).encode(),
    ".html": PAGE.encode(),
    ".json": OBJECT.encode(),
    ".jsonl": f"{OBJECT}\n\n{OBJECT}\n".encode(),
    ".pdf": pdf(b"BT /F1 12 Tf 50 700 Td (The ferry Merrow stopped on Monday.) Tj 0 -14 Td (It waits.) Tj ET"),
}
PIECES = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"\x1b[2J",
        b"\x1b]0;",
        b"&#0;",
    ),
    *(
        b"<",
        b"</p>",
        b"<!--",
        b"<![CDATA[",
        b"&amp;amp;",
        b"<script>",
        b"<p ",
        b"---\n",
        b"...\n",
        b"&a [*a]",
        b"!!binary ",
    ),
    *(b"[[[[[[[[", b"{{{{", b'"', b"\\u0000", b"\\ud800", b"1e999", b"99999999999999999999", b"null", b"NaN", b",,"),
    *(
        b"<|endoftext|>",
        b"[1]",
        b"30 February 2031",
        b"next next week",
        b"%PDF",
        b"PK\x03\x04",
        b"endobj",
        b"/Kids [1 0 R]",
    ),
    *(b"  " * 50, b"\n" * 30, b"." * 40, b"A. " * 30, b"Mr. " * 20, "é…“”\u200d市".encode()),
]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw the suffix and the bytes of a file that was real before pieces were cut, doubled and put in."""
    suffix = draw(st.sampled_from(sorted(SEEDS)))
    data = SEEDS[suffix]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 3, 20, 200))))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6) | st.just(data[start:end] * 3))
        data = data[:start] + piece + data[end:]
    return suffix, data
