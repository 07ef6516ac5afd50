"""The tables of a report, as terminals, pages and workbooks have them alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.batch.reporting import summary as reading
from perfreport.batch.reporting.record import Record
from perfreport.batch.reporting.summary import LIMITS, Run, Scored, Summary, Unit
from perfreport.checks.engine.finding import Severity

Cell = str | int | Decimal | None
"""Of a table; None where nothing is known."""

_BEIJING = timezone(timedelta(hours=8))
_NO_UNIT, _NO_KIND = "（没有读出单位）", "（没有读出文种）"
_NO_GRADE = "（没有等级）"
_CAUSES = {
    1: "检查出错误",
    2: "数据文件写得不对",
    3: "版式或模板不对",
    4: "结果写不进去，或会盖掉改过的文件",
    70: "没有料到的问题",
}
"""What exit codes stand for."""
_LINE = regex(r"^:(\d+)：")
_OF = {True: "整份文书", False: "其中的项目"}


class Table(NamedTuple):
    """Rows under headings.

    Attributes:
        title: of the whole.
        heads: over the columns.
        rows: read once.
        length: how many rows there are.
    """

    title: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    length: int


def states(found: Summary) -> Table:
    """What became of the documents."""
    names = ("生成", "没有变化", "没有生成", "没有做到")
    counts = zip(names, found.last, found.earlier, strict=True)
    rows = [(name, last, earlier, last + earlier) for name, last, earlier in counts]
    there = [row for row in rows if row[-1]]
    if not any(found.earlier):
        return _table("文书", ("结果", "份数"), [row[:2] for row in there])
    return _table("文书", ("结果", "最后一次名单上", "只在以前名单上", "合计"), there)


def causes(found: Summary) -> Table:
    """Why documents were not made."""
    rows = [
        (_CAUSES.get(each.code, f"退出码 {each.code}"), each.documents) for each in found.causes
    ]
    return _table("没有生成的原因", ("原因", "份数"), rows)


def rules(found: Summary) -> Table:
    """What the rules found."""
    rows = [
        (each.code, each.title, severity_label(each.severity), *each[3:]) for each in found.rules
    ]
    return _table("检查发现", ("规则", "名称", "级别", "处", "文书", "单位"), rows)


def scores(found: Summary) -> Table:
    """The mean scores of the kinds."""
    rows = [
        (each.kind, _OF[each.of_whole], each.marks, each.mean, each.lowest, each.highest)
        for each in found.scores
    ]
    return _table("得分", ("文种", "得分的", "个数", "平均", "最低", "最高"), rows)


def grades(found: Summary) -> Table:
    """How often each grade was given, where the schemes have any."""
    graded = any(each.grade for each in found.grades)
    rows = [(kind, grade or _NO_GRADE, count) for kind, grade, count in found.grades if graded]
    return _table("等级", ("文种", "等级", "个数"), rows)


def distribution(found: Summary) -> Table:
    """How the scores are distributed."""
    rows = list(zip(parts(), found.distribution, strict=True))
    return _table("得分的分布", ("分数", "个数"), rows if any(found.distribution) else [])


def kinds(found: Summary) -> Table:
    """What was printed on what."""
    rows = [(kind or _NO_KIND, form, count) for kind, form, count in found.kinds]
    return _table("文种和版式", ("文种", "版式", "份数"), rows)


def slowest(found: Summary) -> Table:
    """The documents that took longest."""
    rows = [(shown(file), _seconds(seconds)) for file, seconds in found.slowest]
    return _table("最慢的文书", ("数据文件", "秒"), rows)


def runs(found: Summary) -> Table:
    """When the program was at work."""
    rows = [(each.number, moment(each.started), ended(each)) for each in found.runs]
    return _table("运行", ("次", "开始", "结束"), rows)


def failures(record: Record, found: Summary) -> Table:
    """What was not made, and why."""
    rows = (
        (shown(each.file), each.unit, _cause(each.code), _error(each))
        for each in reading.failures(record)
    )
    return Table("没有生成", ("数据文件", "单位", "原因", "说明"), rows, found.states().failed)


def units(record: Record, found: Summary) -> Table:
    """The units, and what was found in their documents."""
    heads = ("单位", "文书", "没有生成", "错误", "警告", "提示", "平均得分", "项目平均得分")
    count = found.units + bool(found.unread)
    return Table("按单位", heads, map(_unit, reading.units(record)), count)


def scored(record: Record, found: Summary) -> Table:
    """All scores."""
    heads = ("文种", "单位", "项目", "得分", "等级", "数据文件")
    count = sum(each.marks for each in found.scores)
    return Table("得分", heads, map(_scored, reading.scored(record)), count)


def findings(record: Record, found: Summary) -> Table:
    """All findings."""
    heads = ("单位", "数据文件", "规则", "名称", "级别", "位置", "发现")
    rows = (
        (unit or _NO_UNIT, shown(file), code, title, severity_label(severity), *place)
        for unit, file, code, title, severity, *place in reading.findings(record)
    )
    return Table("检查发现", heads, rows, sum(each.findings for each in found.rules))


BESIDES: tuple[Callable[[Summary], Table], ...] = (
    *(states, causes, rules, scores, grades, distribution, kinds, slowest, runs),
)
"""The short tables, in the order of a report that has them all."""


def last_run(found: Summary) -> str:
    """When the last run was at work, and which it was."""
    last = found.runs[-1]
    return f"第 {last.number} 次运行：{moment(last.started)} 开始，{ended(last)}"


def alarms(found: Summary) -> Iterator[str]:
    """What keeps the numbers from being the last word."""
    if found.last.unfinished:
        yield (
            f"最后一次运行中断了，有 {found.last.unfinished:,} 份没有做到；"
            "照原样再运行一次，就接着做"
        )
    if earlier := sum(found.earlier):
        yield (
            f"有 {earlier:,} 份文书只在以前的名单上，最后一次没有；它们也算在内，"
            "加 --last 只算最后一次名单上的"
        )


def figure(cell: int | Decimal) -> str:
    """A number as people read it."""
    return f"{cell:,}"


def parts() -> Iterator[str]:
    """What the parts of the distribution of scores are called."""
    yield f"{LIMITS[0]} 以下"
    for lower, upper in pairwise(LIMITS):
        yield f"{lower}–{upper}"
    yield f"{LIMITS[-1]} 以上"


def severity_label(severity: str) -> str:
    """How serious a finding is, in words."""
    return Severity(severity).label if severity in set(Severity) else severity


def moment(time: datetime) -> str:
    """``time`` as clocks in China show it."""
    return f"{time.astimezone(_BEIJING):%Y-%m-%d %H:%M}"


def ended(run: Run) -> str:
    """When ``run`` ended."""
    return f"{moment(run.ended)} 做完" if run.ended else "没有做完"


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(title, heads, rows, len(rows))


def _cause(code: int) -> str:
    return _CAUSES.get(code, f"退出码 {code}")


def _error(failure: reading.Failure) -> str:
    """Why a document was not made, without the name of its file before each mistake."""
    earlier = [] if failure.is_last else ["（不在最后一次的名单上）"]
    return "\n".join(
        [*earlier, *(_mistake(line, failure.file) for line in failure.error.split("\n"))]
    )


def _mistake(line: str, file: str) -> str:
    if not line.startswith(shown(file)):
        return line
    told = line.removeprefix(shown(file))
    return _LINE.sub(r"第 \1 行：", told).removeprefix("：")


def _unit(unit: Unit) -> tuple[Cell, ...]:
    name, *numbers = unit
    return name or _NO_UNIT, *numbers


def _scored(mark: Scored) -> tuple[Cell, ...]:
    kind, unit, project, score, grade, file = mark
    return kind, unit, project, score, grade, shown(file)


def _seconds(seconds: float) -> Decimal:
    return Decimal(str(round(seconds, 2)))
