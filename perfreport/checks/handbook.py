"""The list of all rules, for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import get_args

from perfreport.checks.rule import Rule
from perfreport.checks.rules import RULES

_GROUPS = {
    "SUM": "合计与勾稽",
    "RATE": "比率",
    "SCORE": "分值与得分",
    "IND": "绩效指标",
    "TEXT": "文字",
    "CLASS": "涉密内容",
}

_INTRODUCTION = """\
# 检查规则

`perfreport check` 和 `perfreport build` 按这些规则检查单份文书。一条检查发现写明位置、错在哪里、
怎么改和依据。级别有三种：

- **错误**：自相矛盾或缺少内容，文书不能生成（`--allow-errors` 例外）；
- **警告**：多半有误，请核对；照录原件的可以保留；
- **提示**：供参考，例如取舍造成的尾差。

规则中的界限、分值、指标体系不写在程序里，取自版式和它所用的评价方案。规则编号不变，也不改作他用。
"""


def rules_markdown(rules: Iterable[Rule] = RULES) -> str:
    """``rules`` as a Markdown document, group by group."""
    parts = [_INTRODUCTION]
    for group, members in groupby(rules, lambda rule: rule.code.split("-")[0]):
        parts.append(f"\n## {_GROUPS.get(group, group)}（{group}）\n\n")
        parts.append("| 编号 | 规则 | 级别 | 检查什么 | 文种 | 依据 |\n")
        parts.append("|---|---|---|---|---|---|\n")
        parts.extend(_row(rule) for rule in members)
    return "".join(parts)


def _row(rule: Rule) -> str:
    severities = "、".join(severity.label for severity in rule.severities)
    cells = (rule.code, rule.title, severities, rule.checks, kinds_label(rule), rule.basis)
    return f"| {' | '.join(cells)} |\n"


def kinds_label(rule: Rule) -> str:
    """The kinds of documents that ``rule`` is for, by their Chinese names."""
    return "、".join(get_args(kind.model_fields["kind"].annotation)[0] for kind in rule.kinds)
