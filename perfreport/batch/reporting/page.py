"""A report as one page of HTML that needs nothing beside it: no script, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from perfreport.basics import resources
from perfreport.batch.reporting import tables
from perfreport.batch.reporting.charts import Bars, drawn
from perfreport.batch.reporting.record import Record
from perfreport.batch.reporting.summary import Summary
from perfreport.batch.reporting.tables import Table

MOST_ROWS = 50
"""Of a list on a page."""

_MOST_BARS = 12
_MOST_NUMBERS = 5
"""Side by side."""
_GOOD, _STILL, _BAD, _OPEN = "#2f5d8a", "#9fb3c8", "#a61b1b", "#d9a441"


class Figure(NamedTuple):
    """A number that stands large at the top."""

    name: str
    number: int | Decimal
    is_bad: bool = False


def as_page(record: Record, found: Summary) -> str:
    """The report on ``record``, with charts.

    Raises:
        ExtraError: when matplotlib is not installed.
    """
    environment = Environment(
        loader=FileSystemLoader(resources.templates() / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = tables.figure
    content = (
        *(tables.states(found), tables.causes(found), tables.failures(record, found)),
        *(tables.rules(found), tables.units(record, found), tables.scores(found)),
        *(tables.grades(found), tables.kinds(found), tables.slowest(found), tables.runs(found)),
    )
    numbers = list(_numbers(found))
    return environment.get_template("page.html").render(
        title=f"{record.path.absolute().parent.name}：预算绩效文书生成汇总",
        subtitle=tables.last_run(found),
        alarms=list(tables.alarms(found)),
        numbers=numbers,
        columns=_columns(len(numbers)),
        charts=[(each.title, Markup(drawn(each))) for each in _charts(found)],
        tables=[_first(each) for each in content],
        record=record.path.name,
    )


def _columns(numbers: int) -> int:
    """In which so many leave the fewest places of the last row empty."""
    if numbers <= _MOST_NUMBERS:
        return numbers
    return min(range(_MOST_NUMBERS, 2, -1), key=lambda columns: -numbers % columns)


def _first(table: Table) -> Table:
    """What of ``table`` stands on the page."""
    return table._replace(rows=list(islice(table.rows, MOST_ROWS)))


def _numbers(found: Summary) -> Iterator[Figure]:
    states = found.states()
    yield Figure("文书", sum(states))
    yield Figure("单位", found.units)
    yield Figure("已有文件", states.made + states.unchanged)
    yield Figure("没有生成", states.failed, is_bad=bool(states.failed))
    if states.unfinished:
        yield Figure("没有做到", states.unfinished, is_bad=True)
    errors = found.found("error")
    yield Figure("检查出的错误", errors, is_bad=bool(errors))
    yield Figure("警告", found.found("warning"))
    for each in found.scores:
        yield Figure(f"{each.kind}{'' if each.of_whole else '项目'}平均分", each.mean)


def _charts(found: Summary) -> Iterator[Bars]:
    """Those of which there is something to show."""
    colours = {"生成": _GOOD, "没有变化": _STILL, "没有生成": _BAD, "没有做到": _OPEN}
    states = [(str(name), int(row[-1] or 0)) for name, *row in tables.states(found).rows]
    shades = {"error": _BAD, "warning": _OPEN}
    rules = found.rules[:_MOST_BARS]
    found_by_rule = [(f"{each.code} {each.title}", each.findings) for each in rules]
    grades: Counter[str] = Counter()
    for each in found.grades:
        if each.grade:
            grades[each.grade] += each.marks
    parts = list(zip(tables.parts(), found.distribution, strict=True))
    yield from filter(
        None,
        (
            _bars("文书（份）", states, [colours[name] for name, _ in states]),
            _bars("得分的分布（个）", parts),
            _bars(
                "发现最多的规则（处）",
                found_by_rule,
                [shades.get(e.severity, _STILL) for e in rules],
            ),
            _bars("等级（个）", list(grades.items())),
        ),
    )


def _bars(
    title: str, rows: Sequence[tuple[str, int]], colours: Sequence[str] = (_GOOD,)
) -> Bars | None:
    """A chart of ``rows``; None where there is nothing."""
    if not any(number for _, number in rows):
        return None
    labels, numbers = zip(*rows, strict=True)
    return Bars(title, labels, numbers, colours)
