"""Evaluation tables of one or several units summed up, and the report begun from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake, SeveralInputsError
from perfreport.basics.messages import choices, quoted
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.model import EvaluationTable
from perfreport.data.writing import Begun, Noted, Value
from perfreport.documents.beginning import begun_on
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.summarised import says_how, sections
from perfreport.kinds.chain.summary import Summary, SummedPart, Table, summaries

_YEAR = DataPath("年度")
_KIND = DataPath("文种")


class Summed(NamedTuple):
    """What evaluation tables come to, and what was passed over.

    Attributes:
        summaries: of each year and kind.
        tables: that were summed up; their positions are those that parts know.
        others: documents that are no evaluation tables.
    """

    summaries: tuple[Summary, ...]
    tables: tuple[Loaded, ...]
    others: tuple[Loaded, ...]


def summed(sources: Sequence[Loaded], registry: FormRegistry, year: int | None = None) -> Summed:
    """What the evaluation tables among ``sources`` say together.

    Args:
        sources: documents of whatever kinds and years; those yet to be filled in may have gaps.
        registry: of the forms.
        year: of the tables that are wanted; any if it is not given.

    Raises:
        InputError: when no evaluation table is among them, or none of that year.
        SeveralInputsError: when they state a project of a year twice.
    """
    found = tuple(each for each in sources if isinstance(each.document, EvaluationTable))
    others = tuple(each for each in sources if not isinstance(each.document, EvaluationTable))
    if not found:
        known = choices(
            each.name for each in registry.kinds.all if issubclass(each.model, EvaluationTable)
        )
        there = choices(dict.fromkeys(each.document.kind for each in others))
        message = f"这里没有自评表，只有{there}；汇总用：{known}"
        raise InputError([Mistake(NOWHERE, message)])
    years = sorted({each.document.year for each in found})
    found = tuple(each for each in found if year in (None, each.document.year))
    if not found:
        message = f"这里没有 {year} 年度的自评表；有的年度：{'、'.join(map(str, years))}"
        raise InputError([Mistake(NOWHERE, message)])
    tables = [
        Table(document, each.form)
        for each in found
        if isinstance(document := each.document, EvaluationTable)
    ]
    made = summaries(tables)
    if wrong := list(_stated_twice(made, found)):
        raise SeveralInputsError(wrong)
    return Summed(made, found, others)


def _stated_twice(made: Sequence[Summary], found: Sequence[Loaded]) -> Iterator[InputError]:
    """Tables with projects that another one has already: their money would count twice."""
    pairs: dict[tuple[int, int], list[SummedPart]] = {}
    for again, first in (pair for summary in made for pair in summary.stated_twice):
        pairs.setdefault((again.table, first.table), []).append(again)
    for (table, before), parts in pairs.items():
        where = found[before].name or "前面的一份"
        more = f"等{len(parts)}个" if len(parts) > 1 else ""
        message = f"{quoted(parts[0].name)}{more}在 {where} 里已经有了，会重复计算；请只给其中一份"
        yield found[table].mistakes([(parts[0].path, message)])


def form_of_report(registry: FormRegistry, form_id: str | None) -> Form:
    """The form of the report, which may go unsaid where one alone says how it is begun.

    Raises:
        InputError: when there is no such form, none is said, or it does not say how.
        TemplateError: when the form's manifest is wrong.
    """
    known = {form.id: form for form in map(registry.get, registry.ids) if says_how(form)}
    offered = choices(known)
    if form_id is None and len(known) == 1:
        return next(iter(known.values()))
    if form_id is None:
        message = f"能由自评表汇总起草的报告不止一种，请指明版式（form），可写：{offered}"
        raise InputError([Mistake(NOWHERE, message)])
    if form_id not in known:
        kind = registry.get(form_id).kind
        message = f"{form_id}（{kind}）的提纲没有写“汇总”，不能由自评表起草；可写：{offered}"
        raise InputError([Mistake(NOWHERE, message)])
    return known[form_id]


def begun_report(found: Summed, form: Form) -> Begun:
    """A data file of the report on ``form``: what the tables tell filled in, the rest 待填.

    Raises:
        InputError: when there is no table of projects, or there are some of several years.
    """
    of_projects = [each for each in found.summaries if each.is_of_projects]
    if not of_projects:
        there = choices(dict.fromkeys(each.kind for each in found.summaries))
        message = f"起草{form.kind}要有各项目的自评表，这里只有{there}"
        raise InputError([Mistake(_KIND, message)])
    summary = of_projects[0]
    if len(of_projects) > 1:
        there = "、".join(str(each.year) for each in of_projects)
        message = f"{summary.kind}有几个年度的（{there}）；报告写一年的，请指明年度（year）"
        raise InputError([Mistake(_YEAR, message)])
    known = {"年度": summary.year, "部门名称": _department(summary)}
    heading = (
        f"{summary.year}年度{form.kind}，由 {len(summary.parts)} 个项目的{summary.kind}汇总起草。",
        f"“{PENDING}”处（也在文字当中：【{PENDING}：…】）都要填写；# 之后是填写说明，填好可删去。",
        "表里的合计由程序算出，不必填写。",
    )
    return Begun(begun_on(form, {**known, "章节": sections(summary, form)}), heading)


def _department(summary: Summary) -> Value:
    if len(summary.departments) == 1:
        return summary.departments[0] or PENDING
    return Noted(PENDING, f"汇总的部门：{'、'.join(summary.departments)}")
