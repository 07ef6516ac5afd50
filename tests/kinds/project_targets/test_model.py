"""Sums of projects follow from the projects, unless the published form states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport import InputError
from perfreport.basics.quantities import Amount
from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets, SpendingUnit

COLUMNS = ("total", "appropriation", "special_account", "other")
amounts = st.none() | st.decimals(min_value=0, max_value=10**6, places=2).map(Amount)
projects = st.tuples(amounts, amounts, amounts).map(
    lambda sources: Project(
        name="某项目", appropriation=sources[0], special_account=sources[1], other=sources[2]
    )
)
units = st.lists(projects, min_size=1, max_size=4).map(
    lambda members: SpendingUnit(name="某单位", projects=tuple(members))
)


@given(projects)
def test_a_project_totals_its_sources(project: Project) -> None:
    sources = (project.appropriation, project.special_account, project.other)
    assert project.funds.total == Amount.total(sources)


@given(st.lists(units, min_size=1, max_size=3))
def test_the_grand_total_is_the_sum_of_the_projects_in_every_column(
    members: list[SpendingUnit],
) -> None:
    document = ProjectTargets(year=2024, department="某部门", units=tuple(members))
    for column in COLUMNS:
        parts = (getattr(each.funds, column) for unit in members for each in unit.projects)
        assert getattr(document.funds, column) == Amount.total(parts)


def test_a_source_without_money_is_absent_and_not_zero() -> None:
    funds = Project(name="某项目", appropriation=Amount(1)).funds
    assert (funds.appropriation, funds.other) == (Amount(1), None)


def test_what_is_stated_stands_before_what_is_computed() -> None:
    project = Project(name="某项目", stated_total=Amount(3), appropriation=Amount(1))
    unit = SpendingUnit(name="某单位", stated=Funds(total=Amount(5)), projects=(project,))
    assert project.funds.total == Amount(3)
    assert (unit.funds.total, unit.funds.appropriation) == (Amount(5), Amount(1))


def test_a_list_of_projects_is_not_empty() -> None:
    with pytest.raises(InputError, match="至少要有 1 项"):
        ProjectTargets(year=2024, department="某部门", units=())
    with pytest.raises(InputError, match="至少要有 1 项"):
        SpendingUnit(name="某单位", projects=())


def test_a_stated_zero_is_stated() -> None:
    project = Project(name="某项目", stated_total=Amount(0), appropriation=Amount(1))
    assert project.funds.total == Amount(0)


@pytest.mark.parametrize("dash", ["-", "—", "无", "/"])
def test_a_dash_stands_for_a_source_without_money(dash: str) -> None:
    typed = {"name": "某项目", "appropriation": dash, "other": Amount(1)}
    assert Project.model_validate(typed) == Project(name="某项目", other=Amount(1))
