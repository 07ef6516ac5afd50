"""Evaluation tables (项目支出绩效自评表) as they are rendered: a table and a page for each project.

Every project has a name, money, a goal and achievements of its own, made after the projects of the
example of a department in characters drawn from all of GB 2312.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import groupby
from random import Random
from typing import Any, NamedTuple

import perfreport
from benchmarks.characters import drawn
from perfreport import EvaluatedIndicator, EvaluatedProject, ProjectEvaluation, Sources
from perfreport.basics import resources
from perfreport.blocks.printing import build_page_view
from perfreport.forms.registry import FormRegistry

FORM = "national-2020-project-evaluation"

_SOURCE = resources.examples() / "qingshan-2023-project-evaluation.yaml"
_STAGES = ("年初预算数", "全年预算数", "全年执行数")


class EvaluationSheet(NamedTuple):
    """What the form prints, as plain texts.

    Attributes:
        title: of each table.
        year: below it.
        department: of each project.
        unit: of the amounts.
        projects: the texts of each; a row of indicators begins with the labels of its levels, each
            with the number of rows that it stands beside, 0 where it goes on from above.
    """

    title: str
    year: str
    department: str
    unit: str
    projects: list[dict[str, Any]]


def project_evaluation(count: int, seed: int = 0) -> ProjectEvaluation:
    """项目支出绩效自评表 of ``count`` projects, scored as they are printed."""
    published, chance = _published(), Random(seed)
    projects = tuple(_project(number, chance) for number in range(1, count + 1))
    document = published.model_copy(update={"projects": projects})
    assert isinstance(document, ProjectEvaluation)
    return document


def view_of(document: ProjectEvaluation) -> Any:
    """What templates see, with the rows that are printed to be filled in."""
    registry = FormRegistry()
    return build_page_view(document, registry.going_by(registry.get(FORM), document))


def sheet_of(document: ProjectEvaluation) -> EvaluationSheet:
    """The texts of ``document``."""
    view = view_of(document)
    projects = [_texts(project) for project in view.projects]
    return EvaluationSheet(view.title, view.year, view.department, view.unit, projects)


def _project(number: int, chance: Random) -> EvaluatedProject:
    made = chance.choice(_published().projects)
    budget = Decimal(chance.randrange(1_000, 100_000)) / 100
    final = (budget * chance.randrange(80, 101) / 100).quantize(Decimal("0.01"))
    money = dict(zip(_STAGES, (budget, budget, final), strict=True))
    indicators = tuple(_indicator(each, chance) for each in made.indicators)
    return made.model_copy(
        update={
            "name": f"{drawn(made.name, chance)}（第{number}号）",
            "sources": _money_class().model_validate({"当年财政拨款": money}),
            "goal": tuple(drawn(each, chance) for each in made.goal or ()),
            "result": tuple(drawn(each, chance) for each in made.result or ()),
            "indicators": indicators,
        }
    )


def _indicator(made: EvaluatedIndicator, chance: Random) -> EvaluatedIndicator:
    """``made`` with a name, and an achievement of its own where its points follow from that."""
    made = made.model_copy(update={"name": drawn(made.name, chance)})
    if made.score is not None or not (made.annual_value or "").startswith("≥"):
        return made
    target = Decimal(chance.randrange(6_000, 10_000)) / 100
    actual = target * chance.randrange(85, 121) / 100
    return made.model_copy(
        update={"annual_value": f"≥{target}%", "actual": f"{actual.quantize(Decimal('0.01'))}%"}
    )


def _texts(project: Any) -> dict[str, Any]:
    funds = project.funds
    money = (funds.total, funds.appropriation, funds.carried_over, funds.other)
    return {
        "name": project.name,
        "implementer": project.implementer,
        "funds": [list(row) for row in money],
        "rate": [project.rate_weight, project.rate_score],
        "goal": "\n".join(project.goal),
        "result": "\n".join(project.result),
        "indicators": _rows(project.indicators),
        "total": [project.full, project.total],
    }


def _rows(indicators: Any) -> list[list[Any]]:
    ones = _spans([each.level_one.text for each in indicators])
    twos = _spans([(each.level_one.text, each.level_two.text) for each in indicators])
    return [
        [
            each.level_one.text,
            one,
            each.level_two.text,
            two,
            each.name,
            each.annual_value,
            each.actual,
            each.weight,
            each.score,
            "\n".join(each.deviation_reason),
        ]
        for each, one, two in zip(indicators, ones, twos, strict=True)
    ]


def _spans(labels: list[Any]) -> list[int]:
    """How many equal labels begin at each place; 0 where one goes on."""
    counts = [len(list(group)) for _, group in groupby(labels)]
    return [span for count in counts for span in (count, *[0] * (count - 1))]


@cache
def _money_class() -> type[Sources]:
    """The class of money that the form's projects have."""
    sources = _published().projects[0].sources
    assert sources is not None
    return type(sources)


@cache
def _published() -> ProjectEvaluation:
    document = perfreport.load(_SOURCE)
    assert isinstance(document, ProjectEvaluation)
    return document
