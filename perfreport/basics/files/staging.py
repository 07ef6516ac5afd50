"""Where files lie until they are finished: on the disk of their destinations, seen by nobody else.

What a killed run leaves behind is told from what a living one is at work on by a lock, which the
system takes from a process that ends, in whatever way it ends.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

_PREFIX = ".perfreport-"
_DIGITS = 16
_LOCK = "lock"
# flock says the former, Windows the latter.
_TAKEN = (BlockingIOError, PermissionError)


def _take(lock: int) -> None:
    """Take ``lock`` until it is closed, or the process ends.

    Raises:
        OSError: one of ``_TAKEN`` when another run has it; any other where there are no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
    else:
        try:
            import fcntl
        except ImportError:  # not every Python has it
            raise OSError(errno.ENOLCK, "") from None
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Staging:
    """A hidden folder for the unfinished files of one run.

    Attributes:
        folder: it.
    """

    def __init__(self, beside: Path, *, sweeping: bool = True) -> None:
        """Make one in the folder ``beside``, and remove what killed runs left there.

        That takes a look at everything in the folder; not so without ``sweeping``.

        Raises:
            OSError: when that is impossible.
        """
        if sweeping:
            remove_abandoned(beside)
        self.folder, self._lock = _claimed(beside)

    def close(self) -> None:
        """Remove it with all that is still in it."""
        os.close(self._lock)  # first: Windows removes no file that is open
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder among the temporary files, from which what killed runs left is removed.

    Raises:
        OSError: when there can be none.
    """
    beside = Path(gettempdir())
    remove_abandoned(beside, only_own=True)
    staging = Staging(beside, sweeping=False)
    try:
        yield staging.folder
    finally:
        staging.close()


def remove_abandoned(beside: Path, *, only_own: bool = False) -> None:
    """Remove from the folder ``beside`` what killed runs left there.

    With ``only_own`` those of this user alone, for a folder in which everybody may write: what
    is another's may be a link in the next moment.
    """
    for folder in beside.glob(_PREFIX + "[0-9a-f]" * _DIGITS):
        with suppress(OSError):  # a living run has it, or another user
            if not only_own or _is_own(folder):
                _remove(folder)


def remove_all_abandoned(root: Path) -> None:
    """Remove what killed runs left in the folder ``root`` and in all folders in it."""
    for folder, names, _ in os.walk(root):
        if any(name.startswith(_PREFIX) for name in names):
            remove_abandoned(Path(folder))


def _is_own(folder: Path) -> bool:
    return sys.platform == "win32" or folder.lstat().st_uid == os.getuid()


def _remove(folder: Path) -> None:
    """Remove ``folder``, unless a run holds its lock."""
    if folder.is_symlink():
        return
    lock = _opened_lock(folder)
    try:
        _take(lock)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
    if folder.exists():  # on Windows, where the lock was open until now
        (folder / _LOCK).unlink()
        folder.rmdir()


def _claimed(beside: Path) -> tuple[Path, int]:
    """A new folder and its lock."""
    while True:
        folder = beside / f"{_PREFIX}{secrets.token_hex(_DIGITS // 2)}"
        # What is unfinished has its permissions only later: until then nobody else may see it.
        folder.mkdir(mode=0o700)
        try:
            lock = _opened_lock(folder)
        except FileNotFoundError:  # taken for abandoned by another run, before it was locked
            continue
        if _is_ours(lock, folder):
            return folder, lock
        os.close(lock)


def _is_ours(lock: int, folder: Path) -> bool:
    """Take ``lock``; whether no other run has taken it, and the folder away."""
    try:
        _take(lock)
    except _TAKEN:
        return False
    except OSError:  # a disk without locks: nobody takes it there, and leftovers stay
        return True
    try:
        return os.path.samestat(os.fstat(lock), os.stat(folder / _LOCK))
    except FileNotFoundError:
        return False


def _opened_lock(folder: Path) -> int:
    """The file in ``folder`` on which the lock is held; a link there is not followed."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.open(folder / _LOCK, flags, 0o600)
