"""What is written into a data workbook: the fields of a document, sheet by sheet and row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.quantities import PENDING
from perfreport.data.writing import NAME_OF_ITEM, Noted, Value
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import Layout, ListSheet

NOTHING_IN_IT = "无"
"""What a list or a group says as a whole that is there and holds nothing."""
NO_AMOUNT = "—"
"""What the first amount of a group says that is there and has none: 资金 without any money."""
_CONTENT = "内容"

Values = Mapping[DataPath, Value]
"""What is written, by the paths of its entries."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list.

    Attributes:
        values: of its columns.
        parent: the position, among the rows of the list around it, of the one that it is in.
        is_pending: whether the row as a whole is to be filled in.
    """

    values: Values
    parent: int = 0
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What is written.

    Attributes:
        values: of the sheet 资料.
        rows: of each list, by its path.
    """

    values: Values = field(default_factory=dict)
    rows: Mapping[DataPath, Sequence[Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How to fill a workbook in.

    Attributes:
        title: of the sheet.
        parts: its lines under their headings.
    """

    title: str
    parts: Mapping[str, Sequence[str]]


def contents_of(fields: Mapping[str, Value], layout: Layout) -> Contents:
    """The ``fields`` of a document, as ``data.writing`` has them, in the sheets of ``layout``."""
    taking = _Taking(layout)
    values = dict(taking.part(fields, NOWHERE, NOWHERE, 0))
    return Contents(values, taking.rows)


def names_of(rows: Sequence[Row], named_by: Entry | None) -> dict[int, str | int]:
    """What rows inside these ``rows`` say of them: their names, or numbers where these fail."""
    texts = (row.values.get(named_by.path, "") if named_by else "" for row in rows)
    names = [str(each.value if isinstance(each, Noted) else each) for each in texts]
    counts = Counter(map(as_compared, names))
    return {
        at: name if name and name != PENDING and counts[as_compared(name)] == 1 else at + 1
        for at, name in enumerate(names)
    }


class _Taking:
    def __init__(self, layout: Layout) -> None:
        self.rows: dict[DataPath, list[Row]] = {each.path: [] for each in layout.lists}
        self._lists: dict[DataPath, ListSheet] = {each.path: each for each in layout.lists}
        self._passages = {
            DataPath(*around, *each.path)
            for around, entries in ((NOWHERE, layout.entries), *_entries_of(layout))
            for each in entries
            if each.sort == "段落"
        }
        self._amounts: dict[DataPath, DataPath] = {}
        for around, entries in ((NOWHERE, layout.entries), *_entries_of(layout)):
            for each in entries:
                if each.sort == "金额" and each.is_usual:
                    self._amounts.setdefault(DataPath(*around, *each.path.parent), each.path)

    def part(
        self, fields: Mapping[str, Value], row: DataPath, inside: DataPath, number: int
    ) -> Iterator[tuple[DataPath, Value]]:
        """The values of ``fields``, which stand ``inside`` the row ``number`` of a list."""
        for key, value in fields.items():
            yield from self._value(value, row, inside / key, number)

    def _value(
        self, value: Value, row: DataPath, path: DataPath, number: int
    ) -> Iterator[tuple[DataPath, Value]]:
        value = _with_comment_inside(value)
        plain = value.value if isinstance(value, Noted) else value
        here = DataPath(*row, *path)
        if _is_list(plain) and plain and here in self._lists:
            for item in plain:
                self._row(item, here, number)
        elif _is_list(plain) and plain and all(isinstance(each, dict) for each in plain):
            yield from self.part(_by_name(plain), row, path, number)
        elif isinstance(plain, dict) and plain:
            yield from self.part(plain, row, path, number)
        elif isinstance(plain, dict) and here in self._amounts:
            yield self._amounts[here], NO_AMOUNT
        elif not isinstance(plain, str | bool | int) and not plain:
            yield path, NOTHING_IN_IT
        elif path[-1] == _CONTENT and here.parent in self._passages:
            yield path.parent, value
        else:
            yield path, value

    def _row(self, item: Value, path: DataPath, parent: int) -> None:
        item = _with_comment_inside(item)
        item = item.value if isinstance(item, Noted) else item
        rows, number = self.rows[path], len(self.rows[path])
        if not isinstance(item, dict):
            rows.append(Row({}, parent, is_pending=item == PENDING))
            return
        # Its place is taken before the rows inside it are counted.
        values: dict[DataPath, Value] = {}
        rows.append(Row(values, parent))
        values.update(self.part(item, path, NOWHERE, number))


def _entries_of(layout: Layout) -> Iterator[tuple[DataPath, Sequence[Entry]]]:
    return ((each.path, each.entries) for each in layout.lists)


def _by_name(items: Sequence[Value]) -> dict[str, Value]:
    """Items that go by their names, as a mapping."""
    named = (item for item in items if isinstance(item, dict))
    return {
        str(item[NAME_OF_ITEM]): {key: part for key, part in item.items() if key != NAME_OF_ITEM}
        for item in named
    }


def _is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    # Of a hundred thousand values most are texts; asking for abstract classes takes long.
    return isinstance(value, list | tuple)


def _with_comment_inside(value: Value) -> Value:
    """A list or a group without its comment, which is at the first cell inside it."""
    if not (isinstance(value, Noted) and value.comment):
        return value
    plain, comment = value.value, value.comment
    if isinstance(plain, Mapping) and plain:
        first, *_ = plain
        return {**plain, first: _with_comment_before(plain[first], comment)}
    if _is_list(plain) and plain and isinstance(_bare(plain[0]), Mapping):
        return [_with_comment_before(plain[0], comment), *plain[1:]]
    return value


def _with_comment_before(value: Value, comment: str) -> Value:
    own = value.comment if isinstance(value, Noted) else ""
    return Noted(_bare(value), "；".join(filter(None, (comment, own))))


def _bare(value: Value) -> Value:
    return value.value if isinstance(value, Noted) else value
