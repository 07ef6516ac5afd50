"""Writing results: every file whole and in its place, or nothing changed."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from perfreport.errors import OutputError
from perfreport.messages import reason

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_NAME_BYTES = 200


def file_name(text: str) -> str:
    """``text`` as a file name that every system takes, without ending."""
    name = _NOT_IN_NAMES.sub("_", text).strip(" .")
    return name.encode(errors="ignore")[:_MOST_NAME_BYTES].decode(errors="ignore") or "_"


class Outbox:
    """Collects finished files beside their destinations and puts all in place at once.

    Used as a context: leaving it in order moves every file into place; leaving it by an exception,
    or failing to move one of them, leaves every destination as it was.
    """

    def __init__(self) -> None:
        """Begin with nothing collected."""
        self._staged: dict[Path, Path] = {}
        self._made_folders: list[Path] = []

    def __enter__(self) -> Self:
        """Start collecting."""
        return self

    def add(self, destination: Path, content: bytes, mode_of: Path | None = None) -> None:
        """Write ``content`` next to ``destination``, once for each destination.

        The new file has the permissions of ``mode_of``, or else of the one that it replaces.

        Raises:
            OutputError: when that is impossible.
        """
        try:
            if destination.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            self._make_folder(destination.parent)
            staged = destination.with_name(f".perfreport-{secrets.token_hex(8)}")
            self._staged[destination] = staged
            with staged.open("xb") as file:
                file.write(content)
            replaced = mode_of or destination
            if replaced.is_file() and not (mode_of is None and destination.is_symlink()):
                shutil.copymode(replaced, staged)
        except OSError as error:
            raise _cannot_write(destination, error) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put everything in place, or remove all traces."""
        if kind is not None:
            self._discard()
            return
        with ExitStack() as undo:
            undo.callback(self._discard)
            backups = [self._move_in(*move, undo) for move in self._staged.items()]
            undo.pop_all()
        for backup in backups:
            backup.unlink(missing_ok=True)

    def _move_in(self, destination: Path, staged: Path, undo: ExitStack) -> Path:
        """Put one file in place in one step; ``undo`` learns how to put the old one back."""
        backup = staged.with_name(f"{staged.name}.old")
        undo.callback(backup.unlink, missing_ok=True)
        try:
            if os.path.lexists(destination):
                _keep(destination, backup)
                os.replace(staged, destination)
                undo.callback(os.replace, backup, destination)
            else:
                os.replace(staged, destination)
                undo.callback(destination.unlink, missing_ok=True)
        except OSError as error:
            raise _cannot_write(destination, error) from None
        return backup

    def _make_folder(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir()
            self._made_folders.append(each)

    def _discard(self) -> None:
        for staged in self._staged.values():
            with suppress(OSError):
                staged.unlink()
        for folder in reversed(self._made_folders):
            with suppress(OSError):
                folder.rmdir()


def write_over(target: Path, text: str) -> Path:
    """Write ``text`` to ``target`` in place of what is there; the path of the file that was there.

    That is kept beside it, as editors do it: ``文件.yaml~``. A link stays one: what it leads to is
    replaced.

    Raises:
        OutputError: when that is impossible; nothing is changed then.
    """
    file = target.resolve()
    kept = file.with_name(f"{file.name}~")
    with Outbox() as outbox:
        outbox.add(file, text.encode())
        try:
            outbox.add(kept, file.read_bytes(), mode_of=file)
        except OSError as error:
            raise _cannot_write(kept, error) from None
    return kept


def _keep(destination: Path, backup: Path) -> None:
    """Make ``backup`` what ``destination`` is now, without a moment in which it is not there."""
    try:
        os.link(destination, backup, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every file system has links
        shutil.copy2(destination, backup, follow_symlinks=False)


def _cannot_write(destination: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{destination}：写不了（{reason(error)}）；请核对权限和磁盘空间，或换一个输出目录"
    )
