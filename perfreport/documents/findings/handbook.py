"""The list of all rules, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from perfreport.checks.engine.rule import Described
from perfreport.checks.pending import PENDING_RULE
from perfreport.checks.printing import PRINTING_RULE
from perfreport.kinds import KINDS
from perfreport.kinds.chain.comparison import COMPARISON_RULES

_GROUPS = {
    "SUM": "合计与勾稽",
    "RATE": "比率",
    "SCORE": "分值与得分",
    "ITEM": "项目、任务和科目",
    "IND": "绩效指标",
    "TEXT": "文字",
    "CLASS": "涉密内容",
    "AGAINST": "与申报的对照",
    "PRINT": "印成 PDF",
    "DRAFT": "起草的文书",
}


def all_rules() -> tuple[Described, ...]:
    """The rules about single documents, about evaluations against declarations, about files."""
    return (*KINDS.rules, *COMPARISON_RULES, PRINTING_RULE, PENDING_RULE)


def rules_text() -> str:
    """All rules as plain text for a terminal, group by group."""
    blocks = [f"检查规则共{len(all_rules())}条；有“错误”的文书不能生成，“警告”请核对，“提示”供参考"]
    for title, members in rule_groups():
        blocks.append(title)
        blocks.extend(_entry(rule) for rule in members)
    return "\n\n".join(blocks) + "\n"


def rule_groups() -> Iterator[tuple[str, Iterator[Described]]]:
    """The rules of each group under its title."""
    # Rules are listed in the order of their codes, so that a group is one run.
    for group, members in groupby(all_rules(), lambda rule: rule.code.split("-")[0]):
        yield f"{_GROUPS[group]}（{group}）", members


def _entry(rule: Described) -> str:
    return (
        f"  {rule.code}　{severities_label(rule)}　{rule.title}\n"
        f"      检查：{rule.checks}\n"
        f"      文种：{kinds_label(rule)}\n"
        f"      依据：{rule.basis}"
    )


def severities_label(rule: Described) -> str:
    """How grave the findings of ``rule`` are."""
    return "、".join(severity.label for severity in rule.severities)


def kinds_label(rule: Described) -> str:
    """The kinds of documents that ``rule`` is for, by their Chinese names."""
    names = [name for name, model in KINDS.models.items() if issubclass(model, rule.kinds)]
    return "全部" if len(names) == len(KINDS.all) else "、".join(names)
