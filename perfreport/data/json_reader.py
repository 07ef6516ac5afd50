"""JSON into nodes, numbers kept as the text that was typed."""

from __future__ import annotations

from itertools import islice
from json import JSONDecoder
from typing import NoReturn

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import Mistake
from perfreport.blocks.fields import MOST_DEPTH
from perfreport.data.json_nodes import BLANK, DECODER, DECODING, JsonNode
from perfreport.data.source import Key, Node, Scalar, Source, levels, refusal

_NO_VALUE = "这里应是一个值：文字加半角双引号，数字、true、false、null 不加"
_NO_TEXT = "文字的引号不成对，或反斜杠的写法不对（要写成两个）"


def read(text: str, name: str | None) -> Source:
    """Parse ``text``; see ``perfreport.data.data_files.parse_source``."""
    if sound := _decoded(text):
        return Source(name, sound)
    reader = _Reader(text, name)
    root = reader.value()
    reader.end()
    return Source(name, root, tuple(reader.mistakes))


def _decoded(text: str) -> Node | None:
    """All of ``text`` as the library decodes it; None where something in it may be wrong."""
    try:
        decoded = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    is_too_deep = any(True for _ in islice(levels(decoded), MOST_DEPTH + 1, None))
    return None if is_too_deep else JsonNode.root(decoded, text)


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A mapping of ``pairs``; the library would keep the last of two equal keys in silence."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError("a key twice")
    return mapping


_DECODER = JSONDecoder(**DECODING, object_pairs_hook=_without_repetition)


class _Reader:
    """Reads value by value, and knows for each mistake where it is and what to do about it."""

    def __init__(self, text: str, name: str | None) -> None:
        self.mistakes: list[Mistake] = []
        self._text = text
        self._name = name
        self._position = 0
        self._path: list[Key] = []
        self._line = 1
        self._counted = 0

    def value(self) -> Node:
        """Read one value of any sort."""
        if len(self._path) > MOST_DEPTH:
            self._fail(f"嵌套超过 {MOST_DEPTH} 层，请核对括号")
        start = self._peek()
        line = self._line_here()
        if start == "{":
            return self._mapping(line)
        if start == "[":
            return self._list(line)
        return Node(line, self._scalar(_NO_TEXT if start == '"' else _NO_VALUE))

    def end(self) -> None:
        """Refuse anything after the value."""
        if self._peek():
            self._fail("文书在此已经结束，后面多出了内容；请核对括号")

    def _mapping(self, line: int) -> Node:
        node = Node(line, is_mapping=True)
        self._position += 1
        while self._more(node, "}"):
            if self._peek() != '"':
                self._fail("这里应是一个加半角双引号的键；最后一项的后面不写逗号")
            key = str(self._scalar(_NO_TEXT))
            self._expect(":", "键的后面缺半角冒号")
            self._path.append(key)
            child = self.value()
            if key in node.children:
                message = f"这个键写了两次（第 {node.children[key].line} 行已有），请删去一处"
                self.mistakes.append(Mistake(DataPath(*self._path), message, child.line))
            else:
                node.children[key] = child
            self._path.pop()
        return node

    def _list(self, line: int) -> Node:
        node = Node(line, is_list=True)
        self._position += 1
        while self._more(node, "]"):
            self._path.append(len(node.children))
            node.children[len(node.children)] = self.value()
            self._path.pop()
        return node

    def _more(self, node: Node, end: str) -> bool:
        """Whether another part follows; steps over the comma or the closing bracket."""
        if self._peek() == end:
            self._position += 1
            return False
        if node.children:
            self._expect(",", f"这里缺半角逗号或“{end}”")
        return True

    def _scalar(self, problem: str) -> Scalar:
        scalar: Scalar
        try:
            scalar, self._position = DECODER.raw_decode(self._text, self._position)
        except ValueError:
            self._fail(problem)
        return scalar

    def _peek(self) -> str:
        blank = BLANK.match(self._text, self._position)
        self._position = blank.end() if blank else self._position
        return self._text[self._position : self._position + 1]

    def _expect(self, character: str, message: str) -> None:
        if self._peek() != character:
            self._fail(message)
        self._position += 1

    # Counted from where it was counted last: from the beginning it would be quadratic.
    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._position)
        self._counted = self._position
        return self._line

    def _fail(self, message: str) -> NoReturn:
        raise refusal(self._name, f"不合 JSON 的写法：{message}", self._line_here())
