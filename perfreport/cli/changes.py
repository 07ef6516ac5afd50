"""What commands print of edits that were read back, and of what becomes of data files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.messages import quoted
from perfreport.cli.printing import tell
from perfreport.compare import Change, Difference, MergeConflict
from perfreport.compare.reports import in_one_line
from perfreport.compare.wording import text_of
from perfreport.data.data_files import Input
from perfreport.documents.loading import Loaded
from perfreport.roundtrip import Reading


def print_reading(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    for edit in reading.edits:
        change = Change(edit.change)
        shown = f"原在 {edit.shown}" if change is Change.MOVED else edit.shown
        tell(change.label, edit.path.label, shown)
    print_leftovers(reading)


def print_leftovers(reading: Reading, path: Input | None = None) -> None:
    """Print what a Word file says beside its data, with its ``path`` where there are several."""
    name = str(path) if path else None
    for conflict in reading.conflicts:
        message = (
            f"{reading.program} 中写的是“{conflict.shown}”，按数据算得“{conflict.computed}”"
            f"（{conflict.basis}）；取算得的，要改请改所依据的数据"
        )
        tell("不符", conflict.place, message, name)
    for unplaced in reading.unplaced:
        message = f"“{unplaced.words}”（{unplaced.reason}）；要用请写进数据文件"
        tell("未收", unplaced.place, message, name)
    for note in reading.notes:
        tell("说明", "", note.message, name)


def print_changes(
    differences: Iterable[Difference],
    loaded: Loaded,
    after: Loaded | None = None,
    target: Path | None = None,
) -> None:
    """Print what becomes of the data file ``loaded``: all that goes, and all that comes.

    Args:
        differences: what changed.
        loaded: the data file as it was; what goes is told where it stood there.
        after: as it is now, where the rest is told; None where it did not change.
        target: where that is written, if not in its place.
    """
    old = loaded.name if after is None or target else f"{loaded.name}（改之前）"
    new = str(target) if target else loaded.name
    for each in differences:
        if after and each.after is not None:
            name, line = new, after.line(each.after)
        else:
            name, line = old, loaded.line(each.before or each.after or NOWHERE)
        tell(each.change.label, each.label, in_one_line(each), name, line)


def print_incomplete(rows: Iterable[DataPath], program: str) -> None:
    """Print which rows that were added in a ``program`` are not among the data."""
    for row in rows:
        message = f"{program} 里加的这一行没有填全（缺什么见上），没有收进数据文件；补全后再读一次"
        tell("未收", row.label, message)


def print_conflicts(conflicts: Iterable[MergeConflict], loaded: Loaded, program: str) -> None:
    """Print which edits of a ``program`` the data file ``loaded`` does not have.

    It has changed in the same places.
    """
    for conflict in conflicts:
        edited, current = map(_quoted, (conflict.edited, conflict.current))
        message = (
            f"数据文件和 {program} 都改了：{program} 为{edited}，数据文件为{current}；未动，请定夺"
        )
        line = loaded.line(conflict.path)
        tell("冲突", conflict.path.label, message, loaded.name, line)


def print_computed(differences: Iterable[Difference], loaded: Loaded) -> None:
    """Print which edits were not made, for a formula of the workbook ``loaded`` stands there."""
    for each in differences:
        message = f"{in_one_line(each)}；这一格是公式，没有改，请在 Excel 里改公式或它所取的数"
        line = loaded.line(each.before or NOWHERE)
        tell("未收", each.label, message, loaded.name, line)


def _quoted(content: object) -> str:
    return "已删去" if content is None else quoted(text_of(content))
