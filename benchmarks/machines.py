"""``python -m benchmarks.machines``: what handing work to a Dask scheduler costs.

The same documents are made by processes of this machine and by as many workers of a scheduler on
it; then chunks without any work are handed to it, one after another.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from benchmarks.province import write
from perfreport import build_many
from perfreport.batch.running import SECONDS

_CHUNKS = 500


@click.command(help="同样的文书，由本机的进程、Dask 的工作进程各做一次；再量空的工作。")
@click.option("--documents", default=1_000, help="几份文书。")
@click.option("-j", "--jobs", default=2, help="几个进程。")
def main(documents: int, jobs: int) -> None:
    """Measure both, and tell the scheduler's share of the time."""
    from distributed import LocalCluster

    local: Any = LocalCluster
    with TemporaryDirectory() as folder:
        data, out = Path(folder, "数据"), Path(folder)
        write(data, documents)
        click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC，{os.cpu_count()} 核，{documents:,} 份")
        alone = _seconds(lambda: build_many([data], out / "甲", jobs=jobs, allow_errors=True))
        click.echo(f"本机的 {jobs} 个进程：{alone:.1f} 秒")
        workers = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
        with local(**workers) as cluster, cluster.get_client() as client:
            executor = client.get_executor(pure=False)
            scheduled = _seconds(
                lambda: build_many(
                    [data], out / "乙", executor=executor, jobs=jobs, allow_errors=True
                )
            )
            click.echo(f"Dask 的 {jobs} 个工作进程：{scheduled:.1f} 秒")
            empty = _seconds(lambda: _hand_out_nothing(executor)) / _CHUNKS
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
