"""What the documents of a year say of the money in the report on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from perfreport.basics.quantities import Amount, Rounding
from perfreport.data.outline import outline
from perfreport.data.writing import (
    PENDING_FIGURE,
    Noted,
    UnquotedNumber,
    Value,
    noted,
    with_comment,
)
from perfreport.kinds.chain.account import Account
from perfreport.kinds.chain.money import Money, MoneyRow, Role, is_known, total_of_all
from perfreport.kinds.monitoring.model import MonitoringTable
from perfreport.kinds.project_evaluation.model import ProjectEvaluation
from perfreport.kinds.project_monitoring.model import ProjectMonitoring
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.model import (
    Appropriations,
    BasicExpenditure,
    Expenditure,
    Revenue,
    SubjectAmount,
)

_SEEN: tuple[tuple[Role, str], ...] = (("executed", "执行数"), ("forecast", "全年预计"))


@dataclass(frozen=True)
class ReportMoney:
    """The parts of a report that are about money, begun from what is known.

    Attributes:
        accounts: of the documents of the year, in their order.
        rounding: of the form of the report.
    """

    accounts: Sequence[Account]
    rounding: Rounding

    @property
    def revenue(self) -> Value:
        """年初预算收入, by subjects that no other document has."""
        subjects: Value = [outline(SubjectAmount)]
        for account in self._whole:
            sources = [each for each in account.money if not each.is_part]
            if total := self._sum(sources, "initial"):
                subjects = Noted(subjects, f"各类级科目，合计应为申报的收入 {total}")
                break
        return outline(Revenue, subjects=subjects)

    @property
    def final_account(self) -> Value:
        """决算支出, the same."""
        subjects: Value = [outline(SubjectAmount)]
        for account in reversed(self._whole):
            sources = [each for each in account.money if not each.is_part]
            if told := self._seen(sources):
                return Noted(subjects, f"{account.called}：{told}")
        return subjects

    @property
    def expenditure(self) -> Value:
        """部门整体支出: basic expenditure, and that of the projects."""
        basic: Value = outline(BasicExpenditure)
        declared = self._declared("基本支出")
        told = [
            f"两项的年初预算数之和应为申报的基本支出 {self._shown(declared)}" if declared else "",
            self._watched("基本支出"),
        ]
        basic = noted(basic, "；".join(filter(None, told)))
        return outline(Expenditure, basic=basic, project=self._projects())

    def _projects(self) -> Value:
        of_projects = {role: self._total(role) for role in ("initial", "annual", "executed")}
        total, declared = of_projects["initial"], self._declared("项目支出")
        known: dict[str, Value] = {}
        if declared is not None and total is not None and total != declared:
            note = f"部门申报的项目支出；项目申报表的合计为 {self._shown(total)}，请核对"
            known["initial"] = Noted(UnquotedNumber(declared), note)
        elif (initial := total if declared is None else declared) is not None:
            known["initial"] = UnquotedNumber(initial)
        for name, role in (("annual", "annual"), ("final", "executed")):
            if (amount := of_projects[role]) is not None:
                known[name] = Noted(UnquotedNumber(amount), "项目自评表的合计，请核对")
        if told := self._watched("项目支出") or self._watched_projects():
            known["final"] = with_comment(known.get("final", PENDING_FIGURE), told)
        return outline(Appropriations, **known)

    @property
    def _whole(self) -> list[Account]:
        """The documents about the department as a whole."""
        return [each for each in self.accounts if not each.projects]

    def _declared(self, label: str) -> Amount | None:
        """The budget at the start of the year in the row so called, by the first that says it."""
        rows = (row for each in self._whole for row in each.money if row.label == label)
        return next((row.amounts["initial"] for row in rows if "initial" in row.amounts), None)

    def _watched(self, label: str) -> str:
        """What was last seen of the row so called, in words."""
        for account in reversed(self._whole):
            if told := self._seen([row for row in account.money if row.label == label]):
                return f"{account.called}：{told}"
        return ""

    def _watched_projects(self) -> str:
        """What a monitoring last saw of all projects, in words."""
        for account in reversed(self.accounts):
            if isinstance(account.document, MonitoringTable) and account.projects:
                every = [each.money for each in account.projects]
                amounts = ((word, total_of_all(every, role)) for role, word in _SEEN)
                told = [f"{word}{self._shown(each)}" for word, each in amounts if each is not None]
                if told:
                    return f"各项目的{account.called}合计：{'，'.join(told)}"
        return ""

    def _seen(self, rows: Money | Sequence[MoneyRow]) -> str:
        """What ``rows`` say of the year while it went on, or at its end."""
        amounts = ((word, self._sum(rows, role)) for role, word in _SEEN)
        return "，".join(f"{word}{text}" for word, text in amounts if text)

    def _sum(self, rows: Sequence[MoneyRow], role: Role) -> str:
        """What ``rows`` come to with what that is made up of; empty where none says it."""
        stated = {row.label: row.amounts[role] for row in rows if role in row.amounts}
        total = Amount.total(stated.values())
        if total is None:
            return ""
        parts = [f"{label}{amount}" for label, amount in stated.items() if amount.value]
        return self._shown(total) + (f"（{'、'.join(parts)}）" if len(parts) > 1 else "")

    def _total(self, role: Role) -> Amount | None:
        """What the projects come to in one column, by the first documents that tell.

        What was spent until some month is not what the year has spent.
        """
        kinds = (ProjectTargets, ProjectEvaluation, *[ProjectMonitoring] * (role == "initial"))
        for kind in kinds:
            told = [each for each in self.accounts if isinstance(each.document, kind)]
            projects = [project for account in told for project in account.projects]
            total = total_of_all([each.money for each in projects], role)
            if total is not None:
                return total
        return None

    def _shown(self, amount: Amount) -> str:
        return self.rounding.exact_amount(amount)


def amounts_of(part: BaseModel) -> Iterator[tuple[str, Amount]]:
    """The amounts that ``part`` itself states, each under its key."""
    for name, field in type(part).model_fields.items():
        amount = getattr(part, name)
        if is_known(amount) and amount.value:
            yield field.alias or name, amount
