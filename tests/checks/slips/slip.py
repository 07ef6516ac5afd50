"""What a slip is, and where in a plain document it may be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from perfreport.basics.addresses import DataPath

Tree = dict[str, Any]

_PROSE = {
    "绩效目标", "主要实施内容", "期望达到的目标", "其他需完成的任务", "总体绩效目标", "内容",
    "任务绩效目标", "实际完成情况", "部门整体支出绩效目标", "预期目标", "年度总体目标",
}  # fmt: skip


class Slip(NamedTuple):
    """One slip, as somebody makes it once in a document.

    Attributes:
        name: of the slip, in a few words.
        code: of the rule that finds it.
        kinds: the documents (文种) in which it can be made; empty for all.
        sow: makes the slip in the plain document, as ``model_dump(mode="json", by_alias=True)``
            gives it, and tells at which path it must be found; None where the document has no
            place for it.
    """

    name: str
    code: str
    kinds: tuple[str, ...]
    sow: Callable[[Tree, Random], DataPath | None]


def values(tree: object, path: DataPath = DataPath()) -> Iterator[tuple[DataPath, Any]]:
    """Every value of ``tree`` that has no parts, with its path."""
    if isinstance(tree, dict):
        for key, part in tree.items():
            yield from values(part, path / key)
    elif isinstance(tree, list):
        for position, part in enumerate(tree):
            yield from values(part, path / position)
    else:
        yield path, tree


def prose(tree: Tree) -> list[DataPath]:
    """The paths of the paragraphs of prose: goals, contents, results, passages."""
    return [
        path
        for path, value in values(tree)
        if isinstance(value, str) and _PROSE & {key for key in path[-2:] if isinstance(key, str)}
    ]


def at(tree: Tree, path: DataPath) -> Any:
    """What stands at ``path``."""
    part: Any = tree
    for key in path:
        part = part[key]
    return part


def put(tree: Tree, path: DataPath, value: object) -> None:
    """Let ``value`` stand at ``path``."""
    at(tree, path[:-1])[path[-1]] = value


def found_at(tree: Tree, path: DataPath) -> DataPath:
    """The path at which a finding about the paragraph at ``path`` stands.

    The position of a field's only paragraph is not part of it.
    """
    is_only = isinstance(path[-1], int) and len(at(tree, path[:-1])) == 1
    return path[:-1] if is_only else path


def appended(tree: Tree, random: Random, words: str) -> DataPath | None:
    """``words`` at the end of some prose; where they are to be found, None without any prose."""
    paths = prose(tree)
    if not paths:
        return None
    path = random.choice(paths)
    put(tree, path, at(tree, path) + words)
    return found_at(tree, path)
