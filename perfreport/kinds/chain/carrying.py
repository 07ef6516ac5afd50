"""What the documents of a year say already, under the keys of the next one of the chain.

A value that is known stands there, perhaps with a comment; whoever makes the data file of it asks
for the rest as the form does (``documents.beginning``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Declaration, Document
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.data.writing import PENDING_FIGURE, Noted, Value
from perfreport.kinds.chain.account import Account, StatedIndicator, StatedProject
from perfreport.kinds.chain.money import Column, Money, Role, in_rows, without_row, written
from perfreport.kinds.chain.translating import as_on, is_closed
from perfreport.kinds.kind import Carried
from perfreport.kinds.monitoring.model import MonitoringTable

Known = dict[str, Any]
"""By keys of data files: values, parts (also ``Known``), or lists of parts; money by its rows."""


_AS_DECLARED = "照申报的数；年中调整过的请改"
_STATE = "{}：{}"


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

    Raises:
        InputError: when two of one kind and period state the same project.
    """
    accounts = sorted(map(Account, documents), key=_turn)
    seen: dict[tuple[object, ...], Account] = {}
    for account in accounts:
        for project in account.projects:
            document = account.document
            stage = (document.kind, getattr(document, "period", ""))
            which = (*stage, *project.identity)
            if seen.setdefault(which, account) is not account:
                message = f"项目{quote(project.name)}在几份{account.short}里都有，请只给一份"
                raise InputError([Mistake(project.path / "名称", message)])
    return accounts


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
    left_out: list[str] = []
    accounts = in_turn(documents)
    projects = [_project(seen, form, left_out) for seen in _projects(accounts).values()]
    left_out += _withheld(accounts)
    known = {**_head(accounts), "项目": projects, "专项": projects}
    return Carried(known, tuple(left_out))


def of_department(documents: Sequence[Document], form: IndicatorForm) -> Carried:
    """The same of a table about a department as a whole."""
    accounts, left_out = in_turn(documents), list[str]()
    goals = next((each.goals for each in accounts if each.goals), ())
    text: Value = "\n".join(goals)
    lists = [(each, each.indicators) for each in accounts if not each.projects]
    known: Known = {**_head(accounts), "绩效指标": _indicators(lists, form, left_out)}
    known |= {key: text for key in ("年度履职目标", "预期目标") if goals}
    stated = next((each for each in accounts if each.money), accounts[0])
    later = accounts[accounts.index(stated) + 1 :]
    if money := _money(stated.money, form, later, left_out):
        known["资金"] = money
    left_out += _withheld(accounts)
    if tasks := next(filter(None, (_tasks(each, form) for each in accounts)), []):
        known["年度主要任务"] = tasks
    return Carried(known, tuple(left_out))


def _head(sources: Sequence[Account]) -> Known:
    first = sources[0].document
    return {"年度": first.year, "部门名称": first.department}


def _projects(accounts: Sequence[Account]) -> dict[tuple[object, ...], list[Seen]]:
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


def _withheld(accounts: Sequence[Account]) -> list[str]:
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
    return [each for each in told if each]


def _project(seen: Sequence[Seen], form: IndicatorForm, left_out: list[str]) -> Known:
    first = seen[0].part
    known: Known = {"名称": first.name}
    if first.implementer:
        known["实施单位"] = first.implementer
    goal = next((each.part.goal for each in seen if each.part.goal), ())
    known |= {key: "\n".join(goal) for key in ("年度总体目标", "预期目标") if goal}
    later = [each.account for each in seen[1:]]
    if money := _money(first.money, form, later, left_out, first.name):
        known["资金"] = money
    lists = [(each.account, each.part.indicators) for each in seen]
    known["绩效指标"] = _indicators(lists, form, left_out, first.name)
    return known


def _tasks(account: Account, form: Form) -> list[Known]:
    tasks = getattr(account.document, "tasks", ())
    found: list[Known] = []
    for task in tasks:
        known: Known = {"名称": task.name}
        if content := getattr(task, "content", None):
            known["主要内容"] = "\n".join(content)
        if (amount := getattr(task, "amount", None)) is not None:
            known["全年预算数"] = Noted(written(amount, form), _AS_DECLARED)
        found.append(known)
    return found


def _money(
    money: Money, form: Form, later: Sequence[Account], left_out: list[str], project: str = ""
) -> Known:
    """``money`` by the rows of the form; what is yet to come is 待填, with what was last known."""
    if form.funds is None:
        return {}
    of = f"项目“{project}”的" if project else ""
    left_out += (f"{of}{each}" for each in without_row(money, form.funds))
    states = list(_states_of_money(later, form, project))
    rows: Known = {}
    for label, columns in in_rows(money, form.funds):
        row: Known = {}
        for each in columns:
            if (value := _amount(each, columns, states, form)) is not None:
                row[each.stage] = value
        rows[label] = row
    return rows


def _states_of_money(
    later: Sequence[Account], form: Form, project: str
) -> Iterator[tuple[str, dict[tuple[str, Role], str]]]:
    """What later documents say was spent by row, the latest first."""
    for account in reversed(later):
        known = [each.money for each in account.projects if _is_one(each.name, project)]
        found: dict[tuple[str, Role], str] = {}
        for money in known or [account.money]:
            for label, columns in in_rows(money, form.funds) if form.funds else ():
                for each in columns:
                    if each.role and each.amount is not None:
                        found[label, each.role] = str(each.amount)
        yield account.called, found


def _is_one(name: str, other: str) -> bool:
    return plain_text(name) == plain_text(other)


def _amount(
    each: Column,
    columns: Sequence[Column],
    states: Sequence[tuple[str, dict[tuple[str, Role], str]]],
    form: Form,
) -> Value | None:
    by_role = {column.role: column.amount for column in columns if column.role}
    match each.role:
        case "initial":
            return None if each.amount is None else written(each.amount, form)
        case "annual":
            if each.amount is not None:
                return written(each.amount, form)
            declared = by_role.get("initial")
            return None if declared is None else Noted(written(declared, form), _AS_DECLARED)
        case "executed" | "forecast" as role:
            told = (
                _STATE.format(called, found[each.label, role])
                for called, found in states
                if (each.label, role) in found
            )
            return Noted(PENDING_FIGURE, next(told, ""))
    return None


def _indicators(
    lists: Sequence[tuple[Account, Sequence[StatedIndicator]]],
    form: IndicatorForm,
    left_out: list[str],
    project: str = "",
) -> list[Known]:
    """Each indicator once, as the form has it, with what the later documents saw of it."""
    found: dict[str, list[tuple[Account, StatedIndicator]]] = {}
    for account, indicators in lists:
        seen: dict[str, int] = {}
        for each in indicators:
            name = plain_name(each.name)
            # Two of one name in one document are two.
            seen[name] = seen.get(name, 0) + 1
            found.setdefault(f"{name}/{seen[name]}", []).append((account, each))
    known = []
    for stated in found.values():
        if any(each.is_classified for _, each in stated):
            continue
        one: Known = as_on(form, stated[0][1])
        one |= _seen(stated)
        if is_closed(form.taxonomy, one):
            left_out.append(f"{f'项目“{project}”的' if project else ''}指标“{one['名称']}”")
        else:
            known.append(one)
    places = {two.name: at for at, two in enumerate(form.taxonomy.levels_two)}
    last = len(places)
    return sorted(known, key=lambda each: places.get(str(each.get("二级")), last))


def _seen(stated: Sequence[tuple[Account, StatedIndicator]]) -> Known:
    """What the last of the documents saw of an indicator, where the result belongs."""
    states = [(account.called, each.state) for account, each in stated if each.state]
    told = [_STATE.format(*each) for each in states[-1:]]
    return {key: Noted(PENDING, each) for each in told for key in ("实际完成值", "执行情况")}
