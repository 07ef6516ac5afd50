"""What was named on a command line, file by file: the files in folders and in lists too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from itertools import islice
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from perfreport.basics.errors import InputError
from perfreport.basics.messages import reason
from perfreport.batch import storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.papers import Task
from perfreport.data.data_files import ENDINGS, WANTED
from perfreport.data.source import refusal

LIST = "@"
"""What stands before the name of a list of names; “@-” is the one on standard input."""

_NOT_DATA = (".", "~$")
"""How the names of files begin that programs keep for themselves: Excel's locks, say."""
_NO_DATA = f"这个文件夹里没有{WANTED}，指向文件夹的链接不跟进去；请核对路径"
_EMPTY = "这份名单是空的；名单是文本文件，每行一个文件名"


def tasks(names: Sequence[str], out: str, standard_input: IO[bytes]) -> Iterator[Task]:
    """The documents in files, folders and lists with these ``names``, in their order.

    Results of a file lie in the folder ``out`` itself, those of a folder and of a list as their
    data files do in it; where several names are given, under the name of the folder. The folder
    of results is passed over where it is inside another, and so are links to folders: they may
    lead to what nobody named. One that is named is followed.

    Raises:
        InputError: when a list cannot be read or is empty, or a folder has no data files.
    """
    for name in names:
        if name.startswith(LIST):
            with _opened(name.removeprefix(LIST), standard_input) as listing:
                found = _listed(listing, out)
                yield from _required(found, refusal(name.removeprefix(LIST), _EMPTY))
        elif is_folder(name):
            below = PurePath(_absolute(name)).name if len(names) > 1 else ""
            found = _within(on_this_disk(name), below, out)
            yield from _required(found, refusal(name, _NO_DATA))
        else:
            yield task_for(name)


def is_collection(name: object) -> bool:
    """Whether what is called ``name`` is a list or a folder, of however many documents."""
    return isinstance(name, str) and (name.startswith(LIST) or is_folder(name))


def is_folder(name: str) -> bool:
    """Whether what is called ``name`` is a folder, on a disk or in a storage."""
    if not is_address(name):
        return os.path.isdir(on_this_disk(name))
    # A storage is far away, and a list may be long: what is called like a file is not asked for.
    return not name.lower().endswith(ENDINGS) and storage.is_folder(name)


def task_for(file: str, base: str = "") -> Task:
    """The document in ``file``, which every message then calls by the same name: without “./”.

    Its files are called ``base``; as the data file is, where nothing is said.
    """
    return Task(file if is_address(file) else str(PurePath(file)), base or PurePath(file).stem)


def _within(folder: str, below: str, out: str, *, is_inner: bool = False) -> Iterator[Task]:
    """The data files in ``folder``, those in the folders in it last; all by their names.

    One that cannot be opened stands for itself, so that whoever reads it says why.
    """
    try:
        here, found = _identity(folder), _entries(folder)
    except (OSError, InputError):
        yield task_for(folder, below or PurePath(folder).name)
        return
    if is_inner and _is_there(out, here):
        return
    folders = []
    for entry in found:
        if entry.name.startswith(_NOT_DATA):
            continue
        inner = f"{below}/{entry.name}".lstrip("/")
        if entry.is_folder:
            folders.append((_joined(folder, entry.name), inner))
        elif entry.name.lower().endswith(ENDINGS):
            yield task_for(_joined(folder, entry.name), os.path.splitext(inner)[0])
    for path, inner in folders:
        yield from _within(path, inner, out, is_inner=True)


def _identity(folder: str) -> object:
    """What is the same for the same folder, however it is called."""
    if is_address(folder):
        return Address(folder)
    status = os.stat(folder)
    return status.st_dev, status.st_ino


def _is_there(folder: str, identity: object) -> bool:
    try:
        return _identity(on_this_disk(folder)) == identity
    except OSError:  # there are no results yet
        return False


def _entries(folder: str) -> list[storage.Entry]:
    """What stands in ``folder``, by its names, but for links to folders: they may lead anywhere."""
    if is_address(folder):
        return storage.entries(folder)
    with os.scandir(folder) as found:
        return sorted(
            storage.Entry(each.name, each.is_dir(follow_symlinks=False))
            for each in found
            if not (each.is_symlink() and os.path.isdir(each.path))
        )


def _joined(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if is_address(folder) else os.path.join(folder, name)


def _required(found: Iterator[Task], nothing: InputError) -> Iterator[Task]:
    """What was ``found``, at least one; without any there is ``nothing``."""
    first = next(found, None)
    if first is None:
        raise nothing
    yield first
    yield from found


def listed(names: Iterable[str], out: str) -> Iterator[Task]:
    """The documents in files and folders with these ``names``, as if they stood on a list."""
    with TemporaryFile() as listing:
        listing.writelines(os.fsencode(name) + b"\0" for name in names)
        yield from _listed(listing, out)


@contextmanager
def _opened(name: str, standard_input: IO[bytes]) -> Iterator[IO[bytes]]:
    """The list called ``name``, which can be read twice.

    Raises:
        InputError: when it cannot be read.
    """
    if name == "-":
        with TemporaryFile() as copy:
            copyfileobj(standard_input, copy)
            yield copy
        return
    try:
        file = open(name, "rb")  # noqa: SIM115 - closed below; an error inside is not its own
    except OSError as error:
        message = f"读不了这份名单（{reason(error)}）；名单是文本文件，每行一个文件名"
        raise refusal(name, message) from None
    with file:
        yield file


def _listed(listing: IO[bytes], out: str) -> Iterator[Task]:
    """The data files on a list.

    The results lie in folders as the names have them, but those of a folder that is alone on it;
    where a name begins at the root of the disk, or leads out of the folder, from the innermost
    folder on that all such names have.
    """
    is_alone = len(list(islice(_names(listing), 2))) == 1
    shared = reduce(_shared, map(_parent, filter(_is_elsewhere, _names(listing))), None)
    for name in _names(listing):
        inside = os.path.relpath(_absolute(name), shared) if _is_elsewhere(name) else name
        below = PurePath(os.path.normpath(inside)).as_posix()
        if is_folder(name):
            below = "" if is_alone or below == "." else below
            found = _within(on_this_disk(name), below, out)
            yield from _required(found, refusal(name, _NO_DATA))
        else:
            yield task_for(name, os.path.splitext(below)[0])


def _names(listing: IO[bytes]) -> Iterator[str]:
    """The names, one in a line; or parted by NUL, as ``find -print0`` has them."""
    listing.seek(0)
    parts_by_nul = b"\0" in listing.read(65_536)
    listing.seek(0)
    lines = _parted_by_nul(listing) if parts_by_nul else (line.rstrip(b"\r\n") for line in listing)
    for position, line in enumerate(lines):
        name = os.fsdecode(line.removeprefix(b"\xef\xbb\xbf") if position == 0 else line)
        if name.strip():
            yield on_this_disk(name if parts_by_nul else _without_blanks(name))


def _without_blanks(line: str) -> str:
    """The name in a ``line`` that people typed: with the blanks around it only if they are its."""
    name = line.strip()
    is_there = is_address(name) or os.path.lexists(name)
    return name if name != line and is_there and not os.path.lexists(line) else line


def _parted_by_nul(listing: IO[bytes]) -> Iterator[bytes]:
    left = b""
    while block := listing.read(65_536):
        *whole, left = (left + block).split(b"\0")
        yield from whole
    yield left


def _is_elsewhere(name: str) -> bool:
    leads_out = PurePath(os.path.normpath(name)).parts[:1] == ("..",)
    return is_address(name) or os.path.isabs(name) or leads_out


def _parent(name: str) -> str:
    return os.path.dirname(_absolute(name))


def _absolute(name: str) -> str:
    """``name`` as a path from a root: that of its storage, as if it were a disk, or its disk's."""
    inside = f"{os.sep}{name.partition('://')[2].lstrip('/')}" if is_address(name) else name
    return os.path.abspath(inside)


def _shared(first: str | None, second: str) -> str:
    return second if first is None else os.path.commonpath((first, second))
