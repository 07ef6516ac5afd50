"""Edits of one copy are carried over to another that has changed since."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.model import Document
from perfreport.compare import merge
from perfreport.kinds.department_targets.model import DepartmentTargets
from tests.compare.edits import edited
from tests.data.any_document import documents
from tests.examples import example

BASE = example("guangzhou-2024-department-targets")
assert isinstance(BASE, DepartmentTargets)


def with_goals(*goals: str) -> DepartmentTargets:
    assert isinstance(BASE, DepartmentTargets)
    return BASE.model_copy(update={"goals": goals})


def merged_goals(base: str, edited: str, current: str) -> tuple[str, int]:
    """Goals of one character each, merged; and the number of conflicts."""
    merged = merge(with_goals(*base), with_goals(*edited), with_goals(*current))
    return "".join(merged.document.goals), len(merged.conflicts)


@settings(deadline=None)
@given(documents(), documents(), st.integers(0, 2**32), st.integers(0, 5))
def test_where_only_one_copy_has_changed_its_changes_stand(
    base: Document, other: Document, seed: int, edits: int
) -> None:
    changed = edited(base, other, seed, edits)
    for copies in ((base, changed, base), (base, base, changed), (base, changed, changed)):
        merged = merge(*copies)
        assert merged.document == changed
        assert not merged.conflicts


def test_changes_to_different_fields_are_all_there() -> None:
    merged = merge(BASE, BASE.model_copy(update={"year": 2025}), with_goals("新目标"))
    assert merged.document == with_goals("新目标").model_copy(update={"year": 2025})
    assert not merged.conflicts


def test_rows_added_to_both_copies_are_all_there() -> None:
    assert merged_goals("甲乙", "甲丙乙", "甲乙丁") == ("甲丙乙丁", 0)


def test_the_same_row_added_to_both_copies_is_there_once() -> None:
    assert merged_goals("甲乙", "甲丙乙", "甲丙乙") == ("甲丙乙", 0)


def test_a_removed_row_goes_and_a_moved_one_moves() -> None:
    assert merged_goals("甲乙丙丁", "甲丙丁", "戊甲乙丙丁") == ("戊甲丙丁", 0)
    assert merged_goals("甲乙丙丁", "乙丙丁甲", "甲乙丙丁戊") == ("乙丙丁甲戊", 0)


def test_what_both_changed_in_different_ways_is_a_conflict_and_stays() -> None:
    current = BASE.model_copy(update={"year": 2026})
    merged = merge(BASE, BASE.model_copy(update={"year": 2025}), current)
    (conflict,) = merged.conflicts
    assert merged.document == current
    assert (conflict.path, conflict.edited, conflict.current) == (("年度",), 2025, 2026)


def test_an_edited_row_that_is_gone_is_a_conflict() -> None:
    base = with_goals("开展调研工作三次", "乙")
    merged = merge(base, with_goals("开展调研工作五次", "乙"), with_goals("乙"))
    (conflict,) = merged.conflicts
    assert (conflict.edited, conflict.current) == ("开展调研工作五次", None)


def test_a_removed_row_that_has_changed_is_a_conflict() -> None:
    base = with_goals("开展调研工作三次", "乙")
    merged = merge(base, with_goals("乙"), with_goals("开展调研工作五次", "乙"))
    (conflict,) = merged.conflicts
    assert (conflict.edited, conflict.current) == (None, "开展调研工作五次")
