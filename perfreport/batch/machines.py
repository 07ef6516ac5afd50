"""Several machines that do the work: the workers of a Dask scheduler."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from perfreport.basics import extras
from perfreport.basics.messages import shown, told
from perfreport.batch.recipe import contents, fonts, program
from perfreport.batch.running import Crew
from perfreport.data.source import refusal
from perfreport.documents.settings import Settings

_SECONDS = 20
"""Until a scheduler that does not answer is given up, and one to which no workers come."""
_MOST_NAMED = 3
_NOT_REACHED = (
    "连不上这个 Dask 调度器，请核对地址和网络（如 tcp://10.0.0.1:8786），"
    "并确认那里运行着 dask scheduler"
)
_NOBODY = "这个 Dask 调度器没有工作进程；请在各台机器上运行 dask worker {} --nthreads 1"
_MISSING = "有的机器上用不了 perfreport（{}：{}）；请在各台机器上装同一版本"
_OTHERS = "有的机器上 perfreport 或它所用的包和这里的版本不同（{}）；请装成一样的，再运行一次"
_UNLIKE = (
    "各台机器的版式或字体不同（{}），结果会因机器而异；请装成一样的，或加 --no-system-fonts，"
    "并把 --templates、--fonts 的目录放在各台机器的同一路径下"
)


@contextmanager
def machines(scheduler: str, settings: Settings) -> Iterator[Crew]:
    """The workers of the ``scheduler`` at that address, all alike under these ``settings``.

    Raises:
        ExtraError: when Dask is not installed.
        InputError: when the scheduler is not reached, or its workers are not alike.
    """
    with extras.dask():
        from distributed.scheduler import KilledWorker
    try:
        _require_answer(scheduler)
        client: Any = _client(scheduler)
    except (OSError, TimeoutError, ValueError):
        raise refusal(scheduler, _NOT_REACHED) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError:
            raise refusal(scheduler, _NOBODY.format(scheduler)) from None
        require_alike(scheduler, client.run(_kit, settings, on_error="return"))

        def workers() -> int:
            return sum(client.nthreads().values())

        # A document that is made again is the same, so work may be done twice.
        yield Crew(client.get_executor(pure=False), workers, (BrokenExecutor, KilledWorker))


def _require_answer(scheduler: str) -> None:
    """Refuse what is no address of a machine, or where nobody listens: Dask would try on and on.

    Raises:
        OSError: when nobody listens there.
        ValueError: when it is no address.
    """
    parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if not parts.hostname or not parts.port:
        raise ValueError(scheduler)
    socket.create_connection((parts.hostname, parts.port), timeout=_SECONDS).close()


def _client(scheduler: str) -> Any:
    from distributed import Client

    made: Any = Client  # it says nothing of its types
    return made(scheduler, timeout=_SECONDS, set_as_default=False)


def _kit(settings: Settings) -> tuple[str, ...]:
    """What this machine makes documents with: program, fonts, forms of one's own."""
    faces = fonts(map(Path, settings.fonts), settings.system_fonts)
    return program(), *faces, *contents(map(Path, settings.templates))


def require_alike(scheduler: str, kits: Mapping[str, Any]) -> None:
    """Refuse workers of which one would make other files than another.

    Raises:
        InputError: with the addresses of some.
    """
    for worker, kit in kits.items():
        if isinstance(kit, Exception):
            raise refusal(scheduler, _MISSING.format(worker, told(shown(str(kit)))))
    if others := [worker for worker, kit in kits.items() if kit[0] != program()]:
        raise refusal(scheduler, _OTHERS.format("、".join(others[:_MOST_NAMED])))
    first = next(iter(kits.values()))
    if unlike := [worker for worker, kit in kits.items() if kit != first]:
        raise refusal(scheduler, _UNLIKE.format("、".join(unlike[:_MOST_NAMED])))
