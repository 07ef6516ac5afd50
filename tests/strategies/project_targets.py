"""Documents of the kind 项目支出绩效目标表."""

from __future__ import annotations

from hypothesis import strategies as st

from perfreport.blocks.model import Indicator
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets, SpendingUnit
from perfreport.kinds.project_targets.wording import ClassifiedStatement
from tests.strategies.indicators import indicator_lists
from tests.strategies.money import amount_of
from tests.strategies.texts import goals_of, items, plain


@st.composite
def project_targets(
    draw: st.DrawFn, form: ProjectTargetsForm, lines: st.SearchStrategy[str], *, states_sums: bool
) -> ProjectTargets:
    """Declarations that fit ``form``; with ``states_sums`` they state every total."""
    names = draw(items(lines, 3))
    units = tuple(draw(_units(form, name, lines, states_sums)) for name in names)
    document = ProjectTargets(
        form=form.id, year=draw(st.integers(2015, 2035)), department=draw(lines), units=units
    )
    stated = Funds(**document.funds._asdict())
    return document.model_copy(update={"stated": stated}) if states_sums else document


@st.composite
def _units(
    draw: st.DrawFn,
    form: ProjectTargetsForm,
    name: str,
    lines: st.SearchStrategy[str],
    states_sums: bool,
) -> SpendingUnit:
    chosen = st.one_of(_projects(form, lines), _projects(form, lines), _classified(form))
    told_apart = st.lists(
        chosen, min_size=1, max_size=4, unique_by=lambda project: plain(project.name)
    )
    projects = tuple(draw(told_apart))
    if states_sums:
        projects = tuple(
            project.model_copy(update={"stated_total": project.funds.total}) for project in projects
        )
    unit = SpendingUnit(name=name, projects=projects)
    stated = Funds(**unit.funds._asdict())
    return unit.model_copy(update={"stated": stated}) if states_sums else unit


_money = st.integers(1, 10**7).map(amount_of)


@st.composite
def _projects(draw: st.DrawFn, form: ProjectTargetsForm, lines: st.SearchStrategy[str]) -> Project:
    name = draw(lines)
    return Project(
        name=name,
        appropriation=draw(_money),
        special_account=draw(st.none() | _money),
        other=draw(st.none() | _money),
        goal=draw(goals_of(name, lines)),
        indicators=draw(indicator_lists(form, lines)),
    )


@st.composite
def _classified(draw: st.DrawFn, form: ProjectTargetsForm) -> Project:
    """A classified project: a code, money, and indicators only where the form has none for it."""
    statement = draw(st.sampled_from(form.wording.classified))
    return Project(
        name=f"GZIT{draw(st.integers(2015, 2035))}-N-{draw(st.integers(1, 999_999)):06}",
        appropriation=draw(_money),
        classified=True,
        classified_statement=statement.name,
        indicators=_withheld(form, statement),
    )


def _withheld(form: ProjectTargetsForm, statement: ClassifiedStatement) -> tuple[Indicator, ...]:
    if statement.indicator:
        return ()
    level_one = form.taxonomy.levels_one[0]
    return (
        Indicator(
            level_one=level_one.name,
            level_two=level_one.levels_two[0].name,
            name="安全保障",
            classified=True,
        ),
    )
