"""What makes the file PDF/A-1b (ISO 19005-1, GB/T 23286.1): its metadata and its colours.

One that is accessible says there that it is PDF/UA-1 (ISO 14289-1) as well.

The document information and the metadata say the same, in the two forms that the standard wants.
Colours are those of sRGB (IEC 61966-2-1), whose ICC profile is made from the figures of the
standard, not taken from anybody's file.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from functools import cache
from html import escape  # xml.sax would load the modules of the network

from perfreport.basics.properties import Properties
from perfreport.pdf.pdffile import PdfFile, compressed, stream, text_string

_PRODUCER = "perfreport"
_PROFILE = "sRGB IEC61966-2.1"
_ANY_LANGUAGE = ' xml:lang="x-default"'
_METADATA = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
{elements}
</rdf:Description>{tags}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# What PDF/A does not know of has to be described in the same place (ISO 19005-1, 6.7.8).
_TAGGED = """
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas>
<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag>
</pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>"""

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
"""Red, green and blue of sRGB as seen under D50."""

_NOTICE = b"No copyright, use freely"
_CURVE_POINTS = 1024
_HEADER_SIZE = 128
_VERSION = 0x02100000
# The date of the profile is fixed, as all bytes of a file follow from its input.
_DATE = (2000, 1, 1, 0, 0, 0)


def document_information(properties: Properties) -> str:
    """The document information dictionary (文档信息) of a file with ``properties``."""
    entries = {
        "Title": properties.title,
        "Author": properties.department,
        "Subject": properties.subject,
        "Keywords": _keywords(properties),
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
    }
    if properties.created is not None:
        time = _aware(properties.created)
        zone = time.strftime("%z")
        date = f"D:{time:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
        entries |= {"CreationDate": date, "ModDate": date}
    written = " ".join(f"/{key} {text_string(text)}" for key, text in entries.items() if text)
    return f"<< {written} >>"


def metadata(properties: Properties) -> bytes:
    """The same as XMP, which may not be compressed."""
    elements = [
        _list("dc:title", "Alt", properties.title, _ANY_LANGUAGE),
        _list("dc:creator", "Seq", properties.department),
        _list("dc:description", "Alt", properties.subject, _ANY_LANGUAGE),
        _list("dc:language", "Bag", properties.language),
        _simple("pdf:Keywords", _keywords(properties)),
        _simple("pdf:Producer", _PRODUCER),
        _simple("xmp:CreatorTool", _PRODUCER),
    ]
    if properties.created is not None:
        time = _aware(properties.created).isoformat(timespec="seconds")
        elements += [_simple("xmp:CreateDate", time), _simple("xmp:ModifyDate", time)]
    tags = _TAGGED if properties.accessible else ""
    text = _METADATA.format(tags=tags, elements="\n".join(filter(None, elements)))
    return stream(text.encode(), "/Type /Metadata /Subtype /XML ")


def output_intent(file: PdfFile) -> str:
    """Colours are those of sRGB."""
    return (
        "<< /Type /OutputIntent /S /GTS_PDFA1 "
        f"/OutputConditionIdentifier {text_string(_PROFILE)} /Info {text_string(_PROFILE)} "
        f"/DestOutputProfile {file.write(_profile())} >>"
    )


@cache
def _profile() -> bytes:
    return compressed(srgb_profile(), "/N 3 ")


def _keywords(properties: Properties) -> str:
    return "，".join(properties.keywords)


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _simple(element: str, text: str) -> str:
    return f"<{element}>{escape(text, quote=False)}</{element}>" if text else ""


def _list(element: str, kind: str, text: str, language: str = "") -> str:
    item = f"<rdf:{kind}><rdf:li{language}>{escape(text, quote=False)}</rdf:li></rdf:{kind}>"
    return f"<{element}>{item}</{element}>" if text else ""


def srgb_profile() -> bytes:
    """The profile, of version 2 as PDF 1.4 knows it."""
    tags = {
        b"desc": _description(_PROFILE.encode()),
        b"cprt": b"text\0\0\0\0" + _NOTICE + b"\0",
        b"wtpt": _xyz(_D50),
        **{tag: _xyz(values) for tag, values in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve()),
    }
    table, body = _tag_table(tags)
    return _header(_HEADER_SIZE + len(table) + len(body)) + table + body


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4s24s3I48s",
        *(size, b"", _VERSION, b"mntr", b"RGB ", b"XYZ ", *_DATE, b"acsp", b"", b""),
        *(_fixed(value) for value in _D50),
        b"",
    )


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Where each tag stands, and all tags; equal ones stand there once."""
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    body = b""
    places: dict[bytes, int] = {}
    table = struct.pack(">I", len(tags))
    for tag, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return table, body


def _description(text: bytes) -> bytes:
    """A textDescriptionType without its Unicode and Macintosh forms."""
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + b"\0" * 78


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3I", *(_fixed(value) for value in values))


def _fixed(value: float) -> int:
    """An s15Fixed16Number."""
    return round(value * 65536)


def _curve() -> bytes:
    values = [_linear(index / (_CURVE_POINTS - 1)) for index in range(_CURVE_POINTS)]
    points = (round(value * 65535) for value in values)
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)


def _linear(value: float) -> float:
    """The light that the encoded ``value`` of a channel stands for."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
