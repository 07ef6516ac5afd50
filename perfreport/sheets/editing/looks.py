"""The styles of an .xlsx file, to which those are added that a new number needs."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from perfreport.office import xml
from perfreport.sheets.formats import BUILT_IN, GENERAL
from perfreport.sheets.sheetml import S
from perfreport.sheets.styles import whole

_FIRST_OWN = 164
_BUILT_IN = {code: number for number, code in BUILT_IN.items() if number <= 49}


class Looks:
    """The styles.

    Attributes:
        is_changed: whether any was added.
    """

    def __init__(self, part: bytes | None) -> None:
        """Of the ``part`` of styles, if there is one.

        Raises:
            XmlError: when it is damaged.
        """
        self._root = xml.parse(part) if part else None
        self.is_changed = False
        self._made: dict[tuple[str | None, str], str | None] = {}

    def code(self, style: str | None) -> str:
        """The number format of a style."""
        look = self._look(style)
        return GENERAL if look is None else self._codes().get(whole(look, "numFmtId"), GENERAL)

    def with_code(self, style: str | None, code: str) -> str | None:
        """The style that differs from ``style`` in its number format alone."""
        if self.code(style) == (code or GENERAL) or self._root is None:
            return style
        key = style, code
        if key not in self._made:
            self._made[key] = self._added(style, code or GENERAL)
        return self._made[key]

    def _look(self, style: str | None) -> etree._Element | None:
        looks = [] if self._root is None else self._root.findall(f"{S}cellXfs/{S}xf")
        number = int(style) if style and style.isdecimal() else 0
        return looks[number] if number < len(looks) else None

    def _codes(self) -> dict[int, str]:
        own = () if self._root is None else self._root.iterfind(f"{S}numFmts/{S}numFmt")
        return {**BUILT_IN, **{whole(e, "numFmtId"): e.get("formatCode", GENERAL) for e in own}}

    def _added(self, style: str | None, code: str) -> str | None:
        look = self._look(style)
        looks = self._root.find(f"{S}cellXfs") if self._root is not None else None
        if look is None or looks is None:
            return style
        made = deepcopy(look)
        made.set("numFmtId", str(self._number(code)))
        made.set("applyNumberFormat", "1")
        looks.append(made)
        count = len(looks.findall(f"{S}xf"))
        looks.set("count", str(count))
        self.is_changed = True
        return str(count - 1)

    def _number(self, code: str) -> int:
        """The number of a format; a new one where there is none."""
        known = {**{c: n for n, c in self._codes().items() if n >= _FIRST_OWN}, **_BUILT_IN}
        if code in known:
            return known[code]
        assert self._root is not None
        formats = self._root.find(f"{S}numFmts")
        if formats is None:
            formats = etree.Element(f"{S}numFmts")
            self._root.insert(0, formats)
        number = max([_FIRST_OWN - 1, *(n for n in self._codes() if n >= _FIRST_OWN)]) + 1
        etree.SubElement(formats, f"{S}numFmt", {"numFmtId": str(number), "formatCode": code})
        formats.set("count", str(len(formats)))
        return number

    def part(self) -> bytes:
        """The part as it now is."""
        assert self._root is not None
        return xml.serialize(self._root).encode()
