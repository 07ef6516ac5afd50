"""How far a long run is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
)
from rich.table import Column
from rich.text import Text

_SECONDS = 5.0
"""Between two lines where there is no terminal."""
_HOUR, _MINUTE = 3_600, 60
_WIDE, _NARROW = 72, 40
"""Columns of a terminal that has room for all, and of one for the time that is left."""


class Shown(Protocol):
    """Told of each document that is done."""

    def advance(self) -> None:
        """One more is done."""

    def aside(self) -> AbstractContextManager[None]:
        """In it something else may be printed."""


@contextmanager
def progress(total: int, doing: str = "生成") -> Iterator[Shown]:
    """Shows on standard error how many of ``total`` documents are done, how fast, how long yet.

    What is done with them is called ``doing``.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        with Progress(*_columns(console.width), console=console, transient=True) as bar:
            yield _Bar(bar, bar.add_task(doing, total=total))
        return
    yield _Lines(total, doing)


class _Bar:
    """A bar that is taken away while something else is printed."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task

    def advance(self) -> None:
        self._bar.advance(self._task)

    @contextmanager
    def aside(self) -> Iterator[None]:
        self._bar.stop()
        yield
        self._bar.start()


def _columns(width: int) -> Iterator[ProgressColumn]:
    """What there is room for on a terminal of that ``width``: how many are done above all."""
    yield TextColumn("{task.description}")
    if width >= _WIDE:
        yield BarColumn()
        yield TaskProgressColumn(table_column=_whole())
    yield MofNCompleteColumn(table_column=_whole())
    if width >= _WIDE:
        yield _Rate(table_column=_whole())
    if width >= _NARROW:
        yield _Left(table_column=_whole())


def _whole() -> Column:
    """A column that is never broken into lines; the bar alone gives way."""
    return Column(no_wrap=True)


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"每秒 {_speed(task):.1f} 份" if task.completed else "")


class _Left(ProgressColumn):
    """How long it takes yet."""

    def render(self, task: Task) -> Text:
        left = (task.total or 0) - task.completed
        return Text(f"约还要{duration(left / _speed(task))}" if left and task.completed else "")


def _speed(task: Task) -> float:
    """Documents a second since the beginning: many at once are done in no time."""
    return task.completed / (task.elapsed or 1)


class _Lines:
    """Lines for a log."""

    def __init__(self, total: int, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._begun = self._told = 0.0

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if self._done == 1:  # what the program took to begin says nothing of the rest
            self._begun = self._told = now
        if now - self._told < _SECONDS or self._done == self._total:
            return
        self._told = now
        rate = (self._done - 1) / (now - self._begun)
        left = duration((self._total - self._done) / rate)
        done = f"{self._doing}：已做 {self._done:,} / {self._total:,} 份"
        click.echo(f"{done}，每秒 {rate:.1f} 份，约还要{left}", err=True)

    def aside(self) -> AbstractContextManager[None]:
        return nullcontext()


def duration(seconds: float) -> str:
    """``seconds`` in words, as exact as anybody wants to know."""
    whole = round(seconds)
    if whole >= _HOUR:
        return f" {whole // _HOUR} 小时 {whole % _HOUR // _MINUTE} 分钟"
    return f" {whole // _MINUTE} 分 {whole % _MINUTE} 秒" if whole >= _MINUTE else f" {whole} 秒"
