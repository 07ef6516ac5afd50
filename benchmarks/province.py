"""``python -m benchmarks.province``: a province's documents in one run, as docs/province.md has it.

Makes data files that all differ, has the command build them, and says what that took in seconds,
in seconds of all cores together, in memory and on the disk, and what follows for 120,000. With
several numbers of documents a table shows that memory does not grow with them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

import perfreport
from benchmarks.reports import PUBLISHED
from benchmarks.workload import project_targets

_PROVINCE = 120_000
_UNITS_IN_FOLDER = 100
_PER_UNIT = 6
"""Documents: so many tables but one, and a report."""
_MOST_PROJECTS = 5
_MEBI = 2**20
_DEPARTMENT = re.compile(r"^(部门名称: *)(\S+)", re.MULTILINE)


@click.command(help="生成一批各不相同的数据文件，用 build 全部生成，报告用时、内存和磁盘。")
@click.option(
    "--documents", "sizes", multiple=True, default=[5_000], help="几份文书；可写几次，比较内存。"
)
@click.option("-j", "--jobs", default=2, help="几个进程。")
@click.option("--in", "place", type=click.Path(path_type=Path), help="在哪个文件夹里做。")
def main(sizes: tuple[int, ...], jobs: int, place: Path | None) -> None:
    """Measure a run of each size, and the run after it in which nothing has changed."""
    peaks = [_measured(documents, jobs, place) for documents in sizes]
    if len(sizes) > 1:
        click.echo("\n    份数  最大的进程 MiB：全部生成  没有变化")
        for documents, (first, second) in zip(sizes, peaks, strict=True):
            click.echo(f"{documents:>8,}  {first:>24,.0f}  {second:>8,.0f}")


def _measured(documents: int, jobs: int, place: Path | None) -> tuple[float, float]:
    """The memory of the largest process of both runs, in MiB; all else is told."""
    with TemporaryDirectory(dir=place) as folder:
        data, out = Path(folder, "数据"), Path(folder, "结果")
        write(data, documents)
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
        click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC，{os.cpu_count()} 核，负载 {load:.1f}")
        click.echo(f"{documents:,} 份，数据 {_size(data) / _MEBI:,.0f} MiB，-j {jobs}")
        seconds, work, first = _timed(data, out, jobs)
        size = _size(out) / _MEBI
        _tell("全部生成", documents, seconds, work)
        click.echo(f"结果 {size:,.0f} MiB，最大的进程 {first:,.0f} MiB")
        *times, second = _timed(data, out, jobs)
        _tell("没有变化", documents, *times)
        factor = _PROVINCE / documents
        hours, cores = seconds * factor / 3_600, work * factor / 3_600
        click.echo(
            f"照此 {_PROVINCE:,} 份：这台机器 {hours:.1f} 小时，"
            f"{cores:.1f} 核时，结果 {size * factor / 1_024:.1f} GiB"
        )
    return first, second


def write(folder: Path, documents: int) -> None:
    """Write so many data files to ``folder``, of which no two say the same."""
    report = PUBLISHED.read_text("utf-8")
    for number in range(documents):
        unit, which = divmod(number, _PER_UNIT)
        path = folder / f"{unit // _UNITS_IN_FOLDER:03}" / f"单位{unit:05}-{which + 1}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if which == _PER_UNIT - 1:
            text = _DEPARTMENT.sub(rf"\g<1>\g<2>第{unit}分部", report)
        else:
            text = perfreport.dumps(project_targets(1 + number % _MOST_PROJECTS, number))
        path.write_text(text, "utf-8")


def _timed(data: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """The seconds that a build takes, those of all its processes, the MiB of the largest."""
    command = [sys.executable, "-m", "perfreport", "build", str(data), "-o", str(out)]
    begun = time.perf_counter()
    running = subprocess.Popen(
        [*command, "--allow-errors", "-j", str(jobs)], stdout=subprocess.DEVNULL
    )
    # What is known of this run alone, with the processes that it has begun; Unix alone tells it.
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    seconds = time.perf_counter() - begun
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_024


def _tell(what: str, documents: int, seconds: float, work: float) -> None:
    each = 1_000 * work / documents
    click.echo(
        f"{what}：{seconds:,.0f} 秒，每秒 {documents / seconds:.1f} 份；"
        f"各核共 {work:,.0f} 秒，每份 {each:.0f} 毫秒"
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
