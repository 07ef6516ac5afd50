"""What to do about YAML that cannot be read: from the parser's complaint to an advice in words."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from contextlib import suppress

import yaml

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.blocks.fields import MOST_DEPTH
from perfreport.data.shielding import LOADER, Shield
from perfreport.data.yaml_habits import habits

# The breaks at which YAML counts lines.
_LINE_END = regex("\r\n|[\r\n\x85\u2028\u2029]")
_NOT_YAML = "这里不合 YAML 的写法，请核对缩进、冒号后的空格、引号和括号"
TOO_DEEP = f"嵌套超过 {MOST_DEPTH} 层，请核对缩进和括号"
MISPLACED_DASH = "列表项“- ”的位置不对，请另起一行并缩进"
_TAB = "缩进用了制表符（Tab），请改为空格"
_LEADING = "文字不能以“{character}”打头，请给这段文字加上引号"
_BROKEN_OFF = "内容在这里中断，请核对括号和引号是否成对"
_ALIGNMENT = "缩进没有对齐：同一层的键要对齐，列表的每项以“- ”开头"
_COLON_IN_TEXT = "文字里有“: ”，请给这段文字加上引号"
_TEXT_ABOVE_LIST = "“{key}:”的后面已写了{text}，下面又是列表；列表的键后面不写字，请删去{text}"
_BRACKETS = "这里的括号里，各项要用半角逗号隔开，括号要成对；文字里有逗号、冒号、括号的请加引号"
_SCANNING = tuple(
    f"scanning {what}"
    for what in ("an anchor", "an alias", "a tag", "a block scalar", "a directive")
)
_ITEM = regex(r" *- ")
_ENTRY = regex(r" *(?:- +)*(?P<key>[^\s:：]{1,20}):[ \t]+(?P<text>[^\s#|>&*!{\[].*)")
_COMMENT = regex(r"(?:^|[ \t])#.*")
_BEGINS_BLOCK = regex(r"[:-] +[|>][+-]?\s*$")
_UNDER_BLOCK = "“|-”下面的文字，要比有“|-”的那一行缩进得多，请在行首加半角空格"
_TEXT_AFTER_QUOTE = "引号或括号的后面还有文字：请给整段文字加上引号，并核对上面的引号是否成对"

_HABITS = (
    (
        regex(r"\s*(?:- *)?[^\s:：]{1,20} ?[：﹕︰∶]"),
        "冒号是全角的，请改为半角冒号加一个空格“: ”",
    ),
    (regex(r"\s*(?:- *)?[^\s:：\"']{1,20}:\S"), "冒号后面缺一个空格，请写成“键: 值”"),
    (regex(r"\s*(?:-[^\s-]|[－—–])"), "列表的每项以半角“-”加一个空格开头"),
)
"""What people type out of habit, by the beginning of the line, and what to type instead."""


_OPEN_QUOTE = "unexpected end of stream"
_COMPLAINTS = {
    "tab character": _TAB,
    "maximum nesting depth": TOO_DEEP,  # libyaml's own, from 0.2.6 on
    _OPEN_QUOTE: "这里的引号不成对：到文件末尾也没有另一半",
    "did not find expected ',' or": _BRACKETS,
    "unknown escape": "双引号里的“\\”要写成“\\\\”",
    "could not find expected ':'": "这一行应写成“键: 值”，或缩进没有对齐",
    "mapping values are not allowed": _ALIGNMENT,
    "did not find expected key": _ALIGNMENT,
    "did not find expected '-' indicator": _ALIGNMENT,
    "<document start>": "一个文件只能写一份文书，“...”之后的请另存为文件",
    "block sequence entries": MISPLACED_DASH,
    "cannot start any token": _LEADING,
    "did not find expected node content": _LEADING,
    **dict.fromkeys(_SCANNING, _LEADING),
}
"""What to do about a complaint of the parser, by words of it; the first that fits."""

_EARLIER = {
    _OPEN_QUOTE, "did not find expected ',' or", "could not find expected ':'", *_SCANNING,
}  # fmt: skip
"""Of these the mistake is where the parser began what it could not finish, not where it gave up."""


def explain(error: yaml.MarkedYAMLError, text: str, lists: Container[str]) -> tuple[Mistake, ...]:
    """What is wrong with ``text`` and what to do, with the numbers of the lines.

    What people type out of habit is told first, wherever the parser noticed it.
    """
    words = f"{error.context or ''} {error.problem or ''}"
    complaint = next((each for each in _COMPLAINTS if each in words), None)
    mark = (error.context_mark if complaint in _EARLIER else None) or error.problem_mark
    if mark is None:
        return (Mistake(NOWHERE, _NOT_YAML),)
    # An open quote reaches to the end of the file; the habits behind it are not its cause.
    marks = (mark,) if complaint == _OPEN_QUOTE else (error.context_mark, error.problem_mark)
    reached = max(each.line + 1 for each in marks if each)
    if found := habits_of(text, reached):
        return found
    # Numbered from 1; the parser may stop behind the last one.
    lines = ["", *_LINE_END.split(text), ""]
    number = min(mark.line + 1, len(lines) - 1)
    if above := _text_above_list(lines, number, lists):
        return (above,)
    if complaint is None:
        return (Mistake(NOWHERE, _NOT_YAML, number),)
    if "mapping values" in words:
        return (_unexpected_colon(lines, number),)
    return (Mistake(NOWHERE, _advice(complaint, lines, number, mark.column), number),)


def habits_of(text: str, last: int) -> tuple[Mistake, ...]:
    """What is typed out of habit in ``text`` up to the line numbered ``last``, and its like."""
    return habits(_LINE_END.split(text), last, _lines_inside_texts(text, last))


def _lines_inside_texts(text: str, last: int) -> set[int]:
    """The lines up to ``last`` on which a quoted or plain text goes on.

    A plain one that goes on into ``last`` was not meant to: there the parser gave up.
    """
    numbers: set[int] = set()
    tokens = yaml.scan(Shield(text).text, Loader=LOADER)
    with suppress(yaml.YAMLError):
        for token in tokens:
            if not isinstance(token, yaml.ScalarToken) or token.style in ("|", ">"):
                continue
            assert token.start_mark is not None  # every token here has its marks
            assert token.end_mark is not None
            end = token.end_mark.line + 1
            if end < last + bool(token.style):
                numbers.update(range(token.start_mark.line + 2, end + 1))
    return numbers


def _advice(complaint: str, lines: list[str], number: int, column: int) -> str:
    line = lines[number]
    character = line[column : column + 1]
    advice = _COMPLAINTS[complaint]
    if advice is _LEADING:
        if not character:
            return _BROKEN_OFF
        return _TAB if character == "\t" else _LEADING.format(character=character)
    if complaint == "could not find expected ':'":
        above = lines[_line_above(lines, number)]
        not_deep = _UNDER_BLOCK if _BEGINS_BLOCK.search(above) else advice
        return _habit(line) or not_deep
    if complaint == "did not find expected key" and line[:column].strip():
        return _TEXT_AFTER_QUOTE
    return advice


def _line_above(lines: Sequence[str], number: int) -> int:
    """The number of the next line above that says something; 0, an empty one, if none does."""
    return next((each for each in range(number - 1, 0, -1) if lines[each].strip()), 0)


def _unexpected_colon(lines: list[str], number: int) -> Mistake:
    """A second colon in a line; or the line above, meant as an entry, was taken for mere text."""
    if len(re.findall(r":(?:\s|$)", lines[number])) > 1:
        return Mistake(NOWHERE, _COLON_IN_TEXT, number)
    above = _line_above(lines, number)
    if habit := _habit(lines[above]):
        return Mistake(NOWHERE, habit, above)
    return Mistake(NOWHERE, _ALIGNMENT, number)


def _text_above_list(lines: list[str], number: int, lists: Container[str]) -> Mistake | None:
    """A text behind the key of the list whose first item stands on the line ``number``."""
    if not _ITEM.match(lines[number]):
        return None
    bare = [_COMMENT.sub("", line).rstrip() for line in lines[:number]]
    above = _line_above(bare, number)
    entry = _ENTRY.fullmatch(bare[above])
    if not entry or entry["key"] not in lists:
        return None
    text = quoted(entry["text"])
    return Mistake(NOWHERE, _TEXT_ABOVE_LIST.format(key=entry["key"], text=text), above)


def _habit(line: str) -> str | None:
    return next((advice for pattern, advice in _HABITS if pattern.match(line)), None)
