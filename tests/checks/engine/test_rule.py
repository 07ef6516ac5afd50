"""A rule says what its findings have in common; its function says the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from perfreport import Severity
from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, remark_on, rule
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from tests.examples import example

DOCUMENT = example("guangzhou-2024-department-targets")
CASE = Case(DOCUMENT, FormRegistry().get(str(DOCUMENT.form)))
_COMMA = re.compile("，")


@rule("TEXT-900", "标题", checks="检查什么", basis=ARITHMETIC)
def title_is_there(_: Case) -> Iterator[Remark]:
    """One remark of the rule's own severity and basis, and one of another basis."""
    yield remark(DataPath("部门名称"), "消息", "处理")
    yield remark(DataPath("年度"), "消息", "处理", "某某通知")


def test_a_rule_is_a_warning_about_all_kinds_unless_something_else_is_said() -> None:
    assert title_is_there.severities == (Severity.WARNING,)
    assert title_is_there.kinds == (Document,)


def test_a_remark_becomes_a_finding_of_the_rule() -> None:
    first, second = title_is_there.findings(CASE)
    assert (first.code, first.severity, first.basis) == ("TEXT-900", Severity.WARNING, ARITHMETIC)
    assert (first.path, first.message, first.advice) == (("部门名称",), "消息", "处理")
    assert second.basis == "某某通知"


def test_nothing_is_found_in_documents_of_other_kinds() -> None:
    assert list(replace(title_is_there, kinds=(ProjectTargets,)).findings(CASE)) == []
    assert len(list(replace(title_is_there, kinds=(DepartmentTargets,)).findings(CASE))) == 2


def test_a_rule_of_several_severities_has_to_say_which() -> None:
    several = replace(title_is_there, severities=(Severity.ERROR, Severity.WARNING))
    with pytest.raises(ValueError, match="too many values"):
        next(several.findings(CASE))


def test_a_remark_on_several_places_tells_how_many_there_are() -> None:
    some = next(each for each in CASE.prose.find_by_text(_COMMA) if len(each) > 1)
    assert remark_on(some, "消息", "处理").message == f"消息（这一段共{len(some)}处）"
    assert remark_on(some[:1], "消息", "处理", Severity.ERROR) == (
        some[0].path,
        Severity.ERROR,
        "消息",
        "处理",
        None,
    )
