"""``python -m benchmarks.machines``: what several processes gain, and what a Dask scheduler costs.

The same documents are made in this process, by processes of this machine and by as many workers of
a scheduler on it, in turn; then chunks without any work are handed to it, one after another.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import click

from benchmarks.province import write
from perfreport import build_many
from perfreport.batch.running import SECONDS

_CHUNKS = 500


_ROUNDS = 3


@click.command(help="同样的文书，由一个进程、几个进程、Dask 的工作进程轮流做；再量空的工作。")
@click.option("--documents", default=1_000, help="几份文书。")
@click.option("-j", "--jobs", default=2, help="几个进程。")
def main(documents: int, jobs: int) -> None:
    """Measure all, and tell the gain of several processes and the scheduler's share of the time."""
    from distributed import LocalCluster

    local: Any = LocalCluster
    with TemporaryDirectory() as folder:
        data, out = Path(folder, "数据"), Path(folder)
        write(data, documents)
        click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC，{os.cpu_count()} 核，{documents:,} 份")
        workers = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
        with local(**workers) as cluster, cluster.get_client() as client:
            executor = client.get_executor(pure=False)
            hands: dict[str, dict[str, Any]] = {
                "一个进程": {"jobs": 1},
                f"{jobs} 个进程": {"jobs": jobs},
                f"Dask 的 {jobs} 个工作进程": {"executor": executor, "jobs": jobs},
            }
            seconds: dict[str, list[float]] = {name: [] for name in hands}
            for turn in range(_ROUNDS):
                for name, hand in hands.items():
                    place = out / f"{name}{turn}"
                    build = partial(build_many, [data], place, allow_errors=True, **hand)
                    seconds[name].append(_seconds(build))
            empty = _seconds(lambda: _hand_out_nothing(executor)) / _CHUNKS
        one, several, scheduled = map(median, seconds.values())
        for name, taken in seconds.items():
            each = "、".join(f"{time:.1f}" for time in taken)
            click.echo(f"{name}：{median(taken):.1f} 秒（{each}）")
        click.echo(f"{jobs} 个进程是一个的 {one / several:.2f} 倍")
        click.echo(f"Dask 比本机的进程多用 {100 * (scheduled / several - 1):.1f} %")
        share = 100 * empty / SECONDS
        click.echo(
            f"空的工作每批 {1_000 * empty:.1f} 毫秒，是一批（{SECONDS:g} 秒）的 {share:.2f} %"
        )


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _hand_out_nothing(executor: Any) -> None:
    for _ in range(_CHUNKS):
        executor.submit(len, ()).result()


if __name__ == "__main__":
    main()
