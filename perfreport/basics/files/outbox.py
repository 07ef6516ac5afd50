"""Writing results: every file whole and in its place, or nothing changed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import Self

from perfreport.basics.errors import OutputError
from perfreport.basics.files.permissions import copy_permissions, limit_permissions
from perfreport.basics.files.staging import Staging
from perfreport.basics.messages import reason, shown
from perfreport.basics.patterns import regex

# What Windows takes in no name; other systems refuse less.
_NOT_IN_NAMES = regex(r'[\\/:*?"<>|\x00-\x1f]+')
# Linux allows 255, of which three a Chinese character; an ending and “~” have to fit as well.
_MOST_NAME_BYTES = 200

_IN_THE_WAY = "请核对，把它移走或改名"
_WRONG_PATH = "请核对输出目录的路径"
_ADVICE = {
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _WRONG_PATH,
    errno.ELOOP: _WRONG_PATH,
    errno.ENAMETOOLONG: "请核对，把文件名或路径写短",
}


def file_name(text: str) -> str:
    """``text`` as a file name that every system takes, without ending."""
    # Windows drops blanks and dots at the end of a name.
    name = _NOT_IN_NAMES.sub("_", text).strip(" .")
    return name.encode(errors="ignore")[:_MOST_NAME_BYTES].decode(errors="ignore") or "_"


class Outbox:
    """Collects finished files beside their destinations and puts all in place at once.

    Used as a context: leaving it in order moves every file into place; leaving it by an exception,
    or failing to move one of them, leaves every destination as it was. A process that is killed
    while they are moved leaves each file whole, but the last ones may still be the old ones.
    """

    def __init__(self, *, sweeping: bool = True) -> None:
        """Begin with nothing collected; ``sweeping`` is as ``Staging`` takes it."""
        self._sweeping = sweeping
        self._staged: dict[Path, Path] = {}
        self._stagings: dict[Path, Staging] = {}
        self._made_folders: list[Path] = []

    def __enter__(self) -> Self:
        """Start collecting."""
        return self

    def add(
        self,
        destination: Path,
        content: bytes | Iterable[bytes],
        *,
        sources: Sequence[Path] = (),
        mode_of: Path | None = None,
    ) -> None:
        """Write ``content``, whole or in parts, beside ``destination``, once for each destination.

        The file has the permissions of ``mode_of``, or else of the one that it replaces; a new one
        lets nobody do what one of its ``sources`` does not let them do, nor do new folders.

        Raises:
            OutputError: when that is impossible.
        """
        try:
            _require_place(destination)
            staged = self._staging(destination.parent).folder / str(len(self._staged))
            self._staged[destination] = staged
            _write(staged, content)
            if mode_of is None and destination.is_file() and not destination.is_symlink():
                mode_of = destination
            _permit(staged, mode_of, sources)
            for folder in {*destination.parents} & {*self._made_folders}:
                _permit(folder, None, sources)
        except OSError as error:
            raise _cannot_write(destination, error) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put everything in place, or remove all traces."""
        with ExitStack() as undo:
            # Called from the last to the first: files go back before their folders are removed.
            undo.callback(self._remove_folders)
            undo.callback(self._close)
            # No journal: to finish a killed run later could overwrite an edit made since.
            if kind is None:
                for move in self._staged.items():
                    _move_in(*move, undo)
                undo.pop_all()
        self._close()

    def _staging(self, folder: Path) -> Staging:
        if folder not in self._stagings:
            self._make_folder(folder)
            self._stagings[folder] = Staging(folder, sweeping=self._sweeping)
        return self._stagings[folder]

    def _make_folder(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            with suppress(FileExistsError):  # another run has just made it
                each.mkdir()
                self._made_folders.append(each)

    def _remove_folders(self) -> None:
        for folder in reversed(self._made_folders):
            with suppress(OSError):
                folder.rmdir()

    def _close(self) -> None:
        while self._stagings:
            self._stagings.popitem()[1].close()


def write_over(target: Path, made: str | bytes, before: str | bytes) -> Path:
    """Write what was ``made`` to ``target`` in place of ``before``; the path of what was there.

    That file is kept beside it, as editors do it: ``文件.yaml~``, and where that is taken by an
    older one ``文件.yaml~2`` and so on. A link stays one: what it leads to is replaced.

    Raises:
        OutputError: when that is impossible, or another program has written to ``target`` since
            ``before`` was read; nothing is changed then.
    """
    file = target.resolve()
    try:
        content = file.read_bytes()
        kept = _place_to_keep(file, content)
    except OSError as error:
        raise _cannot_write(file, error) from None
    if content != _as_bytes(before):
        raise OutputError(f"{target}：刚刚被别的程序改过，没有动它；请再运行一次")
    with Outbox() as outbox:
        outbox.add(kept, content, mode_of=file)  # first, so that at no moment it is nowhere
        outbox.add(file, _as_bytes(made))
    return kept


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _place_to_keep(file: Path, content: bytes) -> Path:
    """Where the ``content`` of ``file`` can be kept beside it without taking any other's place."""
    # What was kept before is never written over: it may be the only copy of an edit.
    names = chain((f"{file.name}~",), (f"{file.name}~{number}" for number in count(2)))
    return next(path for path in map(file.with_name, names) if _is_free(path, content))


def _is_free(path: Path, content: bytes) -> bool:
    """Whether no file is at ``path``, or this ``content``, as a run left it that was killed.

    What is neither is refused when it is written to.
    """
    if path.is_symlink():
        return False
    return not path.is_file() or path.read_bytes() == content


def _cannot_write(destination: Path, error: OSError) -> OutputError:
    """The error for a file that the system does not let be written."""
    name = shown(str(destination))
    advice = _ADVICE.get(error.errno or 0, "请核对权限和磁盘空间")
    return OutputError(f"{name}：写不了（{reason(error)}）；{advice}，或换一个输出目录")


def _require_place(destination: Path) -> None:
    """Refuse to put a file where there is a folder or a device."""
    # Asked at once: the system would refuse only when other files have been moved already.
    if destination.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if destination.exists() and not destination.is_file():
        raise FileExistsError(errno.EEXIST, "")


def _write(staged: Path, content: bytes | Iterable[bytes]) -> None:
    """Write ``content``, and see that it outlives a power cut: what it replaces is gone then."""
    with staged.open("xb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def _permit(staged: Path, mode_of: Path | None, sources: Sequence[Path]) -> None:
    if mode_of:
        copy_permissions(mode_of, staged)
        return
    for source in sources:
        limit_permissions(staged, source)


def _move_in(destination: Path, staged: Path, undo: ExitStack) -> None:
    """Put one file in place in one step; ``undo`` learns before how to put the old one back."""
    backup = staged.with_name(f"{staged.name}.old")
    try:
        # A link that leads nowhere does not exist to Path, but it is there to be put back.
        if os.path.lexists(destination):
            _keep(destination, backup)
            undo.callback(_put_back, backup, destination)
        else:
            undo.callback(destination.unlink, missing_ok=True)
        os.replace(staged, destination)
    except OSError as error:
        raise _cannot_write(destination, error) from None


def _put_back(backup: Path, destination: Path) -> None:
    with suppress(OSError):  # a disk that broke meanwhile: the new file stays, whole
        os.replace(backup, destination)


def _keep(destination: Path, backup: Path) -> None:
    """Make ``backup`` what ``destination`` is now, without a moment in which it is not there."""
    try:
        os.link(destination, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every file system has links
        shutil.copy2(destination, backup, follow_symlinks=False)
