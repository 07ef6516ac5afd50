"""The rules about classified items."""

from __future__ import annotations

from perfreport.checks import classified, project_targets
from perfreport.checks.bases import (
    DECLARATIONS,
    ERROR,
    EVALUATION,
    INFORMATION,
    PROJECTS,
    SECRECY,
    WARNING,
)
from perfreport.checks.rule import ARITHMETIC, Rule

CLASSIFIED_RULES: tuple[Rule, ...] = (
    Rule(
        code="CLASS-001",
        title="涉密项目的名称",
        checks="涉密项目以代码代替名称",
        basis=SECRECY,
        severities=WARNING,
        kinds=PROJECTS,
        check=classified.classified_names_are_codes,
    ),
    Rule(
        code="CLASS-002",
        title="涉密项目公开的内容",
        checks="涉密项目除统一的说明外没有另列指标",
        basis=SECRECY,
        severities=INFORMATION,
        kinds=PROJECTS,
        check=classified.classified_items_disclose_nothing,
    ),
    Rule(
        code="CLASS-003",
        title="涉密项目的金额",
        checks="涉密项目写有金额",
        basis=SECRECY,
        severities=WARNING,
        kinds=PROJECTS,
        check=classified.classified_money_is_shown,
    ),
    Rule(
        code="CLASS-004",
        title="合计中的涉密项目",
        checks="所写的小计、合计没有漏掉涉密项目的金额",
        basis=ARITHMETIC,
        severities=ERROR,
        kinds=PROJECTS,
        check=project_targets.classified_money_in_totals,
    ),
    Rule(
        code="CLASS-005",
        title="没有标明的涉密内容",
        checks="文字自称涉密、不公开的项目和指标标有“涉密: true”",
        basis=SECRECY,
        severities=WARNING,
        kinds=DECLARATIONS,
        check=classified.what_says_classified_is_marked,
    ),
    Rule(
        code="CLASS-006",
        title="没有标明的涉密章节",
        checks="只写了不公开说明的一节标有“涉密: true”",
        basis=SECRECY,
        severities=INFORMATION,
        kinds=EVALUATION,
        check=classified.withheld_passages_are_marked,
    ),
)
