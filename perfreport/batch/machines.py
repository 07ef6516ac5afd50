"""Several machines that do the work: the workers of a Dask scheduler."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from perfreport.basics import extras
from perfreport.basics.errors import ExecutorError
from perfreport.basics.messages import shown, told
from perfreport.batch import storage
from perfreport.batch.addresses import is_address
from perfreport.batch.recipe import contents, fonts, program
from perfreport.batch.running import Crew
from perfreport.data.source import refusal
from perfreport.documents.settings import Settings

_SECONDS = 20
"""Until a scheduler that does not answer is given up."""
_PATIENCE = 300.0
"""Seconds until one without any worker is given up."""
_SECONDS_BETWEEN = 60.0
"""Until it is said again that there is none."""
_SECONDS_BETWEEN_LOOKS = 0.5
_MOST_NAMED = 3
_NOT_REACHED = (
    "连不上这个 Dask 调度器，请核对地址和网络（如 tcp://10.0.0.1:8786），"
    "并确认那里运行着 dask scheduler"
)
_START = "请在各台机器上运行 dask worker {} --nthreads 1"
_WAITING = f"Dask 调度器 {{}} 现在没有工作进程，正在等；{_START}；不等了请按 Ctrl-C"
_NOBODY = f"等了很久，这个 Dask 调度器还是没有工作进程；{_START}，再运行一次"
_BROKEN = "和 Dask 调度器 {} 的连接断了，正在重新连接"
_LOST = (
    "和 Dask 调度器的连接断了，没有做完；做好的都在，请确认那里运行着 dask scheduler、"
    "各台机器上运行着 dask worker，再运行一次"
)
_MISSING = (
    "有的机器上做不了（{}：{}）；请在各台机器上装同一版本的 perfreport，这里用到的附加组件也要装"
)
_OTHERS = "有的机器上 perfreport 或它所用的包和这里的版本不同（{}）；请装成一样的，再运行一次"
_UNLIKE = (
    "各台机器的版式或字体不同（{}），结果会因机器而异；请装成一样的，或加 --no-system-fonts，"
    "并把 --templates、--fonts 的目录放在各台机器的同一路径下"
)

Tell = Callable[[str], None]


@contextmanager
def machines(
    scheduler: str, settings: Settings, places: Iterable[str] = (), tell: Tell = print
) -> Iterator[Crew]:
    """The workers of the ``scheduler`` at that address, all alike under these ``settings``.

    Args:
        scheduler: its address.
        settings: of the documents.
        places: paths and addresses that they have to read or write.
        tell: says while it is so what has to be done before the work can go on.

    Raises:
        ExtraError: when Dask is not installed.
        InputError: when the scheduler is not reached, has no workers, or they are not alike.
    """
    with extras.dask():
        from distributed.scheduler import KilledWorker
    _silence()
    try:
        _require_answer(scheduler)
        client: Any = _client(scheduler)
    except (OSError, TimeoutError, ValueError):
        raise refusal(scheduler, _NOT_REACHED) from None
    with client:
        workers = _Workers(client, scheduler, tell)
        try:
            while not workers.count():
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        except ExecutorError as error:
            raise refusal(None, str(error)) from None
        addresses = [each for each in places if is_address(each)]
        require_alike(scheduler, client.run(_kit, settings, addresses, on_error="return"))
        # A document that is made again is the same, so work may be done twice.
        executor = client.get_executor(pure=False)
        yield Crew(executor, workers.count, (BrokenExecutor, KilledWorker))


class _Workers:
    """Knows how many workers a scheduler has; waits for some, but not for ever."""

    def __init__(self, client: Any, scheduler: str, tell: Tell) -> None:
        self._client = client
        self._scheduler = scheduler
        self._tell = tell
        self._without = 0.0
        """Since when there are none; 0 while there are some."""
        self._told = 0.0

    def count(self) -> int:
        """How many there are now.

        Raises:
            ExecutorError: when there were none for long, or the scheduler is not there any more.
        """
        if self._client.status == "connecting":
            self._tell(_BROKEN.format(self._scheduler))
        try:
            found = int(sum(self._client.nthreads().values()))
        except Exception:  # noqa: BLE001 - of several libraries, and what they mean is the same
            raise self._error(_LOST) from None
        if found:
            self._without = self._told = 0.0
        else:
            self._wait()
        return found

    def _wait(self) -> None:
        now = time.monotonic()
        self._without = self._without or now
        if now - self._without > _PATIENCE:
            raise self._error(_NOBODY.format(self._scheduler))
        if not self._told or now - self._told > _SECONDS_BETWEEN:
            self._told = now
            self._tell(_WAITING.format(self._scheduler, self._scheduler))

    def _error(self, message: str) -> ExecutorError:
        return ExecutorError(f"{self._scheduler}：{message}")


def _silence() -> None:
    """Keep Dask from telling in English what is told here."""
    for name, logger in logging.root.manager.loggerDict.items():
        if name.partition(".")[0] == "distributed" and isinstance(logger, logging.Logger):
            for handler in logger.handlers:
                handler.setLevel(logging.CRITICAL + 1)


def _require_answer(scheduler: str) -> None:
    """Refuse what is no address of a machine, or where no scheduler is: Dask would try on and on.

    Raises:
        OSError: when nobody listens there, or whoever does has nothing to say.
        ValueError: when it is no address.
    """
    parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if not parts.hostname or not parts.port:
        raise ValueError(scheduler)
    with socket.create_connection((parts.hostname, parts.port), timeout=_SECONDS) as connection:
        # It begins to speak, unless that has to be in secret.
        if parts.scheme == "tcp" and not connection.recv(1):
            raise ConnectionResetError


def _client(scheduler: str) -> Any:
    from distributed import Client

    made: Any = Client  # it says nothing of its types
    return made(scheduler, timeout=_SECONDS, set_as_default=False)


def _kit(settings: Settings, addresses: Sequence[str]) -> tuple[str, ...]:
    """What this machine makes documents with: program, fonts, forms of one's own.

    Raises:
        InputError: when it cannot read and write what is at ``addresses``.
        ExtraError: likewise.
    """
    for each in addresses:
        storage.require(each)
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
