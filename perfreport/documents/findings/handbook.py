"""The list of all rules, for people to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from perfreport.checks.engine.rule import Described
from perfreport.checks.pending import EARLIER_PENDING_RULE, PENDING_RULE
from perfreport.checks.printing import PRINTING_RULE
from perfreport.kinds import KINDS

_GROUPS = {
    "SUM": "合计与勾稽",
    "RATE": "比率",
    "SCORE": "分值与得分",
    "MON": "绩效监控",
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
    from perfreport.kinds.chain.comparison import COMPARISON_RULES  # late: it knows all kinds

    return (*KINDS.rules, *COMPARISON_RULES, PRINTING_RULE, PENDING_RULE, EARLIER_PENDING_RULE)


def rules_about(words: Iterable[str]) -> tuple[Described, ...]:
    """The rules that have all ``words`` in their code, title, basis or what they check."""
    wanted = [_comparable(word) for word in words]
    return tuple(
        rule for rule in all_rules() if all(word in _comparable(_searched(rule)) for word in wanted)
    )


def _searched(rule: Described) -> str:
    return "\n".join((rule.code, rule.title, rule.checks, rule.basis))


def _comparable(text: str) -> str:
    """``text`` without what is another letter to computers alone: full width, large and small."""
    return unicodedata.normalize("NFKC", text).casefold()


def rules_text(rules: Sequence[Described] | None = None) -> str:
    """``rules`` as plain text for a terminal, group by group; all of them unless some are given."""
    count = f"检查规则共{len(all_rules())}条"
    if rules is not None and len(rules) < len(all_rules()):
        count = f"{count}，这里列出{len(rules)}条"
    blocks = [f"{count}；有“错误”的文书不能生成，“警告”请核对，“提示”供参考"]
    for title, members in rule_groups(rules):
        blocks.append(title)
        blocks.extend(_entry(rule) for rule in members)
    return "\n\n".join(blocks) + "\n"


def rule_groups(
    rules: Sequence[Described] | None = None,
) -> Iterator[tuple[str, Iterator[Described]]]:
    """The ``rules``, or else all of them, group by group under the groups' titles."""
    listed = all_rules() if rules is None else rules
    # Rules are listed in the order of their codes, so that a group is one run.
    for group, members in groupby(listed, lambda rule: rule.code.split("-")[0]):
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
