"""The record of a folder of results, while a run is at work there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Protocol

from perfreport.basics.errors import OutputError
from perfreport.basics.files import remove_all_abandoned, temporary_folder
from perfreport.basics.messages import reason, shown
from perfreport.batch import storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.manifest import NAME, Manifest

_SECONDS_BETWEEN = 30.0
"""How much is done again at most when a run is killed that puts its record into a storage."""
_SHARE = 20
"""Of the time of a run at most one part in so many is spent on putting the record there."""
_TAKEN = (
    "别的一次生成刚刚写过这份记录，这一次停下了；做好的都在，请等那一次做完再运行，或换一个输出地址"
)


class Record(Protocol):
    """The record of a folder of results, open for one run.

    Attributes:
        manifest: what it says.
        place: where it is kept.
    """

    manifest: Manifest
    place: PurePath

    def keep(self) -> None:
        """See that what is noted outlives this machine, if that was not done just now.

        Raises:
            OutputError: when that is impossible, or another run is at work there.
        """

    def sweep(self) -> None:
        """Remove what killed runs left in the folder."""


@contextmanager
def record(out: str) -> Iterator[Record]:
    """The record of the results in ``out``, a folder or an address.

    Raises:
        OutputError: when it cannot be read or written, or another run is at work there.
    """
    name = on_this_disk(out)
    with _in_storage(Address(name)) if is_address(name) else _in_folder(Path(name)) as opened:
        yield opened


class _InFolder:
    """A record that is worked on where it is kept."""

    def __init__(self, manifest: Manifest, folder: Path) -> None:
        self.manifest = manifest
        self.place: PurePath = folder / NAME
        self._folder = folder

    def keep(self) -> None:
        """Nothing: it is kept already."""

    def sweep(self) -> None:
        remove_all_abandoned(self._folder)


@contextmanager
def _in_folder(folder: Path) -> Iterator[Record]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"建不了这个目录（{reason(error)}）；请核对路径和权限，或换一个输出目录"
        raise OutputError(f"{shown(str(folder))}：{message}") from None
    with Manifest(folder / NAME) as manifest:
        yield _InFolder(manifest, folder)


class _InStorage:
    """A record that is worked on in a temporary file, and put into the storage now and then.

    A storage has no locks. Another run shows when it has put its record there meanwhile.
    """

    def __init__(self, manifest: Manifest, place: Address, folder: Path) -> None:
        self.manifest = manifest
        self.place: PurePath = place
        self._copy = folder / "copy"
        self._next = 0.0
        self._version = storage.version(str(place))

    def keep(self) -> None:
        if time.monotonic() >= self._next:
            self.put()

    def put(self) -> None:
        begun = time.monotonic()
        if storage.version(str(self.place)) != self._version:
            raise OutputError(f"{shown(str(self.place))}：{_TAKEN}")
        self.manifest.copy_to(self._copy)
        storage.put({str(self.place): self._copy.read_bytes()})
        self._version = storage.version(str(self.place))
        took = time.monotonic() - begun
        self._next = time.monotonic() + max(_SECONDS_BETWEEN, _SHARE * took)

    def sweep(self) -> None:
        """Nothing: what is not whole is not in a storage."""


@contextmanager
def _in_storage(folder: Address) -> Iterator[Record]:
    place = folder / NAME
    with temporary_folder() as here:
        path = here / NAME
        storage.fetch(str(place), path, storage.unwritable)
        with Manifest(path, place) as manifest:
            opened = _InStorage(manifest, place, here)
            try:
                yield opened
            except BaseException:
                with suppress(OutputError):  # why it ended is what there is to say
                    opened.put()
                raise
            opened.put()
