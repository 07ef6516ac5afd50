"""Rows below the headings of a sheet that hold no data: examples, sums, notes."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.basics.patterns import regex
from perfreport.basics.totals import is_total
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.heads import heading_compared

_SUM_FOR_NUMBER = "累计"
_NOTE = regex(
    r"(?:备?注|说明|填[写表报]说明)\d*[:、.]"
    r"|(?:(?:填[表报]|制表|审核|复核|经办|审批|(?:单位|项目)?负责|联系)人?|填[表报](?:日期|时间|单位)"
    r"|联系电话|单位?\(?(?:公章|盖章)\)?):"
)


def is_sum(text: str) -> bool:
    """Whether what stands in place of a name is what a row is called that adds up the others."""
    return is_total(heading_compared(text))


def is_sum_for_number(text: str) -> bool:
    """The same of what stands in place of the number of a row."""
    return is_sum(text) or heading_compared(text) == _SUM_FOR_NUMBER


def is_note(text: str) -> bool:
    """Whether a row of such texts alone stands below a table: 注：… or 填表人：…, not 注册数."""
    return bool(_NOTE.match(as_compared(text)))


def has_figures(entries: Iterable[Entry]) -> bool:
    """Whether rows of ``entries`` hold what can be added up."""
    return any(each.sort in ("金额", "数字", "整数", "百分比") for each in entries)
