"""Rules about dates in texts: that they exist, lie in the year, and are written alike."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.blocks.model import Evaluation
from perfreport.checks.bases import EVALUATION_RULES, INFORMATION, TARGET_RULES, WITH_LEVELS
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule

_IN_WORDS = regex(r"(\d{1,2})月(?:(\d{1,2})日)?", needs="月")
_YEAR_BEFORE = regex(r"(\d{4})年$")
_IN_DIGITS = regex(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])")
_FULL_DATE = regex(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日", needs="日")
# 2022年12月底前建成的系统 tells of what is there.
_DEADLINE = regex(
    r"((?:19|20)\d\d)年(?:度)?(?:\d{1,2}月(?:份)?(?:\d{1,2}日)?)?(?:初|上旬|中旬|下旬|底|末)?(?:之|以)?前(?!.{0,8}的)",
    needs="前",
)
_DONE = regex(r"((?:19|20)\d\d)年\d{1,2}月(?:\d{1,2}日)?", needs="月")
# 29 February exists in a date that names no year.
_LEAP_YEAR = 2024


@rule(
    "TEXT-013",
    "不存在的日期",
    checks="文字中的日期历法上存在",
    basis=ARITHMETIC,
)
def dates_exist(case: Case) -> Iterator[Remark]:
    """Every date is one of the calendar."""
    for spot in case.prose.find(_IN_WORDS):
        month, day = spot.match.groups()
        stated = _YEAR_BEFORE.search(spot.before)
        is_date = (stated or day) and spot.before[-1:] not in tuple("0123456789.")
        if is_date and not _exists(stated[1] if stated else None, month, day):
            yield _no_such_date(spot, f"{stated[0] if stated else ''}{spot.found}")
    for spot in case.prose.find(_IN_DIGITS):
        year, _, month, day = spot.match.groups()
        if _is_whole(spot) and not _exists(year, month, day):
            yield _no_such_date(spot, spot.found)


def _exists(year: str | None, month: str, day: str | None) -> bool:
    if not 1 <= int(month) <= 12:
        return False
    most = calendar.monthrange(int(year or _LEAP_YEAR) or _LEAP_YEAR, int(month))[1]
    return day is None or 1 <= int(day) <= most


def _is_whole(spot: Spot) -> bool:
    """Whether the date in digits is no part of a longer number or code."""
    # 合同2024-03-01-A has no date.
    return not any(each.isascii() and (each.isalnum() or each in "-/.") for each in spot.beside)


def _no_such_date(spot: Spot, date: str) -> Remark:
    return remark(spot.path, f"没有“{date}”这个日期", "请核对年、月、日")


@rule(
    "TEXT-014",
    "年度之外的期限",
    checks="年度指标值中的期限在文书的年度之内",
    basis=TARGET_RULES,
    kinds=WITH_LEVELS,
)
def deadlines_in_the_year(case: Case) -> Iterator[Remark]:
    """The deadline in an annual value lies in the year of the document."""
    year = case.document.year
    for spot in case.prose.find(_DEADLINE):
        if spot.path[-1] == "年度指标值" and int(spot.match[1]) != year:
            yield remark(
                spot.path,
                f"年度指标值的期限“{spot.found}”不在{year}年度之内",
                "请核对期限；跨年度的目标写在实施周期指标值中",
            )


@rule(
    "TEXT-015",
    "年度之后的完成日期",
    checks="实际完成值中的日期不在所评价年度之后",
    basis=EVALUATION_RULES,
    kinds=(Evaluation,),
)
def results_in_the_year(case: Case) -> Iterator[Remark]:
    """What was achieved was not achieved after the year evaluated."""
    year = case.document.year
    for spot in case.prose.find(_DONE):
        if spot.path[-1] == "实际完成值" and int(spot.match[1]) > year:
            yield remark(
                spot.path,
                f"实际完成值中的“{spot.found}”在{year}年度之后",
                "请核对日期；年度之后才完成的，按年度内的实际情况填写",
            )


@rule(
    "TEXT-016",
    "日期的写法",
    checks="全文日期的写法一致",
    basis="《党政机关公文格式》（GB/T 9704）：成文日期用阿拉伯数字标全年、月、日",
    severities=INFORMATION,
)
def dates_written_alike(case: Case) -> Iterator[Remark]:
    """Full dates are written in one way throughout the document."""
    in_words = next(case.prose.find(_FULL_DATE), None)
    in_digits = next((spot for spot in case.prose.find(_IN_DIGITS) if _is_whole(spot)), None)
    if in_words and in_digits:
        yield remark(
            in_digits.path,
            f"日期有的写作“{in_words.found}”，有的写作“{in_digits.found}”",
            "请统一写作“2024年9月1日”这样的形式",
        )
