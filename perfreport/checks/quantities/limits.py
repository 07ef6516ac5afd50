"""Rules about the limits that texts name: shares beyond the whole, and limits said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.blocks.walk import value_at
from perfreport.checks.bases import TARGET_RULES
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule
from perfreport.checks.targets import NUMBER, SCALE, UNITS

# Names of shares, of which nothing can have more than the whole; a plan can be exceeded.
_PART = (
    "满意[度率]|知晓[度率]|占比|比重|(?:合格|达标|优良|优秀|覆盖|普及|及时|准确|正确|到位|参与|出勤"
    "|归档|办结|处置|通过|正常运行|完好|整改|回复|响应|公开|有效|规范)率"
)
_IS_A_PART = regex(rf"(?:{_PART})$")
_NAMES_A_PART = regex(rf"(?:{_PART})[^\d]{{0,8}}$")
_NOTHING_BUT_A_SIGN = regex("[≥≧⩾>＞=＝达到为是不低少于小超过大高至：: ]*")
# Ratios of two sums, which supervisors want above 100 %.
_NOT_OF_ONE_WHOLE = regex("拨备|流动性|杠杆|偿付")
# 覆盖率提高110% speaks of the growth.
_CHANGED = regex("提高|提升|增长|增加|上升|上涨|增幅|超额|翻")
_HUNDREDS = regex(r"\d{3,9}(?:\.\d{1,4})?[%％]")
# The pattern may start inside a number: 000% of 1,000%.
_IS_IN_NUMBER = regex(r"[\d.,]$")
_WITHOUT_POINT = 300
_CLAUSE_ENDS = regex("[，。；、,;]")
_VALUES = {"年度指标值", "实施周期指标值", "预期实现值", "实际完成值"}

_LEAST = "不(?:得)?(?:少|低|小)于|大于(?:或?等于)?|高于|多于|超过|至少|最少|[≥≧⩾>＞]=?"
_MOST = "不(?:得)?(?:多|高|大)于|不(?:得)?超过|小于(?:或?等于)?|低于|少于|至多|最多|[≤≦⩽<＜]=?"
_SAID_BEFORE = regex(
    rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<about>大约|约))"
    rf"\s*(?P<value>(?:{NUMBER})\s*(?:{SCALE})?(?:{UNITS}|％)?(?:/[年月周天日次人户个])?)\s*$"
)
# 完成不少于3项以下任务的研究 announces a list.
_SAID_AFTER = regex(
    r"[以之左](?:(?<=以)(?:上(?![年述])|下(?=[，。；;、,）)的\s]|$)|内(?![容部]))|(?<=之)内|(?<=左)右)"
)
_MEANS = {"以上": "least", "以下": "most", "以内": "most", "之内": "most", "左右": "about"}
_MARK_AND_WORD = regex(
    r"[≥≧⩾≤≦⩽]\s*(?:(?:不(?:得)?[少低小多高大]于|不(?:得)?超过|[大小高低多少]于|超过|至[少多]|[≥≤]))\s*(?=\d)",
    needs="≥≧⩾≤≦⩽",
)


@rule(
    "IND-012",
    "超过100%的比率",
    checks="满意度、合格率、覆盖率、占比等不超过100%",
    basis=ARITHMETIC,
)
def shares_within_the_whole(case: Case) -> Iterator[Remark]:
    """No satisfaction, coverage or other share is more than 100 %."""
    for spot in case.prose.find(_HUNDREDS):
        clause = _CLAUSE_ENDS.split(spot.before)[-1]
        is_whole = not _IS_IN_NUMBER.search(spot.before)
        if not is_whole or Decimal(spot.found[:-1]) <= 100 or _CHANGED.search(clause):
            continue
        if subject := _share_at(spot, clause, case):
            yield remark(
                spot.path,
                f"{subject}超过了100%",
                f"{_how_typed(spot)}；说的是增长幅度的，请写明“增长”",
            )


def _how_typed(spot: Spot) -> str:
    """What probably went wrong: far above the whole, a decimal point was left out."""
    is_far = Decimal(spot.found[:-1]) >= _WITHOUT_POINT
    return "请核对是否漏了小数点" if is_far else "请核对改正，这样的比率不会超过100%"


def _share_at(spot: Spot, clause: str, case: Case) -> str:
    """The share whose number stands at ``spot``, with it; empty where it is none."""
    name = _indicator_with(spot.path, case)
    if _NOT_OF_ONE_WHOLE.search(f"{name} {clause}"):
        return ""
    if named := _NAMES_A_PART.search(clause):
        return quote(f"{clause[: named.start()][-8:]}{named.group()}{spot.found}")
    is_plain = _NOTHING_BUT_A_SIGN.fullmatch(clause) and spot.start == len(clause)
    return (
        f"{quote(name)}的{spot.path[-1]}{spot.found}"
        if is_plain and _IS_A_PART.search(name)
        else ""
    )


def _indicator_with(path: DataPath, case: Case) -> str:
    """The name of the indicator whose value stands at ``path``; empty for other texts."""
    return str(value_at(case.document, path.parent / "名称")) if path[-1] in _VALUES else ""


def is_beyond_the_whole(name: str, percent: Decimal) -> bool:
    """Whether the indicator called ``name`` is a share, and no share can be ``percent``."""
    return percent > 100 and bool(_IS_A_PART.search(name)) and not _NOT_OF_ONE_WHOLE.search(name)


@rule(
    "IND-013",
    "重复的比较",
    checks="比较的意思只写一次：写“≥90%”或“90%以上”，不写“≥90%以上”",
    basis=TARGET_RULES,
)
def limits_said_once(case: Case) -> Iterator[Remark]:
    """A limit is said once: ``≥90%`` or ``90%以上``, not ``≥90%以上``."""
    for spot in case.prose.find(_SAID_AFTER):
        said = _SAID_BEFORE.search(spot.before)
        if said and (before := _kind_of(said)) in _contraries(_MEANS[spot.found]):
            yield _said_twice(spot, said, is_same=before == _MEANS[spot.found])
    for spot in case.prose.find(_MARK_AND_WORD):
        message = f"{quote(spot.found + spot.after[:6])}处比较的意思写了两次"
        yield remark(spot.path, message, "请只留一个，如“≥90%”或“不低于90%”")


def _kind_of(said: re.Match[str]) -> str:
    return next(kind for kind in ("most", "least", "about") if said[kind])


def _contraries(meant: str) -> tuple[str, ...]:
    """What, said before a number, goes ill with the words behind it that mean ``meant``."""
    return ("about",) if meant == "about" else ("least", "most")


def _said_twice(spot: Spot, said: re.Match[str], *, is_same: bool) -> Remark:
    sign, value = said[_kind_of(said)], said["value"]
    whole = quote(f"{said.group()}{spot.found}")
    if is_same:
        message = f"{whole}的{quote(sign)}和{quote(spot.found)}是同一个意思，写了两次"
        advice = f"请只留一个：{quote(sign + value)}或{quote(value + spot.found)}"
        return remark(spot.path, message, advice)
    message = f"{whole}的{quote(sign)}和{quote(spot.found)}互相矛盾"
    return remark(spot.path, message, "请核对是上限还是下限，只留一个")
