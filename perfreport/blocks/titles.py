"""Lines of a title as GB/T 9704 asks for them (7.3.1): no word parted, a trapezium or a rhombus.

A title is parted where its sense is: beside names and years that the data state, beside the words
of forms, and within a name only where the name of a part ends. No dictionary is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from perfreport.basics.patterns import regex

BEGIN, END = "\x02", "\x03"
"""Stand around a name in the text of a title; no text of a document has them."""

_MOST_LINES = 5
_FEWEST_EMS = 4
"""Of a line that looks like one."""

_WORDS = re.findall(
    r"\w+",
    "中国共产党 部门整体支出 部门整体 部门预算 部门 项目支出 专项转移支付 转移支付 "
    "一般公共预算 政府专项债券 政府性基金 财政专项资金 财政 专项资金 专项 预算执行 预算 "
    "决算 整体 支出 项目 省级 市级 区级 县级 绩效自评 绩效评价 绩效目标 绩效监控 "
    "绩效运行监控 绩效管理 绩效 重点 事前 事后 自评 评价 监控 总结报告 评价报告 "
    "自评报告 分析报告 工作报告 报告 申报表 自评表 评分表 目标表 监控表 情况表 汇总表 "
    "指标表 明细表 批复表 情况 工作 结果 ",
)
_WORD = regex("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_YEAR = regex(r"[0-9０-９]{4}(?:年?[-—至][0-9０-９]{4})?年度?|[0-9A-Za-z.,%]+")
_PART_OF_NAME = regex(
    "委员会|人民政府|办公室|领导小组|管理局|服务中心|中心|工程|项目|系统|平台|工作|经费|资金|建设|"
    "(?:省|自治区|自治州|市|区|县|局|厅)(?!委员会|人民政府|委|直|级|域)"
)
"""At the end of which a name may be parted; 政法委员会 is no part of one that ends before it."""

_AND = regex("(?<![以普涉共饱温参])[和与及暨](?![谐平睦解县会])")
"""Before which a name is parted rather than within a word, though it begins a line then."""

_NEVER_FIRST = "的等或、，。：；）》”〕】!?)·度年月日表"
_NEVER_LAST = "（《“〔【(·和与及或暨"
_FIRST_RATHER = "（(〔《"

_FREE, _GOOD, _FAIR, _POOR, _BAD = 0.0, 1.0, 2.0, 4.0, 12.0
"""What a break costs: beside a name, between words, within a name, before “and”, within a word."""


def ems(text: str) -> float:
    """How wide ``text`` is: two ASCII characters are as wide as a Chinese one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def shaped(marked: str, most: float | None) -> tuple[str, ...]:
    """The lines of a title, none wider than ``most`` ems if it can be parted so.

    Args:
        marked: the title, names between `BEGIN` and `END`, lines that the form parts by line feeds.
        most: None to leave lines as the form has them.
    """
    text = marked.replace(BEGIN, "").replace(END, "")
    lines = tuple(text.split("\n"))
    if most is None or all(ems(line) <= most for line in lines):
        return lines
    # Nobody prints so long a title, which has too many ways: it is for the page to break.
    if any(ems(line) > most * _MOST_LINES / 2 for line in lines):
        return lines
    choices = [list(_ways(part, most)) for part in marked.split("\n")]
    if not all(choices):
        return lines
    best = min(product(*choices), key=_total)
    return tuple(line for _, part in best for line in part)


_Way = tuple[float, tuple[str, ...]]
"""What the breaks of a line of the form cost, and the lines that it becomes."""


def _ways(marked: str, most: float) -> Iterator[_Way]:
    """The ways to part ``marked`` into as few lines as it can be."""
    text, costs = _costs(marked)
    good = [place for place, cost in sorted(costs.items()) if cost < _BAD]
    for choice in (good, sorted(costs)):
        for breaks in range(_MOST_LINES):
            found = False
            for places in combinations(choice, breaks):
                lines = tuple(text[a:b] for a, b in pairwise((0, *places, len(text))))
                if all(ems(line) <= most for line in lines):
                    found = True
                    yield sum(costs[place] for place in places), lines
            if found:
                return


def _total(ways: Sequence[_Way]) -> tuple[float, tuple[float, ...]]:
    lines = [line for _, part in ways for line in part]
    widths = [ems(line) for line in lines]
    cost = sum(cost for cost, _ in ways) + _shape(widths)
    # Of several ways alike the first line is the longer.
    return round(cost, 6), tuple(-width for width in widths)


def _shape(widths: Sequence[float]) -> float:
    """What the shape of lines costs: an hourglass most, then a rectangle, then a ragged one."""
    longest, shortest = max(widths), min(widths)
    cost = 2.5 * (shortest < _FEWEST_EMS) + max(longest / 2 - shortest, 0.0) / 2
    cost += 4.0 * sum(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False))
    if longest - shortest < 1:
        cost += 0.5
    # Lines that differ by a fifth or so make the best trapezium.
    return cost + abs(shortest / longest - 0.8)


def _costs(marked: str) -> tuple[str, Mapping[int, float]]:
    """The text of ``marked``, and where it may be parted at what cost."""
    text, costs, solid = "", dict[int, float](), set[int]()
    for piece in re.split(f"({BEGIN}[^{END}]*{END})", marked):
        start, is_name = len(text), piece.startswith(BEGIN)
        text += piece.strip(BEGIN + END)
        own = _in_name(text, start) if is_name else _in_words(text, start)
        costs |= {start: _FREE, **own, len(text): _FREE}
    for match in _YEAR.finditer(text):
        solid |= set(range(match.start() + 1, match.end()))
        costs[match.end()] = min(costs.get(match.end(), _GOOD), _GOOD)
    for place in range(1, len(text)):
        if text[place] in _FIRST_RATHER:
            costs[place] = min(costs.get(place, _GOOD), _GOOD)
    barred = (
        solid
        | {
            place
            for place in range(1, len(text))
            if text[place] in _NEVER_FIRST
            or text[place - 1] in _NEVER_LAST
            # A blank at the end of a line is lost where the title is read again.
            or any(map(str.isspace, text[place - 1 : place + 1]))
        }
    )
    inside = range(1, len(text))
    return text, {place: costs.get(place, _BAD) for place in inside if place not in barred}


def _in_words(text: str, start: int) -> Mapping[int, float]:
    """The borders of the words of forms in ``text`` from ``start`` on."""
    borders = [place for match in _WORD.finditer(text, start) for place in match.span()]
    return dict.fromkeys(borders, _GOOD)


def _in_name(text: str, start: int) -> Mapping[int, float]:
    """Where the name that begins at ``start`` may be parted."""
    places = {match.start(): _POOR for match in _AND.finditer(text, start)}
    return places | {match.end(): _FAIR for match in _PART_OF_NAME.finditer(text, start)}
