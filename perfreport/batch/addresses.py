"""Addresses of files that are in a storage and not on a disk: ``s3://bucket/各单位/表.yaml``."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath

from perfreport.basics.patterns import regex

# One letter is a drive of Windows.
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]+):/+")
_DISK = regex(r"file://(?=/)", re.IGNORECASE)
_DRIVE = regex(r"/(?=[A-Za-z]:)")


class Address(PurePosixPath):
    """An address, of which ending, name and folder are asked for as those of a path."""

    def __str__(self) -> str:
        """As it is typed: paths have one slash where several stand."""
        return _SCHEME.sub(r"\1://", super().__str__(), count=1)


def is_address(name: object) -> bool:
    """Whether what is called ``name`` is in a storage, and not on a disk."""
    return isinstance(name, str) and "://" in name and bool(_SCHEME.match(name))


def on_this_disk(name: str) -> str:
    """``name`` as a path where it is an address of a file on a disk (``file:///…``)."""
    path, count = _DISK.subn("", name, count=1)
    return _DRIVE.sub("", path, count=1) if count and os.name == "nt" else path


def whole(name: str) -> str:
    """``name`` so that it holds wherever a program stands: an address, or an absolute path."""
    return name if is_address(name) else os.path.abspath(name)
