"""What people type out of habit where YAML wants something else, found line by line.

The parser often complains lines later, or of something else; these signs tell by themselves.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import Mistake
from perfreport.basics.invisible import named
from perfreport.basics.patterns import regex

_KEY_NAME = r"[^\s:：{}\[\]\"'#,，]{1,20}"
_KEY = rf"{_KEY_NAME}:(?:\s|$)"
_ITEM = rf"(?:{_KEY}|[{{\[｛])"
_WIDE_BLANK = "[\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_KEY_BEFORE = r" *(?:- +)*[^\s:：]{1,20}:"
_ENTRY_BEFORE = r" *(?:- +)*(?:[^\s:：]{1,20}: +)?"
_BLOCK = regex(r"[:-][ \t]+[|>][+\-\d]{0,2}[ \t]*(?:#.*)?$")


_INDENTATION = "行首有{name}，缩进只能用半角空格，请改过来"
_GAP = "冒号后面是{name}，请改为半角空格"
_COMMENT = "这里的“{sign}”是全角的；注释要用半角“#”打头，请改过来"
_DASH = "列表的每项以半角“-”加一个空格开头，这里是“{sign}”，请改过来"
_GLUED_DASH = "列表的每项以半角“-”加一个空格开头，“{sign}”的“-”后面缺一个空格"
_BRACE = "这里的“{sign}”是全角的，请改为半角的花括号"
_COMMA = "这里的“{sign}”是全角的；括号里，各项要用半角逗号隔开，括号要成对，请改为“, ”"
_HIDDEN_END = (
    "括号还没有合上，“{sign}”以后的都当作了注释；文字里有“#”的请给它加引号，注释请写到括号后面"
)
_BAR = "这里写的是“{sign}”；段落块的记号要用半角的“|-”，请改过来"

# Each is such that the line cannot be right YAML as it stands, for the parser complains lines
# later: a sign that fits a line which is as it should be would be told in place of the mistake.
_SIGNS = (
    (rf"[ \t]*(?P<sign>{_WIDE_BLANK})\s*(?:- |＃|{_ITEM})", _INDENTATION),
    (r"\s*(?P<sign>＃)", _COMMENT),
    (rf"\s*(?P<sign>[－—–―•·●▪◆]{{1,2}}|\d{{1,2}}[.．、)）])\s*{_ITEM}", _DASH),
    (rf"\s*(?P<sign>-(?!-){_KEY_NAME})(?=:(?:\s|$))", _GLUED_DASH),
    (rf"\s*(?P<sign>-[{{\[｛]|-{_WIDE_BLANK})", _DASH),
    (rf"{_KEY_BEFORE}(?P<sign>{_WIDE_BLANK})", _GAP),
    (rf"{_ENTRY_BEFORE}(?P<sign>｛)[^｝]*: ", _BRACE),
    (rf"{_ENTRY_BEFORE}\{{[^}}]*(?P<sign>｝)\s*$", _BRACE),
    (rf"{_ENTRY_BEFORE}\{{[^}}\"']*?(?P<sign>，) *[^\s:：,，]{{1,12}}: ", _COMMA),
    (rf"{_ENTRY_BEFORE}[{{\[][^}}\]\"'#]*[ \t](?P<sign>#)(?=.*[}}\]])", _HIDDEN_END),
    (rf"{_KEY_BEFORE} +(?P<sign>(?:[|>][－—–]|｜[-－—–]?))\s*$", _BAR),
)
"""How habits are known in a line, and what to say of the group ``sign``, or of its ``name``."""

_PATTERNS = tuple((regex(pattern), advice) for pattern, advice in _SIGNS)


def habits(lines: list[str], last: int, inside_texts: Container[int]) -> tuple[Mistake, ...]:
    """What the lines up to the one numbered ``last`` show of habits, with their like below it.

    Lines of text blocks and those ``inside_texts`` are passed over: there anything may stand.
    """
    found = [
        Mistake(NOWHERE, advice, number)
        for number, line in _outside_blocks(lines)
        if number not in inside_texts and (advice := _advice(line))
    ]
    shown = {each.message for each in found if (each.line or 0) <= last}
    return tuple(each for each in found if each.message in shown)


def _advice(line: str) -> str | None:
    """What was typed out of habit in ``line``, and what to type instead."""
    for pattern, advice in _PATTERNS:
        if sign := pattern.match(line):
            typed = sign["sign"]
            name = named(typed) if len(typed) == 1 else ""
            return advice.format(sign=typed, name=name)
    return None


def _outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that are no text of a block (``|-``), with their numbers."""
    block: int | None = None
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (indent > block or not line.strip()):
            continue
        block = _depth(line) if _BLOCK.search(line) else None
        yield number, line


def _depth(line: str) -> int:
    """The column of the key or dash before the sign of a block; its text is indented further."""
    head = _BLOCK.split(line)[0]
    return len(head) - len(head.lstrip(" -"))
