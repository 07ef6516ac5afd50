"""The statements of a Word template that stand for whole paragraphs and rows, as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from perfreport.basics.patterns import regex
from perfreport.derivation.places import Place, refused

# The cells of a row may hold a loop each: its text then begins and ends with tags, but is none.
_WHOLE = regex(r"\{%(?:p|tr|tc) ((?:(?!%\}).)*)%\}", re.DOTALL)
_WORD = regex(r"[-\s]*(\w+)")
_OPENING = ("for", "if", "with", "filter", "macro", "call")
_PARTING = ("else", "elif")
_ALONE = ("set", "do")
_STRAIGHT = str.maketrans("“”‘’\n\t\xa0", "\"\"''   ")

T = TypeVar("T")
Node: TypeAlias = "T | Block[T]"
"""An item or a block."""


class Control(NamedTuple):
    """A statement that stands for the whole of a paragraph or row.

    Attributes:
        tag: as Jinja has it.
        place: of the paragraph or row.
    """

    tag: str
    place: Place

    @property
    def word(self) -> str:
        """Its first word: for, endfor, if, else."""
        found = _WORD.match(self.tag[2:])
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Branch(Generic[T]):
    """A statement and what follows it up to the next one of the same block."""

    control: Control
    content: list[Node[T]]


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """A loop or condition with all that stands in it; without branches, a lone statement."""

    branches: list[Branch[T]]
    end: Control


def straight(tag: str) -> str:
    """``tag`` as it was meant, whatever Word made of its quotation marks and blanks."""
    return tag.translate(_STRAIGHT)


def control(text: str, place: Place) -> Control | None:
    """The statement that is the whole ``text`` of a paragraph or row, if it is one."""
    found = _WHOLE.fullmatch(text.strip())
    return Control(straight("{% " + found[1].strip() + " %}"), place) if found else None


def nested(items: Iterable[T | Control]) -> list[Node[T]]:
    """``items`` as a tree, the statements among them as its blocks.

    Raises:
        TemplateError: when a block does not end among ``items``, or does not begin there.
    """
    root: list[Node[T]] = []
    open_blocks: list[list[Branch[T]]] = []
    content = root
    outer: list[list[Node[T]]] = []
    for item in items:
        if not isinstance(item, Control):
            content.append(item)
        elif item.word in _ALONE:
            content.append(Block([], item))
        elif item.word in _OPENING:
            outer.append(content)
            content = []
            open_blocks.append([Branch(item, content)])
        elif item.word in _PARTING and open_blocks:
            content = []
            open_blocks[-1].append(Branch(item, content))
        elif item.word.startswith("end") and open_blocks:
            block = Block(open_blocks.pop(), item)
            _require_pair(block)
            content = outer.pop()
            content.append(block)
        else:
            raise refused(item.place, f"标签 {item.tag} 前面没有与它成对的标签")
    if open_blocks:
        first = open_blocks[-1][0].control
        raise refused(first.place, f"标签 {first.tag} 后面没有与它成对的标签")
    return root


def _require_pair(block: Block[T]) -> None:
    first = block.branches[0].control
    if block.end.word != f"end{first.word}":
        raise refused(
            block.end.place, f"标签 {block.end.tag} 与前面的 {first.tag} 不成对，请核对次序"
        )


def flattened(nodes: Iterable[Node[T]]) -> Iterator[T | Control]:
    """The items of a tree in their order, statements among them."""
    for node in nodes:
        if isinstance(node, Block):
            for branch in node.branches:
                yield branch.control
                yield from flattened(branch.content)
            yield node.end
        else:
            yield node


def each_item(nodes: Iterable[Node[T]]) -> Iterator[T]:
    """The items of a tree without its statements."""
    for node in nodes:
        if isinstance(node, Block):
            for branch in node.branches:
                yield from each_item(branch.content)
        else:
            yield node


def counting(nodes: Iterable[Node[T]], counts: Callable[[T], bool]) -> str:
    """A text of the template that has a character for each item printed that ``counts``."""
    return "".join(
        item.tag if isinstance(item, Control) else "x" * counts(item) for item in flattened(nodes)
    )
