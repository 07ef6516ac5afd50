"""Money is asked of projects where the form has a place for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.documents.checking import check_document
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from tests.checks.snippets import BASES, REMOVED, changed
from tests.forms.own_templates import with_form

FORM = "guangzhou-project-targets"
SOURCES = ("总计", "财政拨款", "财政专户拨款", "其他资金")
PROJECT = "资金使用单位[1].项目[1]"
WITHOUT_MONEY = {
    f"{PROJECT}.总计": REMOVED,
    f"{PROJECT}.财政拨款": REMOVED,
    f"{PROJECT}.其他资金": REMOVED,
    "资金使用单位[1].小计": REMOVED,
    "合计": REMOVED,
}


@pytest.mark.parametrize(("left_out", "codes"), [((), ["SUM-033"]), (SOURCES, [])])
def test_a_form_that_prints_no_money_asks_for_none(
    left_out: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    not_printed = "".join(f"  - 资金使用单位.项目.{source}\n" for source in left_out)
    with_form(tmp_path, FORM, lambda text: text.replace("不印:\n", f"不印:\n{not_printed}"))
    document = ProjectTargets.model_validate(changed(BASES["项目"], WITHOUT_MONEY))
    findings = check_document(document, FormRegistry((tmp_path,)).get(FORM))
    assert [finding.code for finding in findings if finding.code == "SUM-033"] == codes
