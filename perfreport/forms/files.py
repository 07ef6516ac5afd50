"""The files that manifests are put together of: found in folders in their order, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.patterns import regex
from perfreport.data.data_files import read_source
from perfreport.data.source import Node, Source
from perfreport.forms.templating import first_file

# No slash and no dot in front, so that no id leads out of the folder.
_ID = regex(r"[A-Za-z0-9_\u4e00-\u9fff][\w.-]*")


class File(NamedTuple):
    """A file as it is now: when it has changed it is another one."""

    path: Path
    modified: int
    size: int

    @classmethod
    def at(cls, path: Path) -> File:
        """The file at ``path``."""
        status = path.stat()
        return cls(path, status.st_mtime_ns, status.st_size)


class Shelf(NamedTuple):
    """Where files of one sort lie.

    Attributes:
        folders: of forms, in their order.
        subfolder: of each, that holds them.
        called: what one of them is called.
    """

    folders: Sequence[Path]
    subfolder: str
    called: str

    @property
    def ids(self) -> list[str]:
        """The ids of all that there are, sorted."""
        paths = (each for one in self.folders for each in one.glob(f"{self.subfolder}/*.yaml"))
        return sorted({path.stem for path in paths})

    def find(self, name: str) -> Path | None:
        """The file of the id ``name``; None where there is none.

        Raises:
            TemplateError: when it is no plain file.
        """
        if not is_id(name):
            return None
        places = [folder / self.subfolder for folder in self.folders]
        return first_file(places, f"{name}.yaml")

    def missing(self, name: object) -> str:
        """What to do about ``name``, which is the id of none."""
        if not isinstance(name, str) or not is_id(name):
            return f"{self.called}的编号{quoted(name)}写法不对，只用字母、数字、汉字和 - _ ."
        near = nearest(name, self.ids)
        hint = f"是不是 {near}？" if near else ""
        known = f"可写：{choices(self.ids)}；" if self.ids else ""
        return f"没有{self.called}{quoted(name)}，{hint}{known}自己的放在 {self.subfolder}/ 里"


def is_id(name: str) -> bool:
    """Whether a file can be called by ``name``."""
    return _ID.fullmatch(name) is not None


@lru_cache(maxsize=512)
def source_of(file: File) -> Source:
    """What ``file`` says.

    Raises:
        InputError: when it cannot be read.
    """
    return read_source(file.path)


def told_of(source: Source) -> Source:
    """``source`` as part of another: all that it says knows the file that it stands in."""
    mistakes = tuple(replace(each, file=source.name) for each in source.mistakes)
    return replace(source, root=_told_of(source.root, source.name), mistakes=mistakes)


def _told_of(node: Node, name: str | None) -> Node:
    children = {key: _told_of(child, name) for key, child in node.children.items()}
    return node.but(children=children, file=node.file or name)


def over(own: Node, other: Node, whole: Sequence[str] = ()) -> Node:
    """``own``, and what ``other`` says besides: mappings key by key, all else as a whole.

    Args:
        own: a mapping.
        other: another one.
        whole: keys whose mappings are not put together.
    """
    children = dict(other.children)
    for key, child in own.children.items():
        below = children.get(key)
        both = child.is_mapping and below is not None and below.is_mapping and key not in whole
        children[key] = over(child, below) if both and below is not None else child
    return own.but(children=children)


def without(node: Node, keys: Sequence[str]) -> Node:
    """``node`` without some of its ``keys``."""
    kept = {key: child for key, child in node.children.items() if key not in keys}
    return node.but(children=kept)
