"""Where data files are read and results are put: folders of this machine, and storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Protocol

from perfreport.basics.files import Outbox, temporary_folder
from perfreport.batch import storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.papers import digest_of
from perfreport.data.data_files import MOST_BYTES, WANTED, HeldFile, read_bytes
from perfreport.documents.loading import Loaded
from perfreport.documents.overwriting import Loss, loss, refuse_inputs, require_no_inputs
from perfreport.forms.registry import FormRegistry


class Place(Protocol):
    """A folder, wherever it is."""

    def digest(self, name: str) -> str | None:
        """The digest of the file called ``name``, a path in the folder; None without one."""

    def loss(self, name: str, loaded: Loaded, registry: FormRegistry) -> Loss | None:
        """What would be lost if the file of ``loaded`` were written over that one."""

    def require_none_of(self, names: Iterable[str], inputs: Iterable[PurePath]) -> None:
        """Refuse to write files called ``names`` where one of them is one of the ``inputs``.

        Raises:
            OutputError: with all that are.
        """

    def path(self, name: str) -> PurePath:
        """The path or the address of that file, as messages have it."""

    def put(self, files: Mapping[str, bytes], sources: Sequence[Path]) -> None:
        """Put ``files`` there by their names, each of them whole.

        Where the system has permissions nobody may read them who may not read the ``sources``.

        Raises:
            OutputError: when that is impossible.
        """


class Folder:
    """A folder on this machine, or one that it shares."""

    def __init__(self, path: str, *, sweeping: bool = False) -> None:
        """The one at ``path``; it may not be there yet.

        With ``sweeping``, what killed runs left there is removed with each document; a run of
        many does that once.
        """
        self._path = Path(path)
        self._sweeping = sweeping

    def digest(self, name: str) -> str | None:
        """As ``Place`` has it."""
        try:
            return digest_of(self.path(name).read_bytes())
        except OSError:
            return None

    def loss(self, name: str, loaded: Loaded, registry: FormRegistry) -> Loss | None:
        """As ``Place`` has it."""
        return loss(self.path(name), loaded, registry)

    def require_none_of(self, names: Iterable[str], inputs: Iterable[PurePath]) -> None:
        """As ``Place`` has it."""
        require_no_inputs([self.path(name) for name in names], inputs)

    def path(self, name: str) -> Path:
        """As ``Place`` has it."""
        return self._path / name

    def put(self, files: Mapping[str, bytes], sources: Sequence[Path]) -> None:
        """As ``Place`` has it; all files, or none of them."""
        with Outbox(sweeping=self._sweeping) as outbox:
            for name, content in files.items():
                outbox.add(self.path(name), content, sources=sources)


class Remote:
    """A folder in a storage, where each file is put in its place in one step."""

    def __init__(self, address: str) -> None:
        """The one at ``address``; there may be nothing under it yet."""
        self._address = Address(address)

    def digest(self, name: str) -> str | None:
        """As ``Place`` has it.

        The file is read for it: checksums of storages are others, and not of the content alone
        where it came in parts or is kept enciphered.
        """
        content = storage.earlier(str(self.path(name)))
        return None if content is None else digest_of(content)

    def loss(self, name: str, loaded: Loaded, registry: FormRegistry) -> Loss | None:
        """As ``Place`` has it."""
        content = storage.earlier(str(self.path(name)))
        if content is None:
            return None
        with temporary_folder() as folder:
            copy = folder / self.path(name).name
            copy.write_bytes(content)
            lost = loss(copy, loaded, registry)
        return lost and lost._replace(path=self.path(name))

    def require_none_of(self, names: Iterable[str], inputs: Iterable[PurePath]) -> None:
        """As ``Place`` has it."""
        known = set(inputs)
        refuse_inputs([path for path in map(self.path, names) if path in known])

    def path(self, name: str) -> Address:
        """As ``Place`` has it."""
        return self._address / name

    def put(self, files: Mapping[str, bytes], sources: Sequence[Path]) -> None:
        """As ``Place`` has it; who may read them is for the storage to say."""
        storage.put({str(self.path(name)): content for name, content in files.items()})


def place(address: str, *, sweeping: bool = False) -> Place:
    """The folder at ``address``, or a path; ``sweeping`` is as ``Folder`` takes it."""
    path = on_this_disk(address)
    return Remote(path) if is_address(path) else Folder(path, sweeping=sweeping)


def read_file(address: str) -> HeldFile:
    """The data file at ``address``, or a path, read once.

    Raises:
        InputError: when it cannot be read, or is too long.
    """
    name = on_this_disk(address)
    if is_address(name):
        return HeldFile(Address(name), storage.read(name, MOST_BYTES))
    path = Path(name)
    return HeldFile(path, read_bytes(path, MOST_BYTES, WANTED))
