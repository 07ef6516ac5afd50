"""Documents of the kind 部门整体预算绩效目标申报表."""

from __future__ import annotations

from hypothesis import strategies as st

from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.department_targets.model import Budget, DepartmentTargets, Task
from tests.strategies.indicators import indicator_lists
from tests.strategies.money import amount_of, cents, shares, split
from tests.strategies.texts import goals_of, items, paragraphs


@st.composite
def department_targets(
    draw: st.DrawFn, form: DepartmentTargetsForm, lines: st.SearchStrategy[str]
) -> DepartmentTargets:
    """Declarations that fit ``form``: income, expenditure and levels of use are one sum."""
    total = draw(cents())
    basic, project, special, other = draw(shares(total, 4))
    appropriation, other_income = draw(split(total, 2))
    own_level, transfers = draw(split(total, 2))
    units = draw(st.integers(0, 30))
    other_tasks = draw(st.none() | paragraphs(lines))
    return DepartmentTargets(
        form=form.id,
        year=draw(st.integers(2015, 2035)),
        department=draw(lines),
        subordinate_units=None if "下属二级单位数" in form.not_printed else units,
        budget=Budget(
            basic=amount_of(basic),
            project=amount_of(project),
            special_funds=amount_of(special),
            other_development=amount_of(other),
            appropriation=appropriation,
            other_income=other_income,
            own_level=own_level,
            transfers=transfers,
        ),
        goals=tuple(draw(items(lines))),
        tasks=draw(_tasks(lines, project + special + other)),
        other_tasks=None if "其他需完成的任务" in form.not_printed else other_tasks,
        indicators=draw(indicator_lists(form, lines, most=8)),
    )


@st.composite
def _tasks(draw: st.DrawFn, lines: st.SearchStrategy[str], money: int) -> tuple[Task, ...]:
    """Key tasks that together take no more than ``money``."""
    names = draw(items(lines))
    amounts = draw(split(money, len(names) + 1))
    return tuple(
        Task(
            name=name,
            content=draw(paragraphs(lines)),
            amount=amount,
            goal=draw(goals_of(name, lines)),
        )
        for name, amount in zip(names, amounts[:-1], strict=True)
    )
