"""The list of all rules, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from perfreport.checks.engine.rule import Described
from perfreport.checks.pending import PENDING_RULE
from perfreport.checks.printing import PRINTING_RULE
from perfreport.kinds import KINDS
from perfreport.kinds.chain.comparison import COMPARISON_RULES
from perfreport.kinds.kind import Kinds

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

_INTRODUCTION = """\
# 检查规则

`perfreport check` 和 `perfreport build` 按这些规则检查文书，
`perfreport check --against` 再把自评报告与申报、部门申报与各项目对照起来。
每条检查发现写明位置、错在哪里、怎么改和依据。
级别有三种：

- **错误**：自相矛盾或缺少内容，文书不能生成（`--allow-errors` 例外）；
- **警告**：多半有误，请核对；照录原件的可以保留；
- **提示**：供参考，例如取舍造成的尾差。

规则中的界限、分值、指标体系不写在程序里，取自版式和它所用的评价方案。规则编号不变，也不改作他用。
"""


def all_rules() -> tuple[Described, ...]:
    """The rules about single documents, about evaluations against declarations, about files."""
    return (*KINDS.rules, *COMPARISON_RULES, PRINTING_RULE, PENDING_RULE)


def rules_markdown() -> str:
    """All rules as a Markdown document, group by group."""
    parts = [_INTRODUCTION]
    for title, members in _groups():
        parts.append(f"\n## {title}\n\n")
        parts.append("| 编号 | 规则 | 级别 | 检查什么 | 文种 | 依据 |\n")
        parts.append("|---|---|---|---|---|---|\n")
        parts.extend(_row(rule) for rule in members)
    return "".join(parts)


def rules_text() -> str:
    """All rules as plain text for a terminal, group by group."""
    blocks = [f"检查规则共{len(all_rules())}条；有“错误”的文书不能生成，“警告”请核对，“提示”供参考"]
    for title, members in _groups():
        blocks.append(title)
        blocks.extend(_entry(rule) for rule in members)
    return "\n\n".join(blocks) + "\n"


def _groups() -> Iterator[tuple[str, Iterator[Described]]]:
    """The rules of each group under its title."""
    # Rules are listed in the order of their codes, so that a group is one run.
    for group, members in groupby(all_rules(), lambda rule: rule.code.split("-")[0]):
        yield f"{_GROUPS[group]}（{group}）", members


def _row(rule: Described) -> str:
    cells = (rule.code, rule.title, _severities(rule), rule.checks, kinds_label(rule), rule.basis)
    return f"| {' | '.join(cells)} |\n"


def _entry(rule: Described) -> str:
    return (
        f"  {rule.code}　{_severities(rule)}　{rule.title}\n"
        f"      检查：{rule.checks}\n"
        f"      文种：{kinds_label(rule)}\n"
        f"      依据：{rule.basis}"
    )


def _severities(rule: Described) -> str:
    return "、".join(severity.label for severity in rule.severities)


def kinds_label(rule: Described, kinds: Kinds = KINDS) -> str:
    """The kinds of documents that ``rule`` is for, by their Chinese names."""
    names = [name for name, model in kinds.models.items() if issubclass(model, rule.kinds)]
    return "全部" if len(names) == len(kinds.all) else "、".join(names)
