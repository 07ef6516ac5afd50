"""Writing results: every file whole and in its place, or nothing changed."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from perfreport.errors import OutputError

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_NAME_BYTES = 200


def file_name(text: str) -> str:
    """``text`` as a file name that every system takes, without ending."""
    name = _NOT_IN_NAMES.sub("_", text).strip(" .")
    return name.encode()[:_MOST_NAME_BYTES].decode(errors="ignore") or "_"


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

    def add(self, destination: Path, content: bytes) -> None:
        """Write ``content`` next to ``destination``.

        Raises:
            OutputError: when that is impossible.
        """
        if destination.is_dir():
            raise OutputError(
                f"{destination}：已有同名文件夹，写不了这个文件；请改名或换一个输出目录"
            )
        try:
            self._make_folder(destination.parent)
            staged = destination.with_name(f".perfreport-{secrets.token_hex(8)}")
            self._staged[destination] = staged
            with staged.open("xb") as file:
                file.write(content)
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
        """Put one file in place; ``undo`` learns how to put the old one back."""
        backup = staged.with_name(f"{staged.name}.old")
        try:
            if destination.exists():
                os.replace(destination, backup)
                undo.callback(os.replace, backup, destination)
            os.replace(staged, destination)
        except OSError as error:
            raise _cannot_write(destination, error) from None
        undo.callback(destination.unlink, missing_ok=True)
        return backup

    def _make_folder(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir()
            self._made_folders.append(each)

    def _discard(self) -> None:
        for staged in self._staged.values():
            staged.unlink(missing_ok=True)
        for folder in reversed(self._made_folders):
            with suppress(OSError):
                folder.rmdir()


def _cannot_write(destination: Path, error: OSError) -> OutputError:
    return OutputError(f"{destination}：写不了（{error.strerror}）；请核对输出目录、权限和磁盘空间")
