"""Money of one document in the rows of another form (资金的来源): which row goes where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.funds import FundsLayout
from perfreport.data.writing import PENDING_FIGURE, Noted, UnquotedNumber, Value, noted
from perfreport.kinds.chain.account import Account
from perfreport.kinds.chain.money import Money, MoneyRow, Role, role_of, sort_of, wide_sort_of

_WORDS: Mapping[Role, str] = {
    "initial": "年初预算", "annual": "预算", "executed": "执行", "forecast": "预计"
}  # fmt: skip
"""What amounts are called in a comment; others as their columns are."""

AS_DECLARED = "照申报的数；年中调整过的请改"
_PARTS = "其中"


class Rows(NamedTuple):
    """The rows that a form has for money, by their labels.

    Attributes:
        sources: where the money comes from.
        structure: other divisions of the same money.
        parts: what is listed apart of a source, by its label, with that of the source.
        without: the labels of rows that have no column for the year, or none for all years
            (项目总额), with whether it is the latter.
    """

    sources: tuple[str, ...]
    structure: tuple[str, ...] = ()
    parts: Mapping[str, str] = {}
    without: frozenset[tuple[str, bool]] = frozenset()

    @classmethod
    def of(cls, layout: FundsLayout, form: Form) -> Rows:
        """Those that ``form`` declares as its ``layout``."""
        stages = {each.label: role_of(each.label) == "whole" for each in layout.stages}
        closed = {tuple(each.split(".")[-2:]) for each in form.not_printed}
        rows = cls(
            tuple(each.label for each in layout.sources),
            tuple(each.label for each in layout.structure),
            {part.label: each.label for each in layout.sources for part in each.parts},
        )
        without = (
            (label, whole)
            for label in (*rows.sources, *rows.structure, *rows.parts)
            for whole in (False, True)
            if all(own != whole or (label, each) in closed for each, own in stages.items())
        )
        return rows._replace(without=frozenset(without))

    @property
    def places(self) -> Iterator[tuple[str, ...]]:
        """The labels that lead to each row, in the order of the form."""
        for source in self.sources:
            yield (source,)
            yield from ((source, part) for part, of in self.parts.items() if of == source)
        yield from ((each,) for each in self.structure)

    def place_of(self, row: MoneyRow, *, whole: bool) -> tuple[str, ...]:
        """The labels that lead to where ``row`` belongs; none where the form has no row for it.

        A row of the same name is that, else one of the same sort.

        Args:
            row: of another form.
            whole: whether its amount of all years is meant, or those of the year.
        """
        own = "" if (row.label, whole) in self.without else row.label
        if own in (*self.sources, *self.structure):
            return (own,)
        if own in self.parts:
            return (self.parts[own], own)
        sources = [each for each in self.sources if (each, whole) not in self.without]
        if row.is_part or not sources:
            return ()
        # One source of no sort of its own is all money, as 项目资金.
        if len(self.sources) == 1 and sort_of(sources[0]) == sources[0]:
            return self.sources
        there = {sort_of(each): each for each in reversed(sources)}
        label = there.get(sort_of(row.label)) or there.get(wide_sort_of(row.label))
        return (label,) if label else ()


class PlacedRow(NamedTuple):
    """A row of a form with the money that belongs there.

    Attributes:
        at: the labels that lead to it.
        rows: of the document that the money is from; several are added up.
    """

    at: tuple[str, ...]
    rows: tuple[MoneyRow, ...]

    def amount(self, role: Role) -> Amount | None:
        """What they come to in one column; None where none says it."""
        return Amount.total(each.amounts.get(role) for each in self.rows)

    def made_of(self, role: Role) -> str:
        """What was added up, where it is several amounts; else empty."""
        stated = ((each.label, each.amounts.get(role)) for each in self.rows)
        parts = [f"{label}{amount}" for label, amount in stated if amount and amount.value]
        return "、".join(parts) if len(parts) > 1 else ""

    def told(self, role: Role) -> str:
        """The amount with what it is made up of; empty where none is stated."""
        amount, parts = self.amount(role), self.made_of(role)
        return "" if amount is None else f"{amount}{f'（{parts}）' if parts else ''}"

    def named(self, role: Role) -> str:
        """The same with what the column is; empty where none is stated."""
        told = self.told(role)
        labels = (str(each.places[role][-1]) for each in self.rows if role in each.places)
        return told and f"{_WORDS.get(role) or next(labels, '')}{told}"


def placed(money: Money, rows: Rows) -> list[PlacedRow]:
    """``money`` in the rows of another form, in its order, those that say anything."""
    found: dict[tuple[str, ...], list[MoneyRow]] = {}
    for row in money:
        for whole in (False, True):
            amounts = {
                role: each for role, each in row.amounts.items() if (role == "whole") == whole
            }
            place = rows.place_of(row, whole=whole)
            if place and (amounts or not (row.amounts or whole)):
                found.setdefault(place, []).append(row._replace(amounts=amounts))
    return [PlacedRow(each, tuple(found[each])) for each in rows.places if each in found]


States = Sequence[tuple[Account, PlacedRow]]
"""A row of money in each of the documents that have it, the first one foremost."""


def money_on(form: Form, stated: Iterable[tuple[Account, Money]]) -> dict[str, object]:
    """Money by the rows of ``form``; what is yet to come is 待填, with what was last known."""
    if form.funds is None:
        return {}
    stages = [(each.label, role_of(each.label)) for each in form.funds.stages]
    shown = {role for _, role in stages if role}
    rows = {}
    for at, states in by_place(stated, Rows.of(form.funds, form)).items():
        values = ((stage, _on(role, states, form, shown)) for stage, role in stages if role)
        rows[at] = {stage: value for stage, value in values if value is not None}
    return as_items(rows.items())


def by_place(
    stated: Iterable[tuple[Account, Money]], rows: Rows
) -> dict[tuple[str, ...], list[tuple[Account, PlacedRow]]]:
    """The money of several documents by the rows of a form, in its order."""
    found: dict[tuple[str, ...], list[tuple[Account, PlacedRow]]] = {}
    for account, money in stated:
        for each in placed(money, rows):
            found.setdefault(each.at, []).append((account, each))
    return {each: found[each] for each in rows.places if each in found}


def _on(role: Role, states: States, form: Form, shown: Collection[Role]) -> Value | None:
    """What is known in one column of a row; ``shown`` are all columns that the form has."""
    match role:
        case "initial" | "whole":
            return _as_stated(role, states, form)
        case "annual":
            # Of several documents the last one knows of the latest adjustment.
            adjusted = _as_stated(role, states[::-1], form)
            return adjusted or _as_stated("initial", states, form, AS_DECLARED)
    for account, row in reversed(states):
        # Where the form has no column for it, what was expected belongs beside what was spent.
        expected = "" if "forecast" in shown else row.named("forecast")
        if told := "，".join(filter(None, (row.told(role), expected))):
            return Noted(PENDING_FIGURE, f"{account.called}：{told}")
    return Noted(PENDING_FIGURE, "")


def _as_stated(role: Role, states: States, form: Form, comment: str = "") -> Value | None:
    """The amount as the first document states it, with what others state in its place."""
    amounts = [(account, row, row.amount(role)) for account, row in states]
    known = [(account, row, amount) for account, row, amount in amounts if amount is not None]
    if not known:
        return None
    (_, row, first), *rest = known
    parts = row.made_of(role)
    others = {amount: account for account, _, amount in reversed(rest) if amount != first}
    differing = (f"{each.called}的是{amount}，请核对" for amount, each in others.items())
    told = (comment, parts and f"{parts}之和", *differing)
    return written(first, form, "；".join(filter(None, told)))


def as_items(rows: Iterable[tuple[tuple[str, ...], Mapping[str, Value]]]) -> dict[str, object]:
    """Amounts by the labels that lead to their rows, as they stand under 资金."""
    items: dict[str, dict[str, object]] = {}
    for at, amounts in rows:
        item = items.setdefault(at[0], {})
        for part in at[1:]:
            inner = item.setdefault(_PARTS, {})
            assert isinstance(inner, dict)
            item = inner.setdefault(part, {})
        item.update(amounts)
    return dict(items)


def written(amount: Amount, form: Form, comment: str = "") -> Value:
    """An amount as data files on ``form`` have it: in its unit, which all but 万元 is written."""
    unit = Unit.named(form.figures.unit)
    own = amount if unit is Unit.TEN_THOUSAND_YUAN else Amount(amount.to(unit), unit)
    return noted(UnquotedNumber(own), comment)
