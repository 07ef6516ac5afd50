"""What was edited in a Word file, in words: one line for each thing, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.compare import Difference, MergeConflict
from perfreport.compare.reports import in_one_line
from perfreport.compare.wording import text_of
from perfreport.data.source import labelled
from perfreport.documents.loading import Loaded
from perfreport.roundtrip import Reading

_CHANGES = {"changed": "修改", "added": "增加", "removed": "删除", "moved": "移动"}


def print_reading(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    _print((*_edits(reading), *_leftovers(reading)))


def print_leftovers(reading: Reading, path: Path | None = None) -> None:
    """Print what a Word file says beside its data, with its ``path`` where there are several."""
    _print(_leftovers(reading), str(path) if path else None)


def print_changes(differences: Iterable[Difference], loaded: Loaded) -> None:
    """Print what becomes of the data file ``loaded``: all that goes, and all that comes."""
    name = loaded.source.name if loaded.source else None
    for each in differences:
        place = each.before or each.after
        mistake = Mistake(each.label, in_one_line(each), loaded.line(place or DataPath()))
        click.echo(f"{each.change.label}　{mistake.describe(name)}", err=True)


def print_incomplete(rows: Iterable[DataPath]) -> None:
    """Print which rows that were added in Word are not among the data."""
    for row in rows:
        message = "Word 里加的这一行没有填全（缺什么见上），没有收进数据文件；补全后再读一次"
        click.echo(f"未收　{Mistake(labelled(row), message).describe(None)}", err=True)


def _print(told: Iterable[tuple[str, str, str]], name: str | None = None) -> None:
    for words, place, message in told:
        click.echo(f"{words}　{Mistake(place, message).describe(name)}", err=True)


def _edits(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for edit in reading.edits:
        is_move = edit.change == "moved"
        shown = f"原在 {edit.shown}" if is_move else edit.shown
        yield _CHANGES[edit.change], labelled(edit.path), shown


def _leftovers(reading: Reading) -> Iterator[tuple[str, str, str]]:
    for conflict in reading.conflicts:
        message = (
            f"Word 中写的是“{conflict.shown}”，按数据算得“{conflict.computed}”"
            f"（{conflict.basis}）；取算得的，要改请改所依据的数据"
        )
        yield "不符", conflict.place, message
    for unplaced in reading.unplaced:
        yield "未收", unplaced.place, f"“{unplaced.words}”（{unplaced.reason}）；要用请写进数据文件"
    for note in reading.notes:
        yield "说明", "", note.message


def print_conflicts(conflicts: Iterable[MergeConflict], loaded: Loaded) -> None:
    """Print which edits were not made to the data file ``loaded``, which has changed there too."""
    for conflict in conflicts:
        edited, current = map(_quoted, (conflict.edited, conflict.current))
        message = f"数据文件和 Word 都改了：Word 为{edited}，数据文件为{current}；未动，请定夺"
        mistake = Mistake(labelled(conflict.path), message, loaded.line(conflict.path))
        name = loaded.source.name if loaded.source else None
        click.echo(f"冲突　{mistake.describe(name)}", err=True)


def _quoted(content: object) -> str:
    return "已删去" if content is None else quoted(text_of(content))
