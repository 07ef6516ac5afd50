"""The rules about what is listed twice."""

from __future__ import annotations

from perfreport.checks import items
from perfreport.checks.bases import ALL, LISTED_ONCE, TARGET_RULES, WARNING
from perfreport.checks.rule import Rule

ITEM_RULES: tuple[Rule, ...] = (
    Rule(
        code="ITEM-001",
        title="重复的条目",
        checks="同一份清单里，资金使用单位、项目、任务、科目、目标各只列一次",
        basis=LISTED_ONCE,
        severities=WARNING,
        kinds=ALL,
        check=items.listed_once,
    ),
    Rule(
        code="ITEM-002",
        title="照抄的绩效目标",
        checks="名称不同的项目（任务），绩效目标不是同一段文字",
        basis=TARGET_RULES,
        severities=WARNING,
        kinds=ALL,
        check=items.goals_not_copied,
    ),
)
