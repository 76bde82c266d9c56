"""Files of the formats, made by hand: plainly fictional, and small."""

import io
import zipfile
import zlib

FERRY = (
    "The harbour office of Quillhaven said on Monday that the ferries would not sail until the crews had been paid "
    "for their work. The owner of the line, Tern & Brekke, denied that any wages were late."
)
BRIDGE = (
    "Engineers who looked at the old bridge in the spring found its piers sound, according to their report. The mayor "
    "had called the bridge unsafe in April, and the council asked for the report to be published."
)


def pdf(
    pages: list[list[tuple[float, float, float, str]]], info: str = "", packed: bytes | None = None
) -> bytes:
    """A PDF whose pages hold lines `(x, y, size, text)`; `packed` is a first page's content stream instead."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    kids = []
    for page in pages:
        stream = b"BT\n"
        for x, y, size, text in page:
            said = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            stream += b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, said)
        stream += b"ET"
        data, packed = packed or zlib.compress(stream), None
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def set_text(
    text: str, top: float, *, width: int = 80, x: float = 72, size: float = 10
) -> list[tuple[float, float, float, str]]:
    """A paragraph as lines of a page, 12 points apart."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [(x, top - 12 * n, size, one) for n, one in enumerate([*lines, line])]


CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quillhaven Weekly</dc:title><dc:creator>Mara Lindqvist</dc:creator>
<dc:language>en</dc:language><dc:date>2031-05-16</dc:date></metadata>
<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="text/bridge.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/ferry%20one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""


def chapter(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def epub(**members: str | bytes) -> bytes:
    """An EPUB of two chapters; `members` replaces or adds files (`__` is a slash, `_` a dot)."""
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/nav.xhtml": chapter("Contents", "Ferries", "Bridge"),
        "OEBPS/cover.xhtml": chapter("Cover"),
        "OEBPS/text/ferry one.xhtml": chapter("Ferries stay in port", FERRY.replace("&", "&amp;"), BRIDGE),
        "OEBPS/text/bridge.xhtml": chapter("Bridge is sound", BRIDGE, BRIDGE.replace("spring", "autumn")),
    }
    files |= {name.replace("__", "/").replace("_", "."): data for name, data in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


NEWSLETTER = f"""Return-Path: <bounce@wire.example>
Message-ID: <7@wire.example>
Date: Wed, 14 May 2031 16:02:00 +0200
From: =?utf-8?q?Zo=C3=AB_Brekke?= <letter@wire.example>
To: reader@desk.example
Subject: =?utf-8?b?RmVycmllcyBzdGF5IGluIHBvcnQg4oCTIGFnYWlu?=
List-ID: Harbour Letter <letter.wire.example>
Content-Language: en-GB
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8

{FERRY}

--cut
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

<html><head><title>x</title><style>p {{color: red}}</style></head><body>
<div style=3D"display:none">Preview words that nobody reads</div>
<table role=3D"presentation"><tr><td><a href=3D"https://wire.example/letters/7?utm_source=3Dmail">View in browser</a></td></tr>
<tr><td><h1>Ferries stay in port</h1><p>{FERRY.replace("&", "&amp;")}</p><p>{BRIDGE} It cost 40 =80.</p></td></tr></table>
<img src=3D"https://track.example/1.gif"></body></html>

--cut--
"""
