"""Who may read and write a new file: those who could before, or nobody who cannot read the data."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_ACCESS_LIST = "system.posix_acl_access"
_OWNER = 0o700
_GROUP = 0o070
_OTHERS = 0o007
_READING = 0o444
_INHERITED = 0o7000


def copy_permissions(original: Path, copy: Path) -> None:
    """Give ``copy`` the owner, the group and the permissions of ``original``.

    Where the system does not let the group be the same, the other one may do what all others may.
    """
    if sys.platform == "win32":
        return  # a file has the rights that its folder hands down
    wanted = original.stat()
    # Only root may give a file away; a group may be set by its members.
    for owner in (wanted.st_uid, -1):
        with suppress(OSError):
            os.chown(copy, owner, wanted.st_gid)
    mode = stat.S_IMODE(wanted.st_mode)
    is_same_group = copy.stat().st_gid == wanted.st_gid
    copy.chmod(mode if is_same_group else _without_group(mode))
    if is_same_group and (entries := _access_list(original)):
        with suppress(OSError):
            os.setxattr(copy, _ACCESS_LIST, entries)


def limit_permissions(file: Path, source: Path) -> None:
    """Take from ``file`` what ``source``, whose content it has, does not let others do.

    A folder made for such files may be entered by those who may read ``source``.
    """
    if sys.platform == "win32":
        return
    limit, own = source.stat(), file.stat()
    if not stat.S_ISREG(limit.st_mode):  # a pipe or the like says nothing about who may read
        return
    allowed = stat.S_IMODE(limit.st_mode) | _OWNER
    if limit.st_gid != own.st_gid or _access_list(source):
        # The bits of another group tell nothing about this one; with a list they are but its mask.
        allowed = _without_group(allowed)
    if stat.S_ISDIR(own.st_mode):
        # To enter a folder takes x: whoever may read the file gets it.
        allowed |= _INHERITED | (allowed & _READING) >> 2
    file.chmod(stat.S_IMODE(own.st_mode) & allowed)


def _without_group(mode: int) -> int:
    """``mode`` with no more for the group than for all others."""
    return mode & ~_GROUP | mode & _GROUP & (mode & _OTHERS) << 3


def _access_list(file: Path) -> bytes:
    """The access control list (ACL) of ``file``; with one, the group's bits are but its mask."""
    if sys.platform == "linux":
        with suppress(OSError):
            return os.getxattr(file, _ACCESS_LIST)
    return b""
