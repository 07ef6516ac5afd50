"""The money of a table beside that of the earlier documents of its year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
from perfreport.checks.bases import WARNING_OR_INFORMATION, WITH_LEVELS
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import ARITHMETIC
from perfreport.checks.likeness import plain_text
from perfreport.kinds.chain.account import Account
from perfreport.kinds.chain.beside import beside
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.chain.money import (
    Money,
    MoneyRow,
    Role,
    open_sorts,
    sort_of,
    total_of_all,
    wide_sort_of,
)
from perfreport.kinds.monitoring.model import MonitoringTable
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_COLUMNS: dict[Role, str] = {
    "initial": "年初预算数", "annual": "全年预算数", "executed": "执行数",
    "forecast": "全年预计执行数",
}  # fmt: skip


class _Difference(NamedTuple):
    """Two amounts that should be one.

    Attributes:
        place: of the later one.
        label: what both are.
        later: as the document has it.
        earlier: as the earlier one had it.
        parts: the rows of which both are made, where they are sums of different ones.
    """

    place: DataPath
    label: str
    later: Amount
    earlier: Amount
    parts: tuple[Sequence[MoneyRow], Sequence[MoneyRow]] = ((), ())


def _differences(later: Money, earlier: Money, role: Role) -> Iterator[_Difference]:
    """Where two parts differ in one column: row by row if they have the same, else in all.

    While something is yet to be filled in, what is there already is compared, and nothing in all.
    """
    ours, theirs = _alike(later, earlier, role)
    if ours.keys() == theirs.keys():
        for sort, rows in ours.items():
            one, other = _total(rows, role), _total(theirs[sort], role)
            if one != other:
                yield _Difference(rows[0].places[role], rows[0].label, one, other)
    elif ours and theirs:
        parts = tuple(chain(*ours.values())), tuple(chain(*theirs.values()))
        one, other = (_total(rows, role) for rows in parts)
        if one != other:
            yield _Difference(_around(parts[0][0], role), "资金合计", one, other, parts)
    before = {row.label: row for row in earlier if row.is_part and role in row.amounts}
    for row in later:
        if row.is_part and role in row.amounts and row.label in before:
            one, other = row.amounts[role], before[row.label].amounts[role]
            if one != other:
                yield _Difference(row.places[role], row.label, one, other)


def _around(row: MoneyRow, role: Role) -> DataPath:
    """Where all the rows stand, of which ``row`` is one."""
    place = row.places[role]
    return DataPath(*place[: place.index(row.label)])


def _alike(later: Money, earlier: Money, role: Role) -> tuple[_BySort, _BySort]:
    """The rows of both by sorts, in the wide sense where they do not have the same ones."""
    ours, theirs = _without_empty(
        role, *(_by_sort(each, role, sort_of) for each in (later, earlier))
    )
    is_open = open_sorts(later, role) | open_sorts(earlier, role)
    if is_open or ours.keys() != theirs.keys():
        wide = (_by_sort(each, role, wide_sort_of) for each in (later, earlier))
        ours, theirs = _without_empty(role, *wide)
    if is_open:
        shared = (ours.keys() & theirs.keys()) - is_open
        ours, theirs = (
            {sort: rows for sort, rows in each.items() if sort in shared} for each in (ours, theirs)
        )
    return ours, theirs


_BySort = dict[str, list[MoneyRow]]


def _without_empty(role: Role, *both: _BySort) -> list[_BySort]:
    """Rows of zero that the other side does not have say the same as none."""
    return [
        {
            sort: rows
            for sort, rows in each.items()
            if any(row.amounts[role].value for row in rows) or all(sort in one for one in both)
        }
        for each in both
    ]


def _by_sort(money: Money, role: Role, sort: Callable[[str], str]) -> _BySort:
    """The rows that make up the whole, by the sorts of money that they are."""
    rows: _BySort = {}
    for row in money:
        if role in row.amounts and not row.is_part:
            rows.setdefault(sort(row.label), []).append(row)
    return rows


def _total(rows: Sequence[MoneyRow], role: Role) -> Amount:
    return Amount.sum(row.amounts[role] for row in rows)


@comparison_rule(
    "AGAINST-022",
    "年初预算数不变",
    checks="项目、部门的年初预算数与前面的环节相等；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    kinds=WITH_LEVELS,
)
def changed_budgets(comparison: Comparison) -> Iterator[Disagreement]:
    """The budget at the start of the year is what was declared (年初预算数不变)."""
    shown = comparison.rounding.exact_amount
    for each in beside(comparison):
        for difference in _differences(*each.money, "initial"):
            place, label, later, earlier, _ = difference
            ours, theirs = (_listed(rows, "initial", shown) for rows in difference.parts)
            is_rounded = comparison.rounding.amount(later) == comparison.rounding.amount(earlier)
            noted = "，只差在四舍五入" if is_rounded else ""
            yield Disagreement(
                DataPath(*each.place, *place),
                f"{each.whose}{label}的年初预算数为{shown(later)}{ours}，"
                f"{each.earlier.short}为{shown(earlier)}{theirs}{noted}",
                "请核对；年初预算数以批复的预算为准，年中调整写入全年预算数",
                Severity.INFORMATION if is_rounded else Severity.WARNING,
            )


def _listed(rows: Sequence[MoneyRow], role: Role, shown: Callable[[Amount], str]) -> str:
    """The rows that were added up, in brackets; nothing for none."""
    told = "、".join(f"{row.label}{shown(row.amounts[role])}" for row in rows)
    return f"（{told}）" if told else ""


@comparison_rule(
    "AGAINST-026",
    "执行数不减少",
    checks="累计的执行数不小于前一次监控的",
    basis=ARITHMETIC,
    kinds=(Monitoring, EvaluationTable),
)
def fallen_spending(comparison: Comparison) -> Iterator[Disagreement]:
    """What was spent until an earlier month is still spent later (执行数不减少)."""
    shown = comparison.rounding.exact_amount
    for each in beside(comparison):
        if not each.earlier.is_before(comparison.account):
            continue
        for place, label, later, earlier, _ in _differences(*each.money, "executed"):
            if later < earlier:
                yield Disagreement(
                    DataPath(*each.place, *place),
                    f"{each.whose}{label}的执行数为{shown(later)}，"
                    f"小于{each.earlier.called}的{shown(earlier)}",
                    "请核对这两个数，执行数是从年初累计的",
                )


@comparison_rule(
    "AGAINST-028",
    "项目支出与各项目的表",
    checks="部门表的项目支出等于项目表各项目之和；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    kinds=(Declaration, Monitoring),
)
def projects_of_department(comparison: Comparison) -> Iterator[Disagreement]:
    """What a department spends on projects is what its projects spend (项目支出与各项目的表)."""
    ours = comparison.account
    # Of a budget as a whole another rule tells, which knows what may be meant besides.
    has_budget = bool(getattr(ours.document, "budget", None))
    rows = () if has_budget else ours.money
    row = next((each for each in rows if each.label == "项目支出"), None)
    for group in _of_one_stage(comparison) if row and not ours.projects else ():
        for role in _shared_roles(ours, group[0]):
            if row and role in row.amounts:
                yield from _beside_projects(comparison, row, role, _COLUMNS[role], group)


def _of_one_stage(comparison: Comparison) -> list[list[Account]]:
    """The earlier documents that have projects: those of one kind and period have them together.

    What has a project that another one has already, such as an older copy, stands alone.
    """
    groups: list[list[Account]] = []
    for each in comparison.earlier:
        if not each.projects:
            continue
        own = _names(each)
        fitting = (
            group
            for group in groups
            if _stage(group[0]) == _stage(each)
            if all(own.isdisjoint(_names(one)) for one in group)
        )
        if group := next(fitting, None):
            group.append(each)
        else:
            groups.append([each])
    return groups


def _stage(account: Account) -> tuple[str, object]:
    return account.document.kind, getattr(account.document, "months", None)


def _names(account: Account) -> set[tuple[str, str]]:
    """The names of its projects, each with the unit that tells it from one of the same name."""
    return {(plain_text(each.name), plain_text(each.implementer)) for each in account.projects}


def _shared_roles(ours: Account, earlier: Account) -> Iterable[Role]:
    """The columns that two tables of a year mean alike."""
    one, other = ours.document, earlier.document
    is_one_period = (
        isinstance(other, MonitoringTable) and getattr(one, "months", None) == other.months
    )
    return ("initial", "executed", "forecast") if is_one_period else ("initial",)


def _beside_projects(
    comparison: Comparison, row: MoneyRow, role: Role, column: str, group: Sequence[Account]
) -> Iterator[Disagreement]:
    """Where a ``row`` is not what the projects in a ``group`` of documents come to."""
    projects = [each for account in group for each in account.projects]
    total = total_of_all([each.money for each in projects], role)
    if total is None or row.amounts[role] == total:
        return
    amount, shown = row.amounts[role], comparison.rounding.exact_amount
    less, more = sorted((amount, total))
    places, unit = comparison.rounding.amount_places, comparison.rounding.unit
    is_rounded = (more - less).to(unit) * 2 * 10**places <= len(projects) + 1
    files = f" {len(group)} 份" * (len(group) > 1)
    yield Disagreement(
        row.places[role],
        f"项目支出的{column}为{shown(amount)}，{group[0].short}{files}中各项目之和为{shown(total)}"
        + ("，在四舍五入的范围内" if is_rounded else ""),
        "请核对；项目还有在别的表中的，请把那几份一并用来对照",
        Severity.INFORMATION if is_rounded else Severity.WARNING,
    )


@comparison_rule(
    "AGAINST-031",
    "项目支出与自评表",
    checks="自评报告中项目支出的全年预算数、决算数等于项目自评表的合计；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("expenditure",),
)
def evaluated_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """What a report says of all projects is what their tables come to (项目支出与自评表)."""
    project = comparison.of(SelfEvaluation).expenditure.project
    amounts: dict[Role, tuple[str, Amount]] = {
        "annual": ("全年预算数", project.annual), "executed": ("决算数", project.final),
    }  # fmt: skip
    for group in _of_one_stage(comparison):
        if isinstance(group[0].document, EvaluationTable):
            for role, (key, amount) in amounts.items():
                path = DataPath("部门整体支出", "项目支出", key)
                row = MoneyRow("项目支出", {role: amount}, {role: path})
                if amount.is_known:
                    yield from _beside_projects(comparison, row, role, key, group)
