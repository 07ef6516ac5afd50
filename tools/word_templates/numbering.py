"""The numbering of headings and lists (结构层次序数, GB/T 9704)."""

from __future__ import annotations

from tools.word_templates.elements import Element, w
from tools.word_templates.styles import first_line_indent

HEADINGS = 1
"""Id of the list that numbers the headings: 一、 / （一） / 1. / （1）."""

ITEMS = 2
"""Id of the list that numbers items of text: 1. 2. 3."""

_HEADING_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def numbering_part(indent: int, size: float) -> Element:
    """The lists; their paragraphs begin ``indent`` characters of ``size`` points inwards."""
    headings = [
        _level(level, number_format, shown, f"Heading{level + 1}", indent, size)
        for level, (number_format, shown) in enumerate(_HEADING_LEVELS)
    ]
    items = [_level(0, "decimal", "%1.", "ListNumber", indent, size)]
    return w(
        "numbering",
        _definition(HEADINGS, "multilevel", headings),
        _definition(ITEMS, "singleLevel", items),
        w("num", w("abstractNumId", val=HEADINGS), numId=HEADINGS),
        w("num", w("abstractNumId", val=ITEMS), numId=ITEMS),
    )


def _definition(list_id: int, kind: str, levels: list[Element]) -> Element:
    identity = w("nsid", val=f"{0x5A0B0000 + list_id:08X}")
    return w("abstractNum", identity, w("multiLevelType", val=kind), *levels, abstractNumId=list_id)


def _level(
    level: int, number_format: str, shown: str, style: str, indent: int, size: float
) -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=number_format),
        w("pStyle", val=style),
        w("suff", val="nothing"),
        w("lvlText", val=shown),
        w("lvlJc", val="left"),
        w("pPr", first_line_indent(indent, size)),
        ilvl=level,
    )
