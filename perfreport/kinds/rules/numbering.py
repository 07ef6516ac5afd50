"""Goals that a form numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from perfreport.basics.patterns import regex
from perfreport.blocks.walk import keys_of
from perfreport.checks.bases import NUMBERING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Remark, remark, rule

_TYPED_NUMBER = regex(
    r"[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|[目任](?:(?<=目)标|(?<=任)务)([一二三四五六七八九]|\d)[：:、.．]"
    r"|第?([一二三四五六七八九])(?:(?<=第.)[，,、：:]|(?<!第.)是)"
)
_NEXT = dict(pairwise("一二三四五六七八九十")) | dict(pairwise("0123456789"))


@rule(
    "TEXT-010",
    "目标的双重编号",
    checks="由版式编号的目标前面没有手工写的编号",
    basis=NUMBERING,
)
def goals_not_numbered_twice(case: Case) -> Iterator[Remark]:
    """A goal that the form numbers has no number typed before it."""
    # Of those that list the rule.
    goals: tuple[str, ...] = getattr(case.document, "goals", ())
    # A single goal is printed without a number, so that a typed one stands alone.
    if len(goals) < 2:
        return
    path = keys_of(type(case.document), "goals")
    for position, goal in enumerate(goals):
        number = _TYPED_NUMBER.match(goal)
        if number and not _lists_points(goal, number):
            yield remark(
                path / position,
                f"目标以“{number.group()}”开头，版式自动编号，会印成两个编号",
                f"请删去“{number.group()}”",
            )


def _lists_points(goal: str, number: re.Match[str]) -> bool:
    """Whether the goal goes on with the next number: 一是……，二是……; 目标1：……；目标2：……."""
    numeral = number[1] or number[2]
    # 一是……；二是…… within one goal counts its own points and not the goals.
    return bool(numeral) and number.group().replace(numeral, _NEXT.get(numeral, "")) in goal
