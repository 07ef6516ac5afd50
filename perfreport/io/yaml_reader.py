"""YAML into nodes. Anchors are refused: they let a small file stand for an enormous one."""

from __future__ import annotations

import re

import yaml

from perfreport.errors import Mistake
from perfreport.io.source import MOST_DEPTH, Key, Node, Source, labelled, refusal

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null"}

# YAML refuses control characters without saying in which field they stand. They are carried
# through it as characters of the last private plane, and come out as themselves.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SHIELD = 0x100000
_SHIELDED = re.compile("[\U00100000-\U0010ffff]")

_ADVICE = (
    ("found character '\\t'", "缩进用了制表符（Tab），请改为空格"),
    (
        "found character that cannot start any token",
        "有不能打头的字符；以 @ ` % 等开头的文字请加引号",
    ),
    ("mapping values are not allowed", "文字中有“: ”，请给这段文字加上引号，或核对上一行的缩进"),
    ("could not find expected ':'", "键的后面缺冒号；写成“键: 值”，冒号用半角，后面空一格"),
    ("did not find expected key", "缩进没有对齐，或引号、括号不成对"),
    ("did not find expected ',' or", "方括号或花括号里缺逗号，或括号不成对"),
    ("found unexpected end of stream", "引号不成对，文件到末尾也没有结束"),
    ("did not find expected '-' indicator", "列表各项没有对齐；每项以“- ”开头"),
    ("block sequence entries are not allowed", "列表项“- ”的位置不对，请另起一行并缩进"),
)


def read(text: str, name: str | None) -> Source:
    """Parse ``text``; see ``perfreport.io.source.parse_source``."""
    shielded = _CONTROL.sub(lambda found: chr(_SHIELD + ord(found.group())), text)
    reader = _Reader(name, is_shielded=shielded != text)
    try:
        for event in yaml.parse(shielded, Loader=_Loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        raise refusal(name, *_explained(error)) from None
    if reader.root is None:
        raise refusal(name, "文件里没有内容，只有注释；请从“文种: …”写起")
    return Source(name, reader.root, tuple(reader.mistakes))


def _explained(error: yaml.MarkedYAMLError) -> tuple[str, int | None]:
    mark = error.problem_mark or error.context_mark
    problem = f"{error.context or ''} {error.problem or ''}"
    advice = next((advice for words, advice in _ADVICE if words in problem), None)
    return (
        advice or "这里不合 YAML 的写法，请核对缩进、冒号后的空格、引号和括号",
        mark.line + 1 if mark else None,
    )


class _Reader:
    """Builds nodes from the parser's events, without recursion."""

    def __init__(self, name: str | None, *, is_shielded: bool) -> None:
        self.name = name
        self.root: Node | None = None
        self.mistakes: list[Mistake] = []
        self._is_shielded = is_shielded
        self._open: list[Node] = []
        self._keys: list[Key | None] = []

    def take(self, event: yaml.Event) -> None:
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._collection(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise refusal(self.name, "不支持 YAML 的引用（*名称），请把内容写全", line)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise refusal(self.name, "一个文件只能写一份文书，“---”之后的请另存为文件", line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        text = self._unshielded(event.value)
        if self._awaits_key():
            self._keys[-1] = text
        else:
            is_nothing = not event.style and text in _NOTHING
            self._place(Node(line, None if is_nothing else text))

    def _collection(
        self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int
    ) -> None:
        if self._awaits_key():
            raise refusal(self.name, "键只能是一个词；以 { 或 [ 开头的文字请加引号", line)
        if event.anchor:
            raise refusal(self.name, "不支持 YAML 的锚点（&名称），请把内容写全", line)
        if len(self._open) >= MOST_DEPTH:
            raise refusal(self.name, f"嵌套超过 {MOST_DEPTH} 层，请核对缩进和括号", line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(line, is_list=not is_mapping, is_mapping=is_mapping)
        self._place(node)
        self._open.append(node)
        self._keys.append(None)

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._keys[-1] is None

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        key = self._keys[-1] if parent.is_mapping else len(parent.children)
        assert key is not None  # a mapping's value is only placed after its key
        if key in parent.children:
            first = parent.children[key].line
            self.mistakes.append(
                Mistake(
                    labelled([*self._path(), key]),
                    f"这个键写了两次（第 {first} 行已有），请删去一处",
                    node.line,
                )
            )
        else:
            parent.children[key] = node
        self._keys[-1] = None

    def _path(self) -> list[Key]:
        path: list[Key] = []
        for parent, child in zip(self._open, self._open[1:], strict=False):
            path.extend(key for key, node in parent.children.items() if node is child)
        return path

    def _unshielded(self, text: str) -> str:
        if not self._is_shielded:
            return text
        return _SHIELDED.sub(lambda found: chr(ord(found.group()) - _SHIELD), text)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
