"""A Word file just made reads back into exactly the document it was made from."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import perfreport
from perfreport.basics.quantities import Amount, Score, Unit
from perfreport.blocks.model import Document
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import Deduction, Efficiency, ScoredIndicator
from perfreport.roundtrip import Reading, read_docx, reader
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.word_editor import WordEditor
from tests.strategies import documents
from tests.strategies.texts import odd_lines

REGISTRY = FormRegistry()


def is_untouched(reading: Reading) -> bool:
    """Whether the reading has nothing to report."""
    return not (
        reading.edits or reading.conflicts or reading.unplaced or reading.notes or reading.pending
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_back_as_it_was(name: str) -> None:
    reading = read_docx(rendered(name, "docx"), REGISTRY)
    assert reading.document == example(name)
    assert reading.form_id == example(name).form
    assert is_untouched(reading)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_untouched_page_is_gone_through_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    word = rendered(name, "docx")
    calls = Counter[str]()
    for called in ("find", "compare"):
        original = getattr(reader, called)

        def counted(*given: Any, of: str = called, go_on: Any = original) -> Any:
            calls[of] += 1
            return go_on(*given)

        monkeypatch.setattr(reader, called, counted)
    read_docx(word, REGISTRY)
    assert calls == {"find": 1, "compare": 1}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_any_document_reads_back_as_it_was(document: Document) -> None:
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents(lines=odd_lines))
def test_characters_of_any_sort_read_back_as_they_were(document: Document) -> None:
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


def test_an_amount_comes_back_in_the_unit_it_was_typed_in() -> None:
    department = example("guangzhou-2024-department-targets")
    assert isinstance(department, DepartmentTargets)
    assert department.budget is not None
    budget = department.budget.model_copy(update={"basic": Amount("69045312.34", Unit.YUAN)})
    document = department.model_copy(update={"budget": budget})
    read = read_docx(perfreport.render(document, "docx"), REGISTRY).document
    assert isinstance(read, DepartmentTargets)
    assert read.budget is not None
    assert read.budget.basic.unit is Unit.YUAN
    assert read == document


def test_a_document_printed_on_a_form_it_does_not_name_still_names_none() -> None:
    named = example("guangzhou-2024-department-targets")
    document = named.model_copy(update={"form": None})
    file = perfreport.render(document, "docx", form=named.form)
    assert read_docx(file, REGISTRY).document == document


def with_joint_deduction(*names: str) -> Document:
    """A report whose indicators of these names lost points for one reason."""
    report = example("guangzhou-2023-self-evaluation")
    indicators = tuple(
        ScoredIndicator(level_two="运行成本", name=name, weight=Score(3), score=Score(2))
        for name in names
    )
    deduction = Deduction(reason="经费增长", indicators=names)
    efficiency = Efficiency(indicators=indicators, deductions=(deduction,))
    return report.model_copy(update={"efficiency": efficiency})


@pytest.mark.parametrize("name", ["“三公”经费", "经费”", "“经费", "”", "“", "经费”“成本", "”“"])
def test_names_with_quotation_marks_read_back_as_they_were(name: str) -> None:
    document = with_joint_deduction(name, "能耗支出")
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@pytest.mark.parametrize("reason", ["甲；二是乙", "甲，扣1分", "甲。乙，扣1分；二是丙", "”“"])
def test_reasons_worded_like_the_sentence_around_them_read_back_as_they_were(reason: str) -> None:
    report = with_joint_deduction("预算编制", "能耗支出")
    assert isinstance(report, SelfEvaluation)
    deductions = tuple(
        Deduction(reason=reason, indicators=(name,)) for name in ("预算编制", "能耗支出")
    )
    efficiency = report.efficiency.model_copy(update={"deductions": deductions})
    document = report.model_copy(update={"efficiency": efficiency})
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


def test_names_with_quotation_marks_stay_when_the_reason_beside_them_is_edited() -> None:
    document = with_joint_deduction("“三公”经费", "能耗支出")
    editor = WordEditor(perfreport.render(document, "docx"))
    editor.replace(editor.paragraph("经费增长"), "经费增长", "经费增加")
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, SelfEvaluation)
    (deduction,) = reading.document.efficiency.deductions
    assert (deduction.reason, deduction.indicators) == ("经费增加", ("“三公”经费", "能耗支出"))
    assert not reading.unplaced


@pytest.mark.parametrize(
    "name",
    [
        "机关单位管理局",
        "部门名称审定局",
        "年度单位万元办",
        "项目支出绩效目标表编印处",
    ],
)
@pytest.mark.parametrize("example_name", EXAMPLES)
def test_names_with_the_words_of_labels_read_back_as_they_were(
    name: str, example_name: str
) -> None:
    document = example(example_name).model_copy(update={"department": name})
    file = perfreport.render(document, "docx")
    reading = read_docx(file, REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)
