"""``docs/rules.md`` says what the rules say about themselves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from perfreport.checks.engine.rule import Described
from perfreport.documents.findings.handbook import (
    all_rules,
    kinds_label,
    rule_groups,
    rules_text,
    severities_label,
)
from perfreport.kinds import KINDS

HANDBOOK = Path(__file__).parents[3] / "docs" / "rules.md"
INTRODUCTION = """\
# 检查规则

`perfreport check` 和 `perfreport build` 按这些规则检查文书，
`perfreport check --against` 再把自评报告与申报、部门申报与各项目对照起来。
每条检查发现写明位置、错在哪里、怎么改和依据。
级别有三种：

- **错误**：自相矛盾或缺少内容，文书不能生成（`--allow-errors` 例外）；
- **警告**：多半有误，请核对；照录原件的可以保留；
- **提示**：供参考，例如取舍造成的尾差。

规则中的界限、分值、指标体系不写在程序里，取自版式和它所用的评分办法。规则编号不变，也不改作他用。
"""


def rules_markdown() -> str:
    """All rules as a Markdown document, group by group."""
    parts = [INTRODUCTION]
    for title, members in rule_groups():
        parts.append(f"\n## {title}\n\n")
        parts.append("| 编号 | 规则 | 级别 | 检查什么 | 文种 | 依据 |\n")
        parts.append("|---|---|---|---|---|---|\n")
        parts.extend(row_of(rule) for rule in members)
    return "".join(parts)


def row_of(rule: Described) -> str:
    cells = (
        rule.code,
        rule.title,
        severities_label(rule),
        rule.checks,
        kinds_label(rule),
        rule.basis,
    )
    return f"| {' | '.join(cells)} |\n"


def test_the_handbook_is_made_from_the_rules() -> None:
    if os.environ.get("PERFREPORT_RENEW"):
        HANDBOOK.write_text(rules_markdown(), "utf-8")
    assert HANDBOOK.read_text("utf-8") == rules_markdown(), "renew it with PERFREPORT_RENEW=1"


def test_the_handbook_has_a_row_for_every_rule() -> None:
    handbook = rules_markdown()
    assert all(f"| {rule.code} | {rule.title} |" in handbook for rule in all_rules())


def test_the_text_for_a_terminal_says_the_same_without_markup() -> None:
    text = rules_text()
    assert not any(mark in text for mark in ("|", "**", "`", "#"))
    for rule in all_rules():
        entry = text.partition(f"  {rule.code}　")[2].partition("\n\n")[0]
        assert all(part in entry for part in (rule.title, rule.checks, rule.basis))
        assert all(severity.label in entry for severity in rule.severities)


def test_the_text_for_a_terminal_is_grouped_like_the_handbook() -> None:
    titles = [line[3:] for line in rules_markdown().splitlines() if line.startswith("## ")]
    assert [line for line in rules_text().splitlines()[2:] if line[:1].strip()] == titles


def test_all_rules_have_codes_of_their_own() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes) > len(KINDS.rules)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_row_of_the_handbook_is_one_line_of_a_table(rule: object) -> None:
    texts = [getattr(rule, name) for name in ("title", "checks", "basis")]
    assert not any("|" in text or "\n" in text or text.endswith("。") for text in texts)


def test_a_rule_names_its_kinds() -> None:
    by_code = {rule.code: kinds_label(rule) for rule in all_rules()}
    assert by_code["SUM-001"] == "部门整体预算绩效目标申报表"
    assert by_code["SUM-034"] == "部门整体预算绩效目标申报表、项目支出绩效目标表"
    assert by_code["TEXT-001"] == "全部"
