"""Which row of a list each row of another one is in, by the name or the number that it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.positions import CellPosition
from perfreport.data.source import Node
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import ListSheet
from perfreport.workbooks.listrows import ListRow, Reference
from perfreport.workbooks.told import Tab, Told

_MOST_NAMED = 5


@dataclass(slots=True)
class Holders:
    """The rows of a list in which rows of others stand, as these call them.

    Attributes:
        sheet: of the list.
        rows: of it.
        told: what was found so far.
        unnamed: why they have no names, where their column is not there.
    """

    sheet: ListSheet
    rows: list[ListRow]
    told: Told
    unnamed: Mistake | None = None
    _by_number: dict[int, list[int]] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=dict)
    _likely: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note what the rows are called."""
        for at, row in enumerate(self.rows):
            self._by_number.setdefault(row.number or at + 1, []).append(at)
            if name := self._name(row):
                self._by_name.setdefault(as_compared(name), []).append(at)

    def _name(self, row: ListRow) -> str:
        named = self.sheet.named_by
        node = row.values.get(named.path) if named else None
        return str(node.value) if node else ""

    def called(self, reference: Reference) -> list[int]:
        """The rows that ``reference`` may mean; a number is first taken for one of a row.

        It may also mean a row with this number for its name, where the other one has a name of
        its own and so need not go by a number.
        """
        by_number = self._by_number.get(reference.number, []) if reference.number else []
        by_name = self._by_name.get(reference.text, [])
        if reference.cell.held is None:
            return by_name or by_number
        if by_name and any(map(self._goes_by_name, by_number)):
            return sorted({*by_number, *by_name})
        return by_number or by_name

    def _goes_by_name(self, at: int) -> bool:
        return self._by_name.get(as_compared(self._name(self.rows[at]))) == [at]

    def advice(self, reference: Reference, found: Sequence[int]) -> str:
        """What to write in place of ``reference``, which means no row or several."""
        what, shown = self.sheet.path[-1], quoted(reference.cell.shown)
        if found:
            named = [at for at in found if at in self._by_name.get(reference.text, ())]
            others = [self._name(self.rows[at]) for at in found if at not in named]
            if named and others:
                return (
                    f"{shown}是一个{what}的名称，也是{quoted(others[0])}的序号；要写前者"
                    f"请写它的序号 {self._numbers(named)}，要写后者请写它的名称"
                )
            return f"工作表“{self.sheet.name}”里有几行{shown}，请写它的序号：{self._numbers(found)}"
        near = self.likely(reference)
        hint = "" if near is None else f"是不是{quoted(self._name(self.rows[near]))}？"
        return f"工作表“{self.sheet.name}”里没有{shown}这个{what}，{hint}请写它的名称或序号"

    def _numbers(self, rows: Sequence[int]) -> str:
        numbers = (str(self.rows[at].number or at + 1) for at in rows[:_MOST_NAMED])
        return "、".join(numbers) + ("等" if rows[_MOST_NAMED:] else "")

    def doubled(self) -> Mistake | None:
        """That rows have one number, where any have; only one of them can go by it."""
        stated: dict[int, ListRow] = {}
        for row in self.rows:
            if row.number is None:
                continue
            first = stated.setdefault(row.number, row)
            if first is not row:
                there = first.position.address if isinstance(first.position, CellPosition) else ""
                message = f"“{row.number}”这个{self.sheet.number_heading}写了两次（{there} 已有）"
                return Mistake(self.sheet.path, f"{message}，请改成不同的", row.position)
        return None

    def likely(self, reference: Reference) -> int | None:
        """The row that was probably meant by a name that none has."""
        text = reference.text
        if text not in self._likely:
            near = self.told.nearest(text, self._by_name)
            self._likely[text] = self._by_name[near][0] if near else None
        return self._likely[text]


def made_of_names(sheet: ListSheet, children: Sequence[ListRow]) -> list[ListRow]:
    """The rows of a list that has no sheet, or an empty one, as the rows in it name them.

    One where none is named: it goes without saying.
    """
    named: dict[str, ListRow] = {}
    for child in children:
        cell = child.parent.cell
        if cell.shown.strip() and sheet.named_by and child.parent.text not in named:
            node = Node(child.parent.position, cell.shown.strip())
            row = ListRow(child.parent.position, values={sheet.named_by.path: node})
            named[child.parent.text] = row
    return list(named.values()) or [ListRow()]


def linked(
    children: Sequence[ListRow],
    sheet: ListSheet,
    holders: Holders,
    known: Mistake | None = None,
    tab: Tab | None = None,
) -> Mapping[int, list[int]]:
    """By the places of the rows of ``holders``, the places of the ``children`` that are in them.

    What rows name that is not there is told once, however many they are; that something is missing
    from the rows that they may have meant follows from it; all of it follows from a mistake that
    is ``known``. The children stand on ``tab``, if anywhere.
    """
    found: dict[int, list[int]] = {}
    unclear: dict[str, list[ListRow]] = {}
    last: int | None = 0 if len(holders.rows) == 1 else None
    for position, child in enumerate(children):
        text = child.parent.text
        rows = holders.called(child.parent) if text else []
        if text:
            last = rows[0] if rows else holders.likely(child.parent)
        if (text and len(rows) != 1) or last is None:
            unclear.setdefault(text, []).append(child)
        if last is not None:
            found.setdefault(last, []).append(position)
    disordered = _disordered(children) if len(holders.rows) > 1 else None
    if disordered and not unclear:
        what = holders.sheet.path[-1]
        message = (
            f"{sheet.number_heading}比上一行小，像是排过序；{what}空着的行都算作上面一行的，"
            f"请照{sheet.number_heading}排回，或逐行写明是哪个{what}的"
        )
        holders.told.remark(message, disordered.position)
    if unclear:
        why = known or holders.unnamed
        is_disordered = disordered is not None
        mistakes = (
            []
            if why
            else [_nothing_on(tab, sheet)]
            if children[0].row is None
            else _mistaken(unclear.values(), sheet, holders, is_disordered=is_disordered)
        )
        holders.told.mistakes += mistakes
        # That something is missing in a row follows from any of them.
        holders.told.follow(why or mistakes[0], (row.position for row in holders.rows))
    return found


def _disordered(rows: Sequence[ListRow]) -> ListRow | None:
    """The first row that is as the one above it though its number is smaller: rows were sorted."""
    pairs = pairwise(row for row in rows if row.number is not None)
    return next(
        (
            row
            for above, row in pairs
            if not row.parent.text and (above.number or 0) > (row.number or 0)
        ),
        None,
    )


def _mistaken(
    unclear: Iterable[Sequence[ListRow]], sheet: ListSheet, holders: Holders, *, is_disordered: bool
) -> list[Mistake]:
    """What is wrong with rows that are ``unclear``, those that say the same together; each once."""
    doubled = holders.doubled()
    found: dict[Mistake, None] = {}
    for rows in unclear:
        parent = rows[0].parent
        goes_by_number = parent.number is not None or bool(holders.called(parent))
        own = _unclear(rows, sheet, holders, is_disordered=is_disordered)
        found[doubled if doubled and goes_by_number else own] = None
    return list(found)


def _unclear(
    rows: Sequence[ListRow], sheet: ListSheet, holders: Holders, *, is_disordered: bool
) -> Mistake:
    """That one cannot tell where ``rows`` are, which all say the same of it."""
    first = rows[0]
    many = f"；这样的有 {len(rows)} 行" if len(rows) > 1 else ""
    if not first.parent.text:
        advice = f"这一行要写明是哪个{holders.sheet.path[-1]}的，请写它的名称或序号"
        if is_disordered:
            advice += f"；各行像是排过序，请先照{sheet.number_heading}排回"
    else:
        advice = holders.advice(first.parent, holders.called(first.parent))
    return Mistake(sheet.path, f"{advice}{many}", first.parent.position or first.position)


def _nothing_on(tab: Tab | None, sheet: ListSheet) -> Mistake:
    """That a list has no row, be there a sheet for it or none."""
    if tab is None:
        return Mistake(sheet.path, f"没有工作表“{sheet.name}”，请补上")
    message = f"这个工作表里没有填一行，请补上；{sheet.columns_in_words}"
    return Mistake(sheet.path, message, tab.beginning)
