"""What differs between two documents is told field by field, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document
from perfreport.compare import Change, Difference, apply, compare_documents
from perfreport.kinds.project_targets.model import Project, ProjectTargets, SpendingUnit
from tests.compare.edits import edited
from tests.data.any_document import documents
from tests.examples import EXAMPLES, example

seeds = st.integers(0, 2**32)


def project(name: str, **fields: object) -> Project:
    return Project.model_validate({"名称": name, **fields})


def targets(*projects: Project) -> ProjectTargets:
    unit = SpendingUnit(name="市局", projects=projects)
    return ProjectTargets(year=2024, department="市局", units=(unit,))


def only(before: Document, after: Document) -> Difference:
    (difference,) = compare_documents(before, after)
    return difference


PROJECTS = ("资金使用单位", 0, "项目")


@settings(deadline=None)
@given(documents(), documents(), seeds, st.integers(0, 6))
def test_the_differences_lead_from_one_document_to_the_other(
    before: Document, other: Document, seed: int, edits: int
) -> None:
    after = edited(before, other, seed, edits)
    assert apply(compare_documents(before, after), before) == after


@settings(deadline=None)
@given(st.lists(documents(), min_size=2, max_size=2))
def test_they_do_so_between_strangers_too(pair: list[Document]) -> None:
    before, after = pair
    if type(before) is type(after):
        assert apply(compare_documents(before, after), before) == after


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    assert compare_documents(example(name), example(name)) == ()


def test_a_changed_amount_says_what_it_was_and_what_it_is() -> None:
    found = only(targets(project("甲", 财政拨款="59.80")), targets(project("甲", 财政拨款="60")))
    assert (found.change, found.old_text, found.new_text) == (Change.CHANGED, "59.80", "60")
    assert found.before == found.after == (*PROJECTS, 0, "财政拨款")
    assert found.label == "资金使用单位“市局” › 项目“甲” › 财政拨款"


def test_a_figure_written_otherwise_is_the_same() -> None:
    before = targets(project("甲", 财政拨款="1.0"))
    assert compare_documents(before, targets(project("甲", 财政拨款="10,000元"))) == ()


def test_a_field_that_was_empty_is_added_and_one_that_is_empty_now_removed() -> None:
    without, with_goal = targets(project("甲")), targets(project("甲", 绩效目标="一\n二"))
    assert only(without, with_goal).change is Change.ADDED
    assert only(without, with_goal).new_text == "一\n二"
    assert only(with_goal, without).change is Change.REMOVED
    assert only(with_goal, without).after is None


def test_an_added_project_is_one_difference_with_all_it_says() -> None:
    one, two = project("甲"), project("乙", 财政拨款="1.50")
    found = only(targets(one), targets(one, two))
    assert (found.change, found.after, found.new) == (Change.ADDED, (*PROJECTS, 1), two)
    assert found.new_text == "名称：乙\n财政拨款：1.50"


def test_a_moved_project_that_was_edited_is_moved_and_edited() -> None:
    before = targets(*map(project, "甲丙丁"), project("乙", 财政拨款="1"))
    after = targets(project("乙", 财政拨款="2"), *map(project, "甲丙丁"))
    moved, changed = compare_documents(before, after)
    assert (moved.change, moved.before, moved.after) == (
        Change.MOVED,
        (*PROJECTS, 3),
        (*PROJECTS, 0),
    )
    assert changed.after == (*PROJECTS, 0, "财政拨款")


def test_a_renamed_project_is_told_by_its_former_name() -> None:
    before = targets(project("培训经费", 财政拨款="3"), project("乙"))
    found = only(before, targets(project("培训工作经费", 财政拨款="3"), project("乙")))
    assert found.change is Change.CHANGED
    assert found.label.endswith("项目“培训经费” › 名称")
    assert [part.text for part in found.segments] == ["培训", "工作", "经费"]


def test_namesakes_are_told_apart_by_their_number() -> None:
    before = targets(project("甲", 财政拨款="1"), project("甲", 财政拨款="2"))
    after = targets(project("甲", 财政拨款="1"), project("甲", 财政拨款="3"))
    assert "项目“甲”（第 2 项）" in only(before, after).label


def test_a_paragraph_is_told_by_its_number() -> None:
    before, after = (
        targets(project("甲", 绩效目标=f"一\n{two}")) for two in ("第二段话", "第二段")
    )
    assert only(before, after).label.endswith("项目“甲” › 绩效目标第 2 段")


def test_removed_rows_are_told_where_they_were() -> None:
    rows = [project(name, 财政拨款=str(cost)) for cost, name in enumerate("甲乙丙丁", 1)]
    after = targets(rows[0], rows[2], project("丁", 财政拨款="9"))
    assert [found.change for found in compare_documents(targets(*rows), after)] == [
        Change.REMOVED,
        Change.CHANGED,
    ]


def test_three_thousand_edited_projects_are_each_told() -> None:
    before = targets(*(project(f"项目{number}", 财政拨款="1") for number in range(3000)))
    after = targets(*(project(f"项目{number}", 财政拨款="2") for number in range(3000)))
    assert len(compare_documents(before, after)) == 3000


def test_documents_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(InputError, match="文种不同"):
        compare_documents(example(EXAMPLES[0]), example(EXAMPLES[1]))


def test_amounts_in_other_units_lead_back_exactly() -> None:
    before, after = targets(project("甲", 财政拨款="1")), targets(project("甲", 财政拨款="5元"))
    result = apply(compare_documents(before, after), before)
    assert result.units[0].projects[0].appropriation == Amount.parse("5元")
