"""How far a long run is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_SECONDS = 5.0
"""Between two lines where there is no terminal."""
_HOUR, _MINUTE = 3_600, 60


class Advance(Protocol):
    """Told of each document that is done."""

    def __call__(self) -> None:
        """One more is done."""


@contextmanager
def progress(total: int) -> Iterator[Advance]:
    """Shows on standard error how many of ``total`` documents are done, how fast, how long yet."""
    console = Console(stderr=True)
    if console.is_terminal:
        columns = (
            *(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()),
            MofNCompleteColumn(),
            *(_Rate(), TextColumn("还要"), TimeRemainingColumn(compact=True)),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("生成", total=total)
            yield lambda: bar.advance(task)
        return
    yield _Lines(total).advance


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"每秒 {task.speed:.1f} 份" if task.speed else "")


class _Lines:
    """Lines for a log."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._begun = self._told = time.monotonic()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._told < _SECONDS or self._done == self._total:
            return
        self._told = now
        rate = self._done / (now - self._begun)
        left = duration((self._total - self._done) / rate)
        done = f"已做 {self._done:,} / {self._total:,} 份，每秒 {rate:.1f} 份，约还要{left}"
        click.echo(done, err=True)


def duration(seconds: float) -> str:
    """``seconds`` in words, as exact as anybody wants to know."""
    whole = round(seconds)
    if whole >= _HOUR:
        return f" {whole // _HOUR} 小时 {whole % _HOUR // _MINUTE} 分钟"
    return f" {whole // _MINUTE} 分 {whole % _MINUTE} 秒" if whole >= _MINUTE else f" {whole} 秒"
