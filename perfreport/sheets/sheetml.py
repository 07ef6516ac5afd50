"""The names of SpreadsheetML, and the texts in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.office import xml
from perfreport.office.package import Parts

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Strict files (ECMA-376, part 1) say the same in other namespaces.
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": S.strip("{}").encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.strip("{}").encode(),
}
_ESCAPE = regex("_x([0-9A-Fa-f]{4})_")
_IS_HALF = range(0xD800, 0xE000)
_LINE_END = regex("\r\n?")


def usual(parts: Mapping[str, bytes]) -> Parts:
    """``parts`` in the namespaces that most files have."""
    return {name: _usual(part) for name, part in parts.items()}


def _usual(part: bytes) -> bytes:
    for strict, usual in _STRICT.items():
        part = part.replace(strict, usual)
    return part


def text_in(element: etree._Element) -> str:
    """The text of a string item: its runs one behind the other, without readings (拼音)."""
    texts = (
        (child.text if child.tag == _T else child.findtext(_T)) or ""
        for child in element
        if child.tag in (_T, _RUN)
    )
    return unescaped("".join(texts))


_T, _RUN = S + "t", S + "r"


def unescaped(text: str) -> str:
    """``text`` with what XML cannot hold, ``_x000D_``, as the character that it is."""
    if "_x" in text:
        text = _ESCAPE.sub(_character, text)
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if code in _IS_HALF else chr(code)


def strings(part: bytes) -> list[str]:
    """The texts of the workbook's table of texts (sharedStrings)."""
    return [
        unescaped(item[0].text or "") if len(item) == 1 and item[0].tag == _T else text_in(item)
        for item in xml.parse(part).iterchildren(S + "si")
    ]
