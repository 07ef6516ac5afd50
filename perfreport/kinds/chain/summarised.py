"""The sections of a report begun from evaluation tables, as its form words them (汇总)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from perfreport.basics.decimals import plain_digits, round_half_up
from perfreport.basics.quantities import GAP, Amount, Percent
from perfreport.blocks.form import Form
from perfreport.blocks.phrases import Phrase
from perfreport.data.writing import Noted, UnquotedNumber, Value
from perfreport.kinds.chain.outcomes import SummedIndicator
from perfreport.kinds.chain.placing import written
from perfreport.kinds.chain.summary import Summary, SummedPart, Tally
from perfreport.kinds.evaluation.points import said
from perfreport.kinds.report.columns import Column
from perfreport.kinds.report.form import ReportForm
from perfreport.kinds.report.outline import Section
from perfreport.kinds.report.summing import OF_ALL, OF_INDICATOR, Summing

_SHARE_PLACES = 2
_FULL = Percent(100)
_MOST_NAMED = 5


def says_how(form: Form) -> TypeGuard[ReportForm]:
    """Whether the outline of ``form`` says how a report is begun from evaluation tables."""
    return isinstance(form, ReportForm) and any(each.summing for each in form.outline)


def sections(summary: Summary, form: Form) -> dict[str, Value]:
    """What stands under the headings of a report on ``form``, by these: what the tables tell.

    What they do not tell is 待填, with a comment on what keeps it from being known.
    """
    assert says_how(form)
    told = ((each, each.summing) for each in form.outline if each.summing)
    found = {section.heading: _content(summary, form, section, how) for section, how in told}
    return {heading: value for heading, value in found.items() if value}


def _content(summary: Summary, form: ReportForm, section: Section, how: Summing) -> Value:
    if how.rows:
        return [_row(each, section.columns, form) for each in _by_units(summary)]
    if how.sentence:
        text = how.sentence(**figures_of_all(summary, form, how))
        more = [f"{GAP}：{how.more}】"] if how.more else []
        paragraphs = "\n".join([*text.splitlines(), *more])
        comment = _why(summary) if GAP in text else ""
        return Noted(paragraphs, comment) if comment else paragraphs
    return list(_items(summary, how))


def _by_units(summary: Summary) -> Iterator[SummedPart]:
    """Those of one unit together: tables merge the cells that name it."""
    return (part for unit in summary.units.values() for part in unit.parts)


_CELLS: Mapping[str, Callable[[SummedPart, Form], Value | None]] = {
    "项目名称": lambda part, _: part.name,
    "名称": lambda part, _: part.name,
    "主管部门": lambda part, _: part.department,
    "部门名称": lambda part, _: part.department,
    "实施单位": lambda part, _: part.unit,
    "主管部门或实施单位": lambda part, _: part.unit,
    "全年预算数": lambda part, form: _amount(part.planned, form),
    "全年执行数": lambda part, form: _amount(part.executed, form),
    "执行率": lambda part, form: _rate(part.rate, form),
    "得分": lambda part, _: UnquotedNumber(part.shown) if part.counts else None,
    "等级": lambda part, _: part.grade,
}
"""What a part says in a column, by what forms call that."""


def _row(part: SummedPart, columns: tuple[Column, ...], form: Form) -> dict[str, Value]:
    labels = (each.label for each in columns if each.label in _CELLS)
    cells = {label: _CELLS[label](part, form) for label in labels}
    return {label: cell for label, cell in cells.items() if cell}


def _amount(amount: Amount | None, form: Form) -> Value | None:
    return None if amount is None else written(amount, form)


def _rate(rate: Percent | None, form: Form) -> Value | None:
    return None if rate is None else UnquotedNumber(form.figures.rounding.rate(rate))


def figures_of_all(summary: Summary, form: Form, how: Summing) -> dict[str, str]:
    """What sentences about all projects may name; gaps for what is not known of all of them."""
    parts = summary.parts
    found: dict[str, str] = {
        "year": str(summary.year),
        "projects": str(len(parts)),
        "unit": form.figures.unit,
        "indicators": str(sum(1 for _ in summary.indicators)),
    }
    if len(summary.departments) == 1 and summary.departments[0]:
        found["department"] = summary.departments[0]
    if all(each.has_money for each in parts):
        found |= _of_money(summary, form)
    count = len(summary.without_budget)
    found["without_budget"] = how.unbudgeted(number=str(count)) if count else ""
    if summary.average is not None and all(each.counts for each in parts):
        found["average"] = plain_digits(summary.average)
    if summary.grades and all(each.grade for each in parts):
        found["grades"] = "；".join(_grades(summary, how.grade))
    if not summary.count("open"):
        found["met"] = str(summary.count("met", "far_above"))
        found["unmet"] = str(summary.count("unmet"))
        if summary.met_rate is not None:
            found["met_rate"] = shown_share(summary.met_rate)
    return {name: found.get(name, f"{GAP}：{label}】") for name, label in OF_ALL.items()}


def _of_money(summary: Summary, form: Form) -> dict[str, str]:
    """Sums, their rate, and how many projects spent all that they were given."""
    assert summary.planned is not None
    assert summary.executed is not None
    rates = [each.rate for each in summary.parts if each.rate is not None]
    full = sum(rate >= _FULL for rate in rates)
    return {
        "planned": form.figures.rounding.amount(summary.planned),
        "executed": form.figures.rounding.amount(summary.executed),
        # As shares are written, for they stand in one sentence.
        "rate": "—" if summary.rate is None else shown_share(summary.rate),
        "fully_executed": str(full),
        "partly_executed": str(len(rates) - full),
    }


def _grades(summary: Summary, phrase: Phrase) -> Iterator[str]:
    for each in summary.grades:
        yield phrase(grade=each.grade, number=str(each.number), share=shown_share(each.share))


def shown_share(share: Percent) -> str:
    """A share as sentences say it, without zeros at its end: 80%, 33.33%."""
    return f"{plain_digits(round_half_up(share.value, _SHARE_PLACES))}%"


def _why(summary: Summary) -> str:
    """What keeps figures from being known."""
    lacking = [f"{part.called}没有{'、'.join(lacks)}" for part, lacks in summary.incomplete]
    lacking += [f"{part.called}的{odd_weights(part)}" for part in summary.odd]
    lacking += [
        f"{part.called}没有等级" for part in summary.parts if part.counts and not part.grade
    ]
    if len(summary.full_marks) > 1:
        lacking.append(unlike_scores(summary))
    lacking += [
        f"{part.called}的“{each.called}”看不出是否完成" for part, each in summary.in_state("open")
    ]
    more = f"等 {len(lacking)} 处" if len(lacking) > _MOST_NAMED else ""
    return f"{'；'.join(lacking[:_MOST_NAMED])}{more}"


def odd_weights(part: SummedPart) -> str:
    """That the weights of a part that has odd ones are not its full mark."""
    return f"分值合计{said(part.odd_full)}分，应为{said(part.full_mark)}分"


def unlike_scores(tally: Tally) -> str:
    """That scores of other full marks have no average."""
    return f"满分不一样（{'、'.join(map(said, tally.full_marks))}分），没有平均得分"


def _items(summary: Summary, how: Summing) -> Iterator[Value]:
    """The indicators whose outcome needs a reason, one each."""
    for part, each in summary.indicators:
        phrase = {"unmet": how.unmet, "far_above": how.far_above}.get(each.state)
        if phrase is not None:
            yield phrase(**_of_indicator(part, each))


def _of_indicator(part: SummedPart, indicator: SummedIndicator) -> dict[str, str]:
    known: dict[str, Any] = {
        "project": part.name,
        "implementer": part.unit,
        "name": indicator.name,
        "target": indicator.target,
        "actual": indicator.actual,
        "reason": indicator.reason.rstrip("。；"),
    }
    return {name: known[name] or f"{GAP}：{label}】" for name, label in OF_INDICATOR.items()}


def figure_of(number: Decimal | None) -> str:
    """A number without zeros at its end; blank for none."""
    return "" if number is None else plain_digits(number)
