"""The rule about texts that mix 元 and 万元 (金额的单位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.checks.bases import INFORMATION, ONE_UNIT
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule

_IN_YUAN = regex(r"\d万?元", needs="元")
# Prices and standards are said in 元 wherever the budget is in 万元.
_OF_ONE = regex(r"每|[人户亩月年日]均|价|标准|[按由从]\d|限额|定额|单[笔项]|奖")
_FOR_ONE = regex(r"[/／每一×*]|[，（(]?(?:即|合|折合)|(?:及|\(含\)|（含）)?以[上下内]|的?标准|起")
# How far back a sentence is looked at, in characters.
_SENTENCE = 40


@rule(
    "TEXT-012",
    "金额的单位",
    checks="同一段里的金额不混用元和万元，单价、标准除外",
    basis=ONE_UNIT,
    severities=INFORMATION,
)
def one_unit_of_money(case: Case) -> Iterator[Remark]:
    """A text does not speak of 元 in one place and of 万元 in another, prices of one aside."""
    for spots in case.prose.find_by_text(_IN_YUAN):
        if len({spot.found[1:] for spot in spots}) == 1:
            continue
        units = {spot.found[1:]: spot for spot in spots if not _is_price(spot)}
        if len(units) > 1:
            yield remark(
                spots[0].path,
                f"同一段里金额有的以元为单位（{quote(units['元'].around)}），"
                f"有的以万元为单位（{quote(units['万元'].around)}）",
                "请核对单位；无误的，尽量统一为万元",
            )


def _is_price(spot: Spot) -> bool:
    """Whether the amount is for one of many (每人, 每页, 单价), a standard or a limit."""
    sentence = re.split("[。；;]", spot.text[max(0, spot.start - _SENTENCE) : spot.end])[-1]
    return bool(_OF_ONE.search(sentence) or _FOR_ONE.match(spot.after))
