"""What was edited in a Word file, in words: one line for each thing, on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.cli.printing import tell
from perfreport.compare import Change, Difference, MergeConflict
from perfreport.compare.reports import in_one_line
from perfreport.compare.wording import text_of
from perfreport.data.source import labelled
from perfreport.documents.loading import Loaded
from perfreport.roundtrip import Reading


def print_reading(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    for edit in reading.edits:
        change = Change(edit.change)
        shown = f"原在 {edit.shown}" if change is Change.MOVED else edit.shown
        tell(change.label, Mistake(labelled(edit.path), shown))
    print_leftovers(reading)


def print_leftovers(reading: Reading, path: Path | None = None) -> None:
    """Print what a Word file says beside its data, with its ``path`` where there are several."""
    name = str(path) if path else None
    for conflict in reading.conflicts:
        message = (
            f"Word 中写的是“{conflict.shown}”，按数据算得“{conflict.computed}”"
            f"（{conflict.basis}）；取算得的，要改请改所依据的数据"
        )
        tell("不符", Mistake(conflict.place, message), name)
    for unplaced in reading.unplaced:
        message = f"“{unplaced.words}”（{unplaced.reason}）；要用请写进数据文件"
        tell("未收", Mistake(unplaced.place, message), name)
    for note in reading.notes:
        tell("说明", Mistake("", note.message), name)


def print_changes(differences: Iterable[Difference], loaded: Loaded) -> None:
    """Print what becomes of the data file ``loaded``: all that goes, and all that comes."""
    for each in differences:
        place = each.before or each.after or ()
        mistake = Mistake(each.label, in_one_line(each), loaded.line(place))
        tell(each.change.label, mistake, _name_of(loaded))


def print_incomplete(rows: Iterable[DataPath]) -> None:
    """Print which rows that were added in Word are not among the data."""
    for row in rows:
        message = "Word 里加的这一行没有填全（缺什么见上），没有收进数据文件；补全后再读一次"
        tell("未收", Mistake(labelled(row), message))


def print_conflicts(conflicts: Iterable[MergeConflict], loaded: Loaded) -> None:
    """Print which edits were not made to the data file ``loaded``, which has changed there too."""
    for conflict in conflicts:
        edited, current = map(_quoted, (conflict.edited, conflict.current))
        message = f"数据文件和 Word 都改了：Word 为{edited}，数据文件为{current}；未动，请定夺"
        mistake = Mistake(labelled(conflict.path), message, loaded.line(conflict.path))
        tell("冲突", mistake, _name_of(loaded))


def _name_of(loaded: Loaded) -> str | None:
    return loaded.source.name if loaded.source else None


def _quoted(content: object) -> str:
    return "已删去" if content is None else quoted(text_of(content))
