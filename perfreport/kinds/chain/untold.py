"""What the sources of a draft state and nothing in it says: no value, and no comment.

It is looked for in what was begun, whatever form and kind that is of, so that nothing is lost
because somebody forgot to tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.model import Document
from perfreport.blocks.sums import is_stated
from perfreport.blocks.walk import walk
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.writing import Noted, Value
from perfreport.kinds.chain.account import Account, StatedIndicator
from perfreport.kinds.chain.carrying import Seen, each_project, in_turn
from perfreport.kinds.chain.money import is_known
from perfreport.kinds.monitoring.model import MonitoringTable

_LISTS = ("资金使用单位", "项目", "专项")
"""Under these keys stand the projects of a table."""
_NOT_TOLD = frozenset({"资金", "其中", "预算整体情况"})
"""Steps to an amount that say nothing of what it is."""
_GOALS = ("绩效目标", "年度总体目标", "预期目标", "年度履职目标")
_NO_MONEY = frozenset((*_GOALS, "绩效指标", "年度重点工作任务", "年度主要任务"))
"""Below these keys an amount is another one, though it may be as high."""
_COLUMNS = ("计算符号", "指标值", "度量单位")
_AMOUNT = regex(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)?")


def untold(documents: Sequence[Document], fields: Mapping[str, Value]) -> list[str]:
    """What of ``documents`` has come nowhere, a line for each project, one for the department.

    What is classified in any of them is passed over.

    Args:
        documents: from which a draft was begun.
        fields: of the draft.
    """
    accounts, draft = in_turn(documents), _Said(fields)
    lines = list(_of_departments(accounts, draft))
    if any(key in fields for key in _LISTS):
        for seen in each_project(accounts).values():
            said = draft.inside(seen[0].part.name) or draft
            if told := list(_of_project(seen, said)):
                lines.append(f"项目{quote(seen[0].part.name)}：{'；'.join(told)}")
    else:
        lines += _of_summed_projects(accounts, draft)
    return lines


class _Said:
    """What some part of a draft says."""

    def __init__(self, value: Value) -> None:
        """All that stands in ``value``, with its comments."""
        self._value = value

    @cached_property
    def _texts(self) -> list[str]:
        return list(_texts(self._value))

    @cached_property
    def _plain(self) -> str:
        return "\n".join(map(plain_text, self._texts))

    @cached_property
    def _amounts(self) -> set[Amount]:
        texts = _texts(self._value, but=_NO_MONEY)
        found = (each for text in texts for each in _AMOUNT.finditer(text))
        return {
            Amount(each["number"].replace(",", ""), Unit.named(each["unit"] or "万元"))
            for each in found
        }

    @cached_property
    def _named(self) -> dict[str, list[Value]]:
        named: dict[str, list[Value]] = {}
        for name, value in _named(self._value):
            named.setdefault(plain_name(name), []).append(value)
        return named

    def inside(self, name: str) -> _Said | None:
        """What the parts of that name say; None where there are none."""
        parts = self._named.get(plain_name(name))
        return _Said(parts) if parts else None

    def says(self, text: str) -> bool:
        """Whether ``text`` is in it, whatever the punctuation."""
        return plain_text(text) in self._plain

    def states(self, amount: Amount) -> bool:
        """Whether ``amount`` is in it; nothing need not be."""
        return not amount.value or amount in self._amounts


def _texts(value: Value, *, but: Collection[str] = ()) -> Iterator[str]:
    """All texts in ``value``, but for what stands under some keys.

    What stands in several columns (计算符号, 指标值, 度量单位) is told in one text too.
    """
    if isinstance(value, Noted):
        yield value.comment
        yield from _texts(value.value, but=but)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in but:
                yield from _texts(each, but=but)
        sign, number, unit = (_bare(value.get(key, "")) for key in _COLUMNS)
        yield from {f"{number}{unit}", f"{sign}{number}{unit}"} if sign or unit else ()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _texts(each, but=but)
    else:
        yield str(value)


def _named(value: Value) -> Iterator[tuple[str, Value]]:
    """The parts in ``value`` that have a name, those inside others too."""
    inner = value.value if isinstance(value, Noted) else value
    if isinstance(inner, Mapping):
        if name := _bare(inner.get("名称", "")):
            # What is said of it stands in a comment above it.
            yield name, value
        for each in inner.values():
            yield from _named(each)
    elif isinstance(inner, Sequence) and not isinstance(inner, str):
        for each in inner:
            yield from _named(each)


def _bare(value: Value) -> str:
    """A text without its comment."""
    return str(value.value if isinstance(value, Noted) else value)


def _current(accounts: Sequence[Account]) -> list[Account]:
    """``accounts`` without the monitoring of periods that a later document goes beyond."""
    watched = [each for each in accounts[:-1] if isinstance(each.document, MonitoringTable)]
    return [each for each in accounts if each not in watched]


def _of_project(seen: Sequence[Seen], said: _Said) -> Iterator[str]:
    """What ``said`` of a draft lacks of its project, in words."""
    goals = dict.fromkeys(each for one in seen for each in one.part.goal if not said.says(each))
    yield from (f"绩效目标{quote(each)}" for each in goals)
    current = _current([each.account for each in seen])
    for one in seen:
        if one.account in current:
            of = one.account if len(seen) > 1 else None
            yield from _money(_amounts(one.account.document, one.part.path), said, of)
    yield from _indicators([e for one in seen for e in one.part.indicators], said)


def _of_departments(accounts: Sequence[Account], said: _Said) -> Iterator[str]:
    """The same of the department as a whole, and of its tasks."""
    contents: list[str] = []
    whole = [each for each in accounts if not each.projects]
    own_indicators = [each for account in whole for each in account.indicators]
    for account in _current(whole):
        tasks = list(getattr(account.document, "tasks", ()))
        paths = [task.path for task in account.tasks]
        own = _amounts(account.document, DataPath(), but=str(paths[0][0]) if paths else "")
        told = [
            *(f"总体绩效目标{quote(each)}" for each in account.goals if not said.says(each)),
            *_money(own, said, account if len(whole) > 1 else None),
            *_indicators(own_indicators if account is whole[-1] else (), said),
        ]
        if told:
            yield "；".join(told)
        for path, task in zip(paths, tasks, strict=True):
            of_task = _amounts(account.document, path)
            there = said.inside(task.name) or said
            goal = [each for each in getattr(task, "goal", None) or () if not there.says(each)]
            told = [f"目标{quote(''.join(goal))}"] if goal else []
            if told := [*told, *_money(of_task, there)]:
                yield f"任务{quote(task.name)}：{'；'.join(told)}"
            if not all(map(there.says, getattr(task, "content", None) or ())):
                contents.append(quote(task.name))
    if contents:
        yield f"任务的主要内容：{'、'.join(dict.fromkeys(contents))}"


def _of_summed_projects(accounts: Sequence[Account], said: _Said) -> Iterator[str]:
    """What a document lacks that tells of projects together: their amounts are in its sums."""
    goals: dict[str, None] = {}
    for seen in each_project(accounts).values():
        name = quote(seen[0].part.name)
        indicators = [each for one in seen for each in one.part.indicators]
        if told := list(_indicators(indicators, said)):
            yield f"项目{name}：{'；'.join(told)}"
        if not all(said.says(each) for one in seen for each in one.part.goal):
            goals[name] = None
    if goals:
        yield f"项目的绩效目标（任务照部门的写）：{'、'.join(goals)}"


class _Stated(NamedTuple):
    """An amount of a document with the row and the column in which it stands."""

    row: str
    column: str
    amount: Amount


def _amounts(document: Document, around: DataPath, *, but: str = "") -> list[_Stated]:
    """The amounts at ``around`` and inside it, but for sums that a form prints of others.

    Args:
        document: in which they stand.
        around: where to look.
        but: the key of what is passed over.
    """
    found = []
    for path, part in walk(document):
        if not path.starts_with(around) or "合计" in path or but in path:
            continue
        for name, field in type(part).model_fields.items():
            amount = getattr(part, name)
            if is_known(amount) and not is_stated(type(part), name):
                steps = [e for e in path[len(around) :] if isinstance(e, str)]
                row = next((e for e in reversed(steps) if e not in _NOT_TOLD), "")
                found.append(_Stated(row, field.alias or name, amount))
    return found


def _money(amounts: Iterable[_Stated], said: _Said, of: Account | None = None) -> Iterator[str]:
    """The amounts that are lost, each with the names of its column and row.

    Args:
        amounts: that a document states.
        said: what the draft says.
        of: the document, where there are several.
    """
    lost: dict[str, list[str]] = {}
    for each in amounts:
        if not said.states(each.amount):
            column = "" if each.row and each.column == "金额" else each.column
            lost.setdefault(each.row, []).append(f"{column}{each.amount}")
    told = (
        f"{row}（{'、'.join(columns)}）" if row else "、".join(columns)
        for row, columns in lost.items()
    )
    if words := "、".join(told):
        yield f"{of.short}的{words}" if of else words


def _indicators(indicators: Sequence[StatedIndicator], said: _Said) -> Iterator[str]:
    """The indicators of a project that are lost, or the targets of which are, in one text."""
    lost: dict[str, None] = {}
    withheld = {plain_name(each.name) for each in indicators if each.is_classified}
    for each in indicators:
        if plain_name(each.name) in withheld or not each.name:
            continue
        own = said.inside(each.name)
        targets = {each.target: each.target}
        targets |= {
            text: f"实施周期{text}" for text in [each.cycle_target] if text not in ("", each.target)
        }
        missing = {text for text in targets if not (own or said).says(text)}
        is_there = own or said.says(each.name)
        if not is_there or missing:
            shown = (words for text, words in targets.items() if text in missing or not is_there)
            told = "，".join(filter(None, shown))
            lost[f"{quote(each.name)}{f'（{told}）' if told else ''}"] = None
    if lost:
        yield f"指标{'、'.join(lost)}"
