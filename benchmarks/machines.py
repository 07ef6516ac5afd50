"""``python -m benchmarks.machines``: what several processes gain, and what a Dask scheduler costs.

The command makes the same documents in one process, in several, and by as many workers of a
scheduler on this machine, in turn, each time from its start to its end; then chunks without any
work are handed to the scheduler, one after another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import click

from benchmarks.province import write
from perfreport.batch.running import SECONDS

_CHUNKS = 500


@click.command(help="同样的文书，由一个进程、几个进程、Dask 的工作进程轮流做；再量空的工作。")
@click.option("--documents", default=1_000, help="几份文书。")
@click.option("-j", "--jobs", default=2, help="几个进程。")
@click.option("--rounds", default=5, help="轮流几次。")
def main(documents: int, jobs: int, rounds: int) -> None:
    """Measure all, and tell the gain of several processes and the scheduler's share of the time."""
    from distributed import LocalCluster

    local: Any = LocalCluster
    workers = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with TemporaryDirectory() as folder, local(**workers) as cluster:
        data, out = Path(folder, "数据"), Path(folder)
        write(data, documents)
        click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC，{os.cpu_count()} 核，{documents:,} 份")
        ways = {
            "一个进程": ("-j", "1"),
            f"{jobs} 个进程": ("-j", str(jobs)),
            f"Dask 的 {jobs} 个工作进程": ("--scheduler", cluster.scheduler_address),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(rounds):
            for name, way in ways.items():
                seconds[name].append(_seconds(data, out / f"{name}{turn}", way))
        empty = _seconds_for_nothing(cluster) / _CHUNKS
    for name, taken in seconds.items():
        each = "、".join(f"{time:.1f}" for time in taken)
        click.echo(f"{name}：{median(taken):.1f} 秒（{each}）")
    alone, several, scheduled = seconds.values()
    # In turn, for a machine is not equally fast all the time.
    gain = median(one / other for one, other in zip(alone, several, strict=True))
    more = median(one / other for one, other in zip(scheduled, several, strict=True))
    click.echo(f"{jobs} 个进程是一个的 {gain:.2f} 倍（各轮之比的中位数）")
    click.echo(f"Dask 是本机进程用时的 {more:.2f} 倍（各轮之比的中位数）")
    share = 100 * empty / SECONDS
    click.echo(f"空的工作每批 {1_000 * empty:.1f} 毫秒，是一批（{SECONDS:g} 秒）的 {share:.2f} %")


def _seconds(data: Path, out: Path, way: tuple[str, ...]) -> float:
    """What the whole command takes."""
    build = ("build", str(data), "-o", str(out), "--allow-errors", *way)
    command = (sys.executable, "-m", "perfreport", *build)
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, stderr=quiet)
    return time.perf_counter() - begun


def _seconds_for_nothing(cluster: Any) -> float:
    """What chunks take in which nothing is to be done."""
    with cluster.get_client() as client:
        executor = client.get_executor(pure=False)
        begun = time.perf_counter()
        for _ in range(_CHUNKS):
            executor.submit(len, ()).result()
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
