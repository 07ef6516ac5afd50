"""The README's table of speed: for each job perfreport and its strongest peer, losses too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from benchmarks.measuring import Result
from benchmarks.report import MEGABYTE, label, spread
from benchmarks.results import Measured

README = Path(__file__).parents[1] / "README.md"
RESULTS = Path(__file__).with_name("results.json")
"""What the table is written from."""

_BEGIN, _END = "<!-- 由 python -m benchmarks --readme 写出 -->", "<!-- 到此为止 -->"
_PLACE = re.compile(f"(?<={re.escape(_BEGIN)}\n).*?(?={re.escape(_END)})", re.DOTALL)
_HEADER = "| 做什么 | perfreport | 最强的对手 | CPU 之比 | 用时之比 |\n|---|---|---|---:|---:|"


def put_into(text: str, measured: Measured) -> str:
    """The README ``text`` with the table of ``measured``.

    Raises:
        ValueError: it has no place for the table.
    """
    replaced, count = _PLACE.subn(lambda _: table(measured), text)
    if count != 1:
        raise ValueError(f"{_BEGIN} … {_END}")
    return replaced


def table(measured: Measured) -> str:
    """The table in Markdown, with where and when it was measured, and all settings."""
    settings: dict[str, int] = {}
    rows = [
        _row(*_two(list(group)), settings)
        for _, group in groupby(measured.results, lambda each: (each.contest.name, each.size))
    ]
    place = "{date}，{cores} 核 {processor}，{system}，Python {python}".format(**measured.machine)
    rounds = max(len(each.runs) for each in measured.results)
    notes = [f"{number}. {each}" for each, number in settings.items()]
    above = (
        f"{place}；各在新的进程里轮流运行 {rounds} 次，取中位数，括号里是最少和最多；"
        "之比大于 1 是 perfreport 快。"
    )
    return "\n".join([above, "", _HEADER, *rows, "", "设置：", "", *notes, ""])


def _two(results: list[Result]) -> tuple[Result, Result | None]:
    """perfreport, and the peer that needs the least time of processors."""
    first, *others = results
    finished = [each for each in others if each.runs]
    return first, min(finished, key=lambda each: each.median("cpu"), default=None)


def _row(own: Result, peer: Result | None, settings: dict[str, int]) -> str:
    job = f"{own.contest.title}，{own.size:,} {own.contest.unit}"
    if not peer:
        return f"| {job} | {_cell(own, settings)} | — | — | — |"
    ratios = " | ".join(_ratio(own, peer, what) for what in ("cpu", "wall"))
    return f"| {job} | {_cell(own, settings)} | {_cell(peer, settings)} | {ratios} |"


def _cell(result: Result, settings: dict[str, int]) -> str:
    number = settings.setdefault(result.engine.settings, len(settings) + 1)
    return f"{label(result)}（设置 {number}）：{'，'.join(_figures(result))}"


def _figures(result: Result) -> Iterator[str]:
    cpu = result.median("cpu")
    yield f"CPU {cpu:.3f} 秒（{spread(result)}）"
    if result.contest.unit == "份":
        yield f"每秒 {result.size / cpu:,.0f} 份"
    yield f"用时 {result.median('wall'):.3f} 秒"
    yield f"{result.median('memory') / MEGABYTE:,.0f} MB"


def _ratio(own: Result, peer: Result, what: str) -> str:
    ratio = peer.median(what) / own.median(what)
    return f"{ratio:.2f}" if ratio >= 1 else f"**{ratio:.2f}，慢**"
