"""What makes the file PDF/A-1b (ISO 19005-1, GB/T 23286.1): its metadata and its colours.

The document information and the metadata say the same, in the two forms that the standard wants.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

from perfreport.basics.properties import Properties
from perfreport.pdf.colour import srgb_profile
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
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


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
    text = _METADATA.format(elements="\n".join(filter(None, elements)))
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
    return f"<{element}>{escape(text)}</{element}>" if text else ""


def _list(element: str, kind: str, text: str, language: str = "") -> str:
    item = f"<rdf:{kind}><rdf:li{language}>{escape(text)}</rdf:li></rdf:{kind}>"
    return f"<{element}>{item}</{element}>" if text else ""
