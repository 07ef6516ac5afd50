"""Schemes of monitoring (监控办法): the causes and possibilities that tables tick, warning lines.

A scheme is data with its source, ``monitoring/<id>.yaml`` beside the forms; a form's manifest names
the one that it goes by. A scheme without lines warns of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import create_model

from perfreport.basics.messages import quoted
from perfreport.basics.quantities import Percent
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.declared import is_name, unusable
from perfreport.blocks.fields import Month, NotProse, TextLine, YesNo, key
from perfreport.blocks.whole import ManifestPart, Whole
from perfreport.kinds.monitoring.model import Causes

Meaning = Literal["能", "不定", "不能"]
"""What ticking a possibility says of the year: the target will be met, may be, will not be."""


class Ticked(ManifestPart, title="勾选的一项"):
    """Something that a table has a cell to tick for."""

    label: Annotated[TextLine, key("名称", "表上的名称，也是数据里的写法")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称，如 funding")]


class Possibility(Ticked, title="可能性"):
    """How sure it is that a target will be met (完成目标可能性)."""

    meaning: Annotated[Meaning, key("意思", "到年底能不能完成目标")]


class CausesLayout(Whole, title="偏差原因分析"):
    """The causes that a table ticks, as the class that holds them has them."""

    source: Annotated[TextLine, key("依据", "出自哪里")]
    causes: Annotated[tuple[Ticked, ...], key("各项", "各种原因，依次印出", min_length=1)]

    def complaints(self) -> Iterator[Complaint]:
        """Names that templates can have, and that differ."""
        yield from _differ(self.causes)

    @property
    def opens(self) -> type[Causes]:
        """The class that takes any causes."""
        return Causes

    @property
    def model(self) -> type[Causes]:
        """The class that takes these."""
        fields: dict[str, Any] = {
            each.name: (YesNo, key(each.label, "是：属于这种原因", default=False))
            for each in self.causes
        }
        title = Causes.model_config["title"]
        options = {"extra": "forbid", "title": title}
        made: type[Causes] = create_model(
            str(title), __base__=Causes, __cls_kwargs__=options, **fields
        )
        return made


class Possibilities(Whole, title="完成目标可能性"):
    """The possibilities that a table ticks one of."""

    source: Annotated[TextLine, key("依据", "出自哪里")]
    ways: Annotated[tuple[Possibility, ...], key("各项", "各种可能，依次印出", min_length=2)]

    def complaints(self) -> Iterator[Complaint]:
        """Names that templates can have, and that differ."""
        yield from _differ(self.ways)


class WarningLine(ManifestPart, title="预警线"):
    """The execution rate below which spending is slow, at the end of a month."""

    month: Annotated[Month, key("截至月", "到几月底")]
    rate: Annotated[Percent, key("执行率", "低于多少要预警")]


class Warnings(Whole, title="预警"):
    """The warning lines of one text, by month."""

    source: Annotated[TextLine, key("依据", "出自哪里")]
    is_chosen: Annotated[YesNo, key("自定", "true：文件没有规定，是本办法定的")] = False
    lines: Annotated[tuple[WarningLine, ...], key("各线", "各月的界限，按月份", min_length=1)]

    def complaints(self) -> Iterator[Complaint]:
        """Months one after the other, and rates that do not fall."""
        for position in range(1, len(self.lines)):
            before, each = self.lines[position - 1 : position + 1]
            if each.month <= before.month or each.rate < before.rate:
                message = "各线按月份从早到晚写，执行率不应比前一条低，请核对"
                yield Complaint(("各线", position), message, ("各线",))

    # What was spent by the end of June is spent at the end of July as well.
    def line_at(self, month: int) -> WarningLine | None:
        """The last line not after the end of ``month``; None where there is none yet."""
        return next((each for each in reversed(self.lines) if each.month <= month), None)


class MonitoringScheme(Whole, title="监控办法"):
    """What one text has tables of monitoring tick, and when it warns."""

    id: Annotated[TextLine, key("编号", "与文件名相同")]
    name: Annotated[TextLine, key("名称", "办法的名称")]
    since: Annotated[TextLine | None, key("自何时起", "自哪一年起施行；不知道的不写")] = None
    source: Annotated[TextLine, key("依据", "办法出自哪里")]
    causes: Annotated[CausesLayout, key("偏差原因分析", "表上列出、打勾的各种原因")]
    possibilities: Annotated[Possibilities, key("完成目标可能性", "表上列出、勾选一项的各种可能")]
    warnings: Annotated[Warnings | None, key("预警", "执行率的界限；不写则不查")] = None

    def cites(self, source: str) -> str:
        """Where a part of it is from, as a finding cites it."""
        return f"{self.name}，{source}"

    def meaning_of(self, possibility: str | None) -> Meaning | None:
        """What a ``possibility`` says; None for none, or one that is not of the scheme."""
        ways = (each.meaning for each in self.possibilities.ways if each.label == possibility)
        return next(ways, None)


def _differ(named: Sequence[Ticked]) -> Iterator[Complaint]:
    """Complaints about names that cannot be used, or stand twice."""
    seen: set[str] = set()
    for position, each in enumerate(named):
        for inside, name in (("名称", each.label), ("英文", each.name)):
            if name in seen:
                message = f"{quoted(name)}写了两次，各项的名称不能相同"
                yield Complaint(("各项", position, inside), message, ("各项",))
            seen.add(name)
        if not is_name(each.name):
            yield Complaint(("各项", position, "英文"), unusable(each.name), ("各项",))
