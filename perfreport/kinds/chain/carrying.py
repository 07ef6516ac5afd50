"""What the documents of a year say already, under the keys of the next one of the chain.

A value that is known stands there, perhaps with a comment; whoever makes the data file of it asks
for the rest as the form does (``documents.beginning``), and tells what came nowhere (``untold``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Declaration, Document
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.writing import Noted, Value, field_value, is_blank, with_comment
from perfreport.kinds.chain.account import Account, StatedIndicator, StatedProject
from perfreport.kinds.chain.money import is_known
from perfreport.kinds.chain.placing import AS_DECLARED, money_on, written
from perfreport.kinds.chain.translating import Advice, as_on, is_closed, target_key
from perfreport.kinds.kind import Carried
from perfreport.kinds.monitoring.model import MonitoringTable

Known = dict[str, Any]
"""By keys of data files: values, parts (also ``Known``), or lists of parts; money by its rows."""


_PROJECT = "项目"
_OF_A_PERIOD = ("段落", "选择", "是否")
"""Sorts of fields in which a monitoring tells how things are."""


class Seen(NamedTuple):
    """A part of the chain as the documents have it, the first one that states it foremost.

    Attributes:
        account: of the document.
        part: as it stands there.
    """

    account: Account
    part: StatedProject


def in_turn(documents: Iterable[Document]) -> list[Account]:
    """The documents in the order of the year: what was declared, watched, evaluated.

    Of each stage the department as a whole goes before its projects.
    """
    return sorted(map(Account, documents), key=_turn)


def _turn(one: Account) -> tuple[int, int, bool]:
    document = one.document
    if isinstance(document, Declaration):
        return 0, 0, bool(one.projects)
    if isinstance(document, MonitoringTable):
        return 1, document.months.last if document.months else 0, bool(one.projects)
    return 2, 0, bool(one.projects)


def of_projects(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """What is known of a table of projects.

    Args:
        documents: tables of projects of one department and year.
        form: of the table to begin.
    """
    accounts, advice = in_turn(documents), Advice()
    projects = [_project(seen, form, advice) for seen in each_project(accounts).values()]
    known = {**_head(accounts), "项目": projects, "专项": projects}
    return Carried(known, withheld(accounts))


def of_department(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """The same of a table about a department as a whole."""
    accounts = in_turn(documents)
    goals = next((each.goals for each in accounts if each.goals), ())
    text: Value = "\n".join(goals)
    lists = [(each, each.indicators) for each in accounts]
    known: Known = {**_head(accounts), "绩效指标": _indicators(lists, form, Advice())}
    known |= {key: text for key in ("年度履职目标", "预期目标") if goals}
    if money := money_on(form, [(each, each.money) for each in accounts]):
        known["资金"] = money
    if tasks := _tasks(accounts, form):
        known["年度主要任务"] = tasks
    return Carried(known, withheld(accounts))


def _head(sources: Sequence[Account]) -> Known:
    first = sources[0].document
    return {"年度": first.year, "部门名称": first.department}


def each_project(accounts: Sequence[Account]) -> dict[tuple[object, ...], list[Seen]]:
    """Each project once, in the order in which they are first stated, with all that states it."""
    found: dict[tuple[object, ...], list[Seen]] = {}
    twice = {name for each in accounts for name, times in _names(each).items() if times > 1}
    for account in accounts:
        places: Counter[tuple[str, str]] = Counter()
        for project in account.projects:
            name = plain_text(project.name)
            # Of several of one name the unit tells which is which, or else their order.
            unit = plain_text(project.implementer) if name in twice else ""
            places[name, unit] += 1
            key = (name, unit, places[name, unit])
            found.setdefault(key, []).append(Seen(account, project))
    return {key: seen for key, seen in found.items() if not any(e.part.is_classified for e in seen)}


def _names(account: Account) -> Counter[str]:
    return Counter(plain_text(each.name) for each in account.projects)


def withheld(accounts: Sequence[Account]) -> tuple[str, ...]:
    """That something is classified and not taken over, in words that tell nothing of it."""
    projects = max(sum(e.is_classified for e in account.projects) for account in accounts)
    of_open = (
        [each for each in account.indicators if each.part_is_classified] for account in accounts
    )
    indicators = max(map(len, of_open))
    told = (
        f"涉密的{projects}个项目" if projects else "",
        f"涉密的{indicators}条指标" if indicators else "",
    )
    return tuple(filter(None, ("、".join(filter(None, told)),)))


def _project(seen: Sequence[Seen], form: IndicatorForm, advice: Advice) -> Known:
    first = seen[0].part
    known: Known = {"名称": first.name}
    if unit := next((each.part.implementer for each in seen if each.part.implementer), ""):
        known["实施单位"] = unit
    goal = next((each.part.goal for each in seen if each.part.goal), ())
    known |= {key: "\n".join(goal) for key in ("年度总体目标", "预期目标") if goal}
    if money := money_on(form, [(each.account, each.part.money) for each in seen]):
        known["资金"] = money
    lists = [(each.account, each.part.indicators) for each in seen]
    known["绩效指标"] = _indicators(lists, form, advice)
    if extras := _extras(seen, form):
        known["附加项"] = extras
    return known


def _extras(seen: Sequence[Seen], form: Form) -> Known:
    """What forms ask for besides, where they ask for the same: what was declared, stays.

    What a monitoring tells in prose, or chose, is of its period.
    """
    sorts = {each.label: each.sort for each in form.additions.of(_PROJECT)}
    known: Known = {}
    for account, part in seen:
        is_declared = isinstance(account.document, Declaration)
        for key, value in extras_of(part.part).items():
            if is_declared:
                known[key] = value
            elif sorts.get(key) in _OF_A_PERIOD:
                told = str(value).replace("\n", "")
                known.setdefault(key, Noted(PENDING, f"{account.called}：{told}"))
            else:
                known.setdefault(key, Noted(value, f"照{account.called}的，有变化的请改"))
    return known


def extras_of(part: BaseModel) -> dict[str, Value]:
    """What ``part`` has under 附加项, by its keys."""
    extras = getattr(part, "extras", None)
    if not isinstance(extras, BaseModel):
        return {}
    fields = type(extras).model_fields.items()
    stated = ((field.alias or name, field, getattr(extras, name)) for name, field in fields)
    return {key: field_value(each, value) for key, each, value in stated if not is_blank(value)}


def _tasks(accounts: Sequence[Account], form: Form) -> list[Known]:
    """The tasks of a department, each once, by the first document that has it."""
    found: dict[str, Known] = {}
    for account in accounts:
        for task in getattr(account.document, "tasks", ()):
            known: Known = {"名称": task.name}
            if content := getattr(task, "content", None):
                known["主要内容"] = "\n".join(content)
            if goal := getattr(task, "goal", None):
                known["完成情况"] = Noted(PENDING, f"目标：{''.join(goal)}")
            if is_known(amount := getattr(task, "amount", None)):
                known["全年预算数"] = written(amount, form, AS_DECLARED)
            found.setdefault(plain_text(task.name), known)
    return list(found.values())


def _indicators(
    lists: Sequence[tuple[Account, Sequence[StatedIndicator]]],
    form: IndicatorForm,
    advice: Advice,
) -> list[Known]:
    """Each indicator once, as the form has it, with what the later documents saw of it."""
    known = []
    for stated in each_indicator(lists):
        if any(each.is_classified for _, each in stated):
            continue
        one: Known = as_on(form, stated[0][1], advice)
        if not is_closed(form.taxonomy, one):
            known.append(one | _seen(stated) | _retold(one, stated, form))
    places = {two.name: at for at, two in enumerate(form.taxonomy.levels_two)}
    last = len(places)
    return sorted(known, key=lambda each: places.get(str(each.get("二级")), last))


Told = Sequence[tuple[Account, StatedIndicator]]
"""An indicator in each of the documents that have it."""


def each_indicator(lists: Iterable[tuple[Account, Iterable[StatedIndicator]]]) -> Iterable[Told]:
    """Each indicator once, in the order in which they are first stated."""
    found: dict[tuple[str, int], list[tuple[Account, StatedIndicator]]] = {}
    for account, indicators in lists:
        times: Counter[str] = Counter()
        for each in indicators:
            name = plain_name(each.name)
            # Two of one name in one document are two.
            times[name] += 1
            found.setdefault((name, times[name]), []).append((account, each))
    return found.values()


def _seen(stated: Told) -> Known:
    """What the last of the documents saw of an indicator, where the result belongs."""
    known: Known = {}
    for account, each in stated:
        forecast = f"预计{each.forecast}" if each.forecast else ""
        if told := "，".join(filter(None, (each.state, forecast))):
            known["实际完成值"] = Noted(PENDING, f"{account.called}：{told}")
        for key, text in (("执行情况", each.state), ("全年预计完成情况", each.forecast)):
            if text:
                known[key] = Noted(PENDING, f"{account.called}：{text}")
    return known


def _retold(one: Known, stated: Told, form: IndicatorForm) -> Known:
    """The target with what later documents have in its place, if anything."""
    target, key = plain_text(stated[0][1].target), target_key(form)
    others = {
        each.target: account
        for account, each in reversed(stated[1:])
        if each.target and plain_text(each.target) != target
    }
    if not others or key not in one:
        return {}
    words = (f"{account.called}写的是{text}，请核对" for text, account in others.items())
    return {key: with_comment(one[key], *words)}
