"""Rules about what a blank form leaves in a text: prompts and instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.checks.bases import ERROR, PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule

_PROMPT = regex(
    r"""^(?:
        [（(【]?(?:待填|待补充|待录入|待补|待定)[）)】]?|[（(【](?:此处|以下)?略[）)】]|TBD|tbd
      | (?:指标|目标|任务)\s?\d{1,2}(?:[：:][….。·]*)?|[….。·]+
      | [XxＸｘ×＊*]{2,}
      | [（(]?请(?:在此|此处)?(?:填写|输入|补充)[^，。；\n]{0,20}[）)]?
    )$""",
    re.MULTILINE | re.VERBOSE,
)
# The captions of the forms, which name what belongs below them.
_LABEL = regex(
    r"""^(?:填写)?(
        (?:年度|总体|年度总体|项目|项目年度|任务|部门整体支出)?绩效目标
      | (?:项目|任务|重点工作任务|年度重点工作任务|部门|单位|指标)名称
      | 主要实施内容|期望达到的目标|实际完成情况
    )$""",
    re.MULTILINE | re.VERBOSE,
    needs=["绩效目标", "名称", "主要实施内容", "期望达到的目标", "实际完成情况"],
)

_ABOUT_FILLING = "填写|填报|填列|概述|简述|说明|描述|阐述|分析|介绍|概括|总结|列出|列明"
_IN_BRACKETS = regex(
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
_SEE_TABLE = regex(r"[（(][^（）()\n]{1,120}(?:具体|详细|，详|,详)见表格[）)]", needs=["见表格"])
_CLICK_HERE = regex(
    "[单点]击(?:或点击)?此处(?:输入|添加|插入|编辑)(?:文字|文本|内容|标题|日期)?", needs=["此处"]
)
_AT_START = regex(
    "^(?:例如|示例|样例|举例|范例|填写示例|(?:填写|填报|填表)(?:说明|要求|提示))[：:]",
    re.MULTILINE,
    needs=["例", "说明", "要求", "提示"],
)
_LENGTH = (
    r"(?:字数)?(?:限|控制在|不超过|不多于|不少于)?\d{2,4}个?字(?:以内|之内|以下|左右|以上|内)?"
)
_LENGTH_IN_BRACKETS = regex(rf"[（(]([^（）()\n]{{0,80}}?){_LENGTH}[。]?[）)]", needs="字")
_LENGTH_AT_END = regex(rf"[，,；;。]{_LENGTH}。?$", re.MULTILINE, needs="字")
# Under a name alone: 文件一式两份（盖章） says what is to be done.
_STAMP = regex(
    "[（(](?:加盖|单位)?(?:公章|盖章|签章)[）)]$", re.MULTILINE, needs=["公章", "盖章", "签章"]
)
_INSTRUCTIONS = (
    _STAMP,
    _IN_BRACKETS,
    _SEE_TABLE,
    _CLICK_HERE,
    _AT_START,
    _LENGTH_IN_BRACKETS,
    _LENGTH_AT_END,
)
_LIKE_AN_INSTRUCTION = regex("^ ?[（(单点][^\n]{1,200}$", re.MULTILINE)
_ASKS = regex(rf"简要|扼要|概况|简介|{_ABOUT_FILLING}")
# 每篇1000字 is how much a task has to write, not how much the form asks for.
_IS_WRITTEN = regex(
    "每|篇|稿|文章|论文|信息|短信|条|撰写|编写|编印|编发|发布|推送|报送|制作|征集"
    "|提交|上报|形成|出具|完成(?!情况)"
)
_CLAUSES = regex("[，。；！？,;]")


@rule(
    "TEXT-002",
    "没有填写的提示语",
    checks="应填内容的地方不是“指标1”“……”“待填”一类的提示语、栏名，也不只有填写说明",
    basis=PREPARED,
    severities=ERROR,
)
def nothing_to_be_filled(case: Case) -> Iterator[Remark]:
    """No prompt of a form or of a draft stands where the content belongs."""
    for spot in case.prose.find(_PROMPT):
        # 目标1： may stand above the paragraphs that it counts.
        is_heading = spot.found[-1] in "：:" and not spot.is_whole_field
        if not is_heading:
            message = f"{quote(spot.text)}是提示语，还没有填写内容"
            yield remark(spot.path, message, "请填写内容，或删去这一条")
    for spot in case.prose.find(_LABEL):
        if _is_own_label(spot):
            message = f"{quote(spot.text)}是表样上的栏名，还没有填写内容"
            yield remark(spot.path, message, "请填写内容")
    # An instruction alone means that nothing was filled in: an error. Beside content it is only to
    # be deleted, and another rule warns of it.
    for spot in case.prose.find(_LIKE_AN_INSTRUCTION):
        if _is_whole_instruction(spot):
            message = f"这里只有表样的填写说明{quote(spot.text)}，还没有填内容"
            yield remark(spot.path, message, "请填写内容")


def is_prompt(text: str) -> bool:
    """Whether ``text`` holds nothing but a prompt."""
    return bool(_PROMPT.search(text))


def _is_own_label(spot: Spot) -> bool:
    """Whether the text repeats the caption of the field in which it stands."""
    # 绩效目标 may be what a task is about.
    return spot.match[1].endswith(spot.field[-4:])


@rule(
    "TEXT-023",
    "没有删去的填写说明",
    checks="文字中没有留下表样的填写说明，如“（200字以内）”“（此处填写……）”“（……具体见表格）”",
    basis=PREPARED,
)
def no_instructions(case: Case) -> Iterator[Remark]:
    """No instruction of a blank form, such as （200字以内）, is left beside what was filled in."""
    seen = set()
    for pattern in _INSTRUCTIONS:
        for spot in case.prose.find(pattern):
            is_new = spot.path not in seen and _is_instruction(spot)
            if is_new and not _is_whole_instruction(spot):
                seen.add(spot.path)
                yield _instruction(spot)


def _is_whole_instruction(spot: Spot) -> bool:
    """Whether nothing but an instruction stands in the field of ``spot``."""
    text = spot.text.strip(" 。")
    return spot.is_whole_field and any(
        (match := pattern.fullmatch(text))
        and _is_instruction(spot._replace(text=text, start=0, match=match))
        for pattern in _INSTRUCTIONS
        if pattern is not _SEE_TABLE
    )


def _instruction(spot: Spot) -> Remark:
    words = quote(spot.found if len(spot.found) > 8 else spot.around)
    message = f"{words}像是表样上的填写说明，没有删去"
    advice = "请删去填写说明，只留所填的内容"
    if spot.is_of(_SEE_TABLE):
        message = f"{words}所说的表格不在这份文书里"
        advice = "请写出表格的内容，或只删去括号里指向表格的几个字"
    return remark(spot.path, message, advice)


def _is_instruction(spot: Spot) -> bool:
    if is_prompt(spot.text):
        return False
    if spot.is_of(_STAMP):
        return "名称" in spot.field
    clauses = _CLAUSES.split(spot.text[: spot.start])
    if spot.is_of(_LENGTH_AT_END):
        return _asks_for_words(clauses[-1])
    if spot.is_of(_LENGTH_IN_BRACKETS):
        asked = spot.match[1] or clauses[-1]
        return _asks_for_words(asked) or not (asked or _IS_WRITTEN.search("".join(clauses[-2:])))
    return True


def _asks_for_words(clause: str) -> bool:
    """Whether ``clause`` tells somebody what to write, and is not about what is to be written."""
    return bool(_ASKS.search(clause)) and not _IS_WRITTEN.search(clause)


def is_in_instruction(gap: Spot) -> bool:
    """Whether the gap stands in an instruction, which another rule tells of."""
    return any(
        match.start() <= gap.start < match.end()
        for pattern in _INSTRUCTIONS
        for match in pattern.finditer(gap.text)
    )
