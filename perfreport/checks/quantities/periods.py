"""The rule about periods: what is planned or reported belongs to the document's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from perfreport.basics.patterns import regex
from perfreport.blocks.model import Evaluation
from perfreport.checks.bases import ONE_YEAR
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule

_DOING = "完成|开展|实施|组织|举办|建设|新建|改造|采购|培训|实现|达到|推进|编制|印发|发放|新增|建成"
# 2023年计划完成的课题 names a thing that is there.
_PLAN = (
    rf"度?[，,]?(?:计划|拟|预计|力争)(?:{_DOING})(?!率|情况|数|量|[^，。；\n]{{0,12}}的)"
    r"|度?(?:部门|单位|项目)?(?:整体)?(?:支出)?(?:总体|年度)?"
    r"(?:绩效目标|工作目标|总体目标|年度目标|工作计划)(?=[：:为是]|$)"
)
_DEADLINE = (
    r"(?:年?底|末|\d{1,2}月(?:底|末|\d{1,2}日)?)(?:之?前)?[，,]?(?:全面|基本|全部)?"
    r"(?:完成|实现|达到|建成)(?!了|[^，。；\n]{0,12}的)"
)
_AIM = rf"度?内?[，,]?(?:{_DOING})(?!了|率|情况|数|量|[^，。；\n]{{0,12}}的)"
_REPORT = r"度?[，,]?[本我](?:部门|单位|局|委|办|中心|院|校|所|站|厅|处|会)"
# 2022年，将两项职能划入我局 tells what was done.
_INTENT = (
    "度?[，,]?(?:[本我][^，。；\\n]{1,4})?将(?:继续|进一步|加强|加大|持续|不断|全面|积极|着力|努力"
    "|深入|切实|严格)"
)
_AIMS = regex("(?:计划|力争|争取|确保|预计|拟)(?:于|在|到)?$")
_TASK = r"度?[^，。；\n]{0,8}任务(?=[，。；]|$)"
# What is done in the year after: 完成2023年决算编制任务.
_BELONGS_TO_ITS_YEAR = regex(
    "自评|评价|评估|评审|考核|考评|决算|结算|清算|审计|统计|核算|总结|报告|年报|年鉴|验收|检查|督查|普查"
    "|归档|档案|公开|剩余|遗留|整改|未完"
)
# 2023年1—12月监测数据入库 takes over what is there.
_MONTH_BY_MONTH = regex("[，,]?(?:计划|拟|预计|力争|每月|按月|逐月|按季)")
_IN_THE_YEAR = regex("(?:^|[，。；：])在$")
_BEGINS = regex(r"(?:^|[，。；：:（(\s.、]|到|至|于|在|力争|争取|确保|计划|拟|预计)$")
_PERIOD = regex(
    "(?:项目|实施|执行|评价|自评|工作|完成|绩效)(?:实施|评价)?(?:周期|时间|期限|期间|期|时段|进度)"
    "(?:为|是)?[：:]?$"
)
# 根据部署，2023年底前完成改造 quotes what others laid down.
_LOOKS_BACK = regex(
    "今年|本年|当年|结转|结余|延期|延至|顺延|推迟|尾款|余款|跨年|续建|续聘|已|未|曾|原|上年|去年|历史"
    "|要求|部署|规划|印发|批复|下达|立项|成立|挂牌|组建|机构改革|审计|移交|划转|验收合格|进入|投入|质保|维保|运维"
    "|以来|基础|[较比](?![好强为高大多快])"
)
# 2022年，我局名称变更 is history and no report.
_DONE = regex("完成|推进|开展|落实|取得|实现|履行|重视|加强")
# Characters of a sentence that are read on either side.
_SENTENCE = 300

# These may speak of any year.
_NOT_OF_ONE_YEAR = {"名称", "实施周期指标值", "部门职能", "自评依据"}


@cache
def _periods(year: int) -> re.Pattern[str]:
    """The words that make ``year`` the period of a plan or of a report."""
    return regex(
        rf"{year}年(?:(?P<plan>{_PLAN})|(?P<deadline>{_DEADLINE})|(?P<aim>{_AIM})"
        rf"|(?P<task>(?<=完成{year}年){_TASK})"
        rf"|(?P<whole_year>1月(?:1日)?[至到—－~～-]+(?:{year}年)?12月(?:31日)?|1[—－~～-]12月)"
        rf"|(?P<intent>{_INTENT})|(?P<report>{_REPORT}))",
        re.MULTILINE,
        needs=[f"{year}年"],
    )


@rule(
    "TEXT-026",
    "上年的年度",
    checks="计划、目标和所报告的工作属于文书的年度，不是上年的",
    basis=ONE_YEAR,
)
def periods_are_of_the_year(case: Case) -> Iterator[Remark]:
    """No plan, and no report of what was done, is about the year before the document's."""
    year = case.document.year
    is_report = isinstance(case.document, Evaluation)
    for spots in case.prose.find_by_text(_periods(year - 1)):
        # Who names both years knows which is which, and compares or carries over.
        if f"{year}年" in spots[0].text:
            continue
        meant = (spot for spot in spots if _is_meant_for(spot, is_report=is_report))
        if spot := next(meant, None):
            yield remark(
                spot.path,
                f"{quote(spot.around)}说的是{year - 1}年，文书的年度是{year}年",
                f"请核对；由上年的文书改来的，请改为{year}年的内容",
            )


def _is_meant_for(spot: Spot, *, is_report: bool) -> bool:
    """Whether the words stand for the document's own period and do not look back."""
    if _NOT_OF_ONE_YEAR & set(spot.path):
        return False
    sentence = _sentence(spot)
    if _LOOKS_BACK.search(sentence):
        return False
    match spot.match.lastgroup:
        case "whole_year":
            is_plan = not spot.before and bool(_MONTH_BY_MONTH.match(spot.after))
            return is_plan or spot.found == spot.text or bool(_PERIOD.search(spot.before))
        case "task":
            begins = bool(_BEGINS.search(spot.before.removesuffix("完成")))
            return not is_report and begins and not _BELONGS_TO_ITS_YEAR.search(sentence)
        case "aim":
            is_within = "年内" in spot.found and bool(_IN_THE_YEAR.search(spot.before))
            return not is_report and (is_within or bool(_AIMS.search(spot.before)))
        case "deadline" if is_report or not _is_ahead(spot):
            return False
        case "intent":
            return is_report and bool(_BEGINS.search(spot.before))
        case "report" if not (is_report and _DONE.search(sentence)):
            return False
    return bool(_BEGINS.search(spot.before))


def _is_ahead(spot: Spot) -> bool:
    """Whether the deadline is one to be met; that of an annual value has a rule of its own."""
    is_due = "前" in spot.found or spot.before.endswith(("到", "力争", "确保", "计划", "拟"))
    return is_due and spot.path[-1] != "年度指标值"


def _sentence(spot: Spot) -> str:
    """The sentence around the match, as far as it is near."""
    before = spot.text[max(0, spot.start - _SENTENCE) : spot.start]
    after = spot.text[spot.start : spot.start + _SENTENCE]
    return re.split("[。；]", before)[-1] + re.split("[。；]", after, maxsplit=1)[0]
