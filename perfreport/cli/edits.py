"""What was edited in a Word file, in words: one line for each thing, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from perfreport.differences import Conflict
from perfreport.differences.wording import text_of
from perfreport.documents import Loaded
from perfreport.errors import Mistake
from perfreport.io.source import labelled
from perfreport.messages import quoted
from perfreport.reading import Reading

_CHANGES = {"changed": "修改", "added": "增加", "removed": "删除", "moved": "移动"}


def print_reading(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    _print((*_edits(reading), *_leftovers(reading)))


def print_leftovers(reading: Reading, path: Path) -> None:
    """Print what the Word file at ``path`` says beside its data."""
    _print(_leftovers(reading), str(path))


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


def print_conflicts(conflicts: Iterable[Conflict], loaded: Loaded) -> None:
    """Print which edits were not made to the data file ``loaded``, which has changed there too."""
    for conflict in conflicts:
        edited, current = map(_quoted, (conflict.edited, conflict.current))
        message = f"数据文件和 Word 都改了：Word 为{edited}，数据文件为{current}；未动，请定夺"
        mistake = Mistake(labelled(conflict.path), message, loaded.line(conflict.path))
        name = loaded.source.name if loaded.source else None
        click.echo(f"冲突　{mistake.describe(name)}", err=True)


def _quoted(content: object) -> str:
    return "已删去" if content is None else quoted(text_of(content))
