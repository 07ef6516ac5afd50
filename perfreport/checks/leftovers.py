"""Rules about what a blank form leaves in a text: prompts, gaps and instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.checks.finding import Severity
from perfreport.checks.prose import Spot, others
from perfreport.checks.quoting import quote
from perfreport.checks.rule import Case, Remark

_CROSS = "XxＸｘ×"
_PROMPT = re.compile(
    r"^(?:待填|待补充|待录入|指标\s?\d{1,2}|目标\s?\d{1,2}|任务\s?\d{1,2}|[….。·]+"
    rf"|[{_CROSS}＊*]{{2,}}"
    r"|[（(]?请(?:在此|此处)?(?:填写|输入|补充)[^，。；\n]{0,20}[）)]?)$",
    re.MULTILINE,
)
_GAP = re.compile(
    rf"""[{_CROSS}_＿（(【](?:
        (?<=[{_CROSS}])(?<![{_CROSS}][{_CROSS}])[{_CROSS}]++
      | (?<=_)_{{2,}}+
      | (?<=＿)＿{{2,}}+
      | (?<=（)[ \u3000]*+）
      | (?<=\()[ ]*+\)
      | (?<=【)(?:[ \u3000]++|[请待][^】\n]{{0,60}})】
    )""",
    re.VERBOSE,
)
_LONGEST_GAP = 60
"""A longer run of one sign is a line that was drawn, not a gap."""

_COUNTED = tuple("年月日号元万亿个项次人名份期场家户％%〕")
_INSIDE_CODES = tuple("-./\\_@:#&=+~“‘")
_NO_GAP_BEFORE = tuple("型射染世")
"""XX型, XX染色体 and Roman numerals such as XX世纪 are whole as they stand."""

_SURNAMES = tuple(
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董袁邓沈彭吕周"
    "蒋蔡贾魏薛潘戴汪姜姚谭廖邹陆郝孔崔邱秦侯邵孟钱汤尹贺赖龚"
)
_MASKED = 2
"""张×× is somebody whose name is withheld."""

_ABOUT_FILLING = "填写|填报|填列|概述|简述|说明|描述|阐述|分析|介绍|概括|总结|列出|列明"
_IN_BRACKETS = re.compile(
    rf"""[（(](?:
        (?:此处|在此处?)[请可应需]?(?:输入|插入|粘贴|{_ABOUT_FILLING})
      | 请(?:在此处?|此处|如实|据实|逐项|简要|详细|认真|结合实际|根据实际|按实际情况)*
        (?:勾选|补充|选填|{_ABOUT_FILLING})
      | (?:简要|简单|扼要|逐项|分项)(?:{_ABOUT_FILLING})(?![）)和与及、书表])
      | (?:填写|填报|填表)(?:说明|要求|提示)[：:]
      | 必填|选填|可另?附页|可(?:自行|另行)?(?:加|增加|添加|增)行
    )[^（）()\n]{{0,120}}[）)]""",
    re.VERBOSE,
)
_SEE_TABLE = re.compile(r"[（(][^（）()\n]{1,120}(?:具体|详细|，详|,详)见表格[）)]")
_CLICK_HERE = re.compile(
    "[单点]击(?:或点击)?此处(?:输入|添加|插入|编辑)(?:文字|文本|内容|标题|日期)?"
)
_AT_START = re.compile(
    "^(?:例如|示例|样例|举例|范例|填写示例|(?:填写|填报|填表)(?:说明|要求|提示))[：:]", re.MULTILINE
)
_LENGTH = (
    r"(?:字数)?(?:限|控制在|不超过|不多于|不少于)?\d{2,4}个?字(?:以内|之内|以下|左右|以上|内)?"
)
_LENGTH_IN_BRACKETS = re.compile(rf"[（(]([^（）()\n]{{0,80}}?){_LENGTH}[。]?[）)]")
_LENGTH_AT_END = re.compile(rf"[，,；;。]{_LENGTH}。?$", re.MULTILINE)
_INSTRUCTIONS = (
    _IN_BRACKETS,
    _SEE_TABLE,
    _CLICK_HERE,
    _AT_START,
    _LENGTH_IN_BRACKETS,
    _LENGTH_AT_END,
)
_ASKS = re.compile(rf"简要|扼要|概况|简介|{_ABOUT_FILLING}")
_IS_WRITTEN = re.compile(
    "每|篇|稿|文章|论文|信息|短信|条|撰写|编写|编印|编发|发布|推送|报送|制作|征集"
    "|提交|上报|形成|出具|完成(?!情况)"
)
_CLAUSES = re.compile("[，。；！？,;]")


def nothing_to_be_filled(case: Case) -> Iterator[Remark]:
    """No prompt of a form or of a draft stands where the content belongs."""
    for spot in case.prose.find(_PROMPT):
        message = f"{quote(spot.text)}是提示语，还没有填写内容"
        yield Remark(spot.path, Severity.ERROR, message, "请填写内容，或删去这一条")


def no_gaps_to_be_filled(case: Case) -> Iterator[Remark]:
    """No gap such as XX年 or ____ is left inside a text."""
    for spots in case.prose.find_by_text(_GAP):
        gaps = [spot for spot in spots if _is_gap(spot)]
        if gaps and not _PROMPT.search(gaps[0].text) and not _is_in_instruction(gaps[0]):
            yield Remark(
                gaps[0].path,
                Severity.WARNING,
                f"{quote(gaps[0].around)}处留有空缺{others(gaps)}",
                "请填写空缺处的内容",
            )


def _is_gap(spot: Spot) -> bool:
    if spot.found[0] in _CROSS:
        return len(spot.found) <= _LONGEST_GAP and _stands_for_words(spot)
    is_code = spot.before[-1:].isascii() and spot.before[-1:].isalpha()
    is_drawn = spot.found[0] in "_＿" and len(spot.found) > _LONGEST_GAP
    return not (is_code or is_drawn)


def _stands_for_words(spot: Spot) -> bool:
    """Whether crosses stand where Chinese words or a number belong, and in no name or code."""
    before, after = spot.before[-1:], spot.after[:1]
    if _is_latin(before) and not (before.isdecimal() and after in _COUNTED):
        return False
    if _is_latin(after) or before in _INSIDE_CODES or after in (*_INSIDE_CODES, *_NO_GAP_BEFORE):
        return False
    if before in _SURNAMES and len(spot.found) == _MASKED and after not in _COUNTED:
        return False
    if "染色体" in spot.text:
        return False
    return (
        _is_han(before) or before in ("（", "《", "〔", "：") or _is_han(after) or after in _COUNTED
    )


def _is_latin(character: str) -> bool:
    """Whether it is a letter or a digit, of either width."""
    return character.isalnum() and not _is_han(character)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def no_instructions(case: Case) -> Iterator[Remark]:
    """No instruction of a blank form, such as （200字以内）, is left beside what was filled in."""
    seen = set()
    for pattern in _INSTRUCTIONS:
        for spot in case.prose.find(pattern):
            if spot.path not in seen and _is_instruction(spot):
                seen.add(spot.path)
                yield _instruction(spot)


def _instruction(spot: Spot) -> Remark:
    words = quote(spot.found if len(spot.found) > 8 else spot.around)
    message = f"{words}像是表样上的填写说明，没有删去"
    advice = "请删去填写说明，只留所填的内容"
    if spot.match.re is _SEE_TABLE:
        message = f"{words}所说的表格不在这份文书里"
        advice = "请写出所指的内容，或删去这个括号"
    return Remark(spot.path, Severity.WARNING, message, advice)


def _is_instruction(spot: Spot) -> bool:
    if _PROMPT.search(spot.text):
        return False
    clauses = _CLAUSES.split(spot.text[: spot.start])
    if spot.match.re is _LENGTH_AT_END:
        return _asks_for_words(clauses[-1])
    if spot.match.re is _LENGTH_IN_BRACKETS:
        asked = spot.match[1] or clauses[-1]
        return _asks_for_words(asked) or not (asked or _IS_WRITTEN.search("".join(clauses[-2:])))
    return True


def _asks_for_words(clause: str) -> bool:
    """Whether ``clause`` tells somebody what to write, and is not about what is to be written."""
    return bool(_ASKS.search(clause)) and not _IS_WRITTEN.search(clause)


def _is_in_instruction(gap: Spot) -> bool:
    return any(
        match.start() <= gap.start < match.end()
        for pattern in _INSTRUCTIONS
        for match in pattern.finditer(gap.text)
    )
