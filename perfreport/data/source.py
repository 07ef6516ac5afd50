"""Data files as plain values that know where each of them stands: its line, or its cell.

YAML, JSON and workbooks end as the same tree. Every scalar stays the text that was typed, so that
59.80 is never a binary fraction and 0123 never an octal number; the model decides what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Self

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import Position
from perfreport.blocks.fields import paragraphs_of

EXAMPLES = "用 perfreport demo -o 例子 可得到写好的数据文件，照着改"
"""Where there is something to begin from, for whoever has nothing yet."""

Key = str | int
Scalar = str | bool | None
_GROUPS = (dict, list)


@dataclass(slots=True)
class Node:
    """A value of the file with its line or its cell; groups and lists have ``children``.

    Of a text block (``|-``) it is the line of the sign, the text begins below it. ``key_line`` is
    that of its key, where this may stand on a line above; ``file`` names the file where that is
    another than the rest is in. ``where`` tells where a part would stand that is not there, as
    far as that is known.
    """

    line: Position | None
    value: Scalar = None
    children: dict[Key, Node] = field(default_factory=dict)
    is_list: bool = False
    is_mapping: bool = False
    is_block: bool = False
    key_line: Position | None = None
    file: str | None = None
    where: Callable[[Key], Position | None] | None = None

    def plain(self) -> object:
        """The value as ``dict``, ``list``, text, ``bool`` or None."""
        if self.is_mapping:
            return {key: child.plain() for key, child in self.children.items()}
        if self.is_list:
            return [child.plain() for child in self.children.values()]
        return self.value

    def part(self, key: Key) -> Node | None:
        """What stands under ``key``; None where nothing does."""
        return self.children.get(key)

    def but(self, **changed: Any) -> Self:
        """The same node, standing where it stands, with other fields."""
        return replace(self, **changed)


def levels(value: object) -> Iterator[Sequence[object]]:
    """A plain ``value``, then what it holds, then what that holds, and so on."""
    parts: Sequence[object] = [value]
    while parts:
        yield parts
        groups = [each for each in parts if isinstance(each, _GROUPS)]
        inside = (each.values() if isinstance(each, dict) else each for each in groups)
        parts = [*chain.from_iterable(inside)]


@dataclass(slots=True)
class Source:
    """A data file, read but not yet understood.

    Attributes:
        name: of the file, for messages; None for text from memory.
        root: the tree of values.
        mistakes: what is wrong with the notation though it could be read, such as a key given
            twice.
        typed_keys: the keys that were typed otherwise than they are in ``root``, by their paths
            there.
        remarks: what whoever wrote it should know though it is not wrong: what was not read.
        instead: mistakes that are told once in place of all that follows from them, by the
            positions at which that is found.
    """

    name: str | None
    root: Node
    mistakes: tuple[Mistake, ...] = ()
    typed_keys: Mapping[DataPath, Key] = field(default_factory=dict)
    remarks: tuple[Mistake, ...] = ()
    instead: Mapping[Position, Mistake] = field(default_factory=dict)

    def typed(self, path: DataPath) -> DataPath:
        """``path`` with the keys that were typed."""
        return DataPath(*(self.typed_keys.get(place, place[-1]) for place in path.prefixes()))

    def line(self, path: DataPath) -> Position | None:
        """Where the value at ``path`` stands, or the nearest value around it."""
        node = self.root
        for key in path:
            if key not in node.children:
                return _line_of_what_is_not_there(node, key, path[-1])
            node = node.children[key]
        return node.line

    def told(self, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
        """``mistakes`` without what follows from others, each once."""
        objected = {each.position for each in self.mistakes if each.cell}
        told: set[Mistake] = set()
        for each in mistakes:
            known = self.instead.get(each.position) if each.position else None
            follows = each.position in objected and each not in self.mistakes
            if (mistake := known or each) not in told and not follows:
                told.add(mistake)
                yield mistake

    def file(self, path: DataPath) -> str | None:
        """The name of the file in which ``line`` counts, where it is not this one's."""
        node = self.root
        for key in path:
            if key not in node.children:
                break
            node = node.children[key]
        return node.file

    def line_inside(self, path: DataPath, breaks: int) -> Position | None:
        """The line of the text at ``path`` behind so many line breaks of it, where it has lines."""
        node = self.root
        for key in path:
            node = node.children.get(key, node)
        begins = _first_line(node)
        return node.line if begins is None else begins + breaks


def _first_line(node: Node) -> int | None:
    """The line on which the text of a block begins; None for anything else."""
    return node.line + 1 if node.is_block and isinstance(node.line, int) else None


def _line_of_what_is_not_there(node: Node, key: Key, last: Key) -> Position | None:
    """Where ``key`` of ``node`` would stand, on the way to the ``last`` key of a path."""
    place = node.where(key) if node.where else None
    return place or _line_of_paragraph(node, last)


def _line_of_paragraph(node: Node, position: Key) -> Position | None:
    """The line of the paragraph at ``position`` of a text block; blank lines count as none."""
    begins = _first_line(node)
    if begins is None:
        return node.line
    lines = enumerate(str(node.value).split("\n"), start=begins)
    numbers = [number for number, line in lines for _ in paragraphs_of(line)]
    is_there = isinstance(position, int) and position < len(numbers)
    return numbers[int(position)] if is_there else node.line


def refusal(name: str | None, message: str, line: Position | None = None) -> InputError:
    """The error for a file that cannot be read at all."""
    return InputError((Mistake(NOWHERE, message, line),), name)
