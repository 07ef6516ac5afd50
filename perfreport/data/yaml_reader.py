"""YAML into nodes. Anchors are refused: they let a small file stand for an enormous one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

import yaml

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.patterns import regex
from perfreport.basics.positions import Position
from perfreport.blocks.fields import MOST_DEPTH
from perfreport.data.shielding import LOADER, Shield
from perfreport.data.source import EXAMPLES, Key, Node, Source, refusal
from perfreport.data.yaml_advice import MISPLACED_DASH, TOO_DEEP, explain, habits_of

_NOTHING = {"", "~", "null"}
_MISPLACED = regex(r"\s|-.")
"""At the beginning of a key: blanks that YAML does not know, or a dash without its blank."""

_HINT = regex(r"#(?:\s|$)")
_MOST_QUOTED = 20

# A comment, or the sign of a block, that was typed in full width.
_WIDE_SIGN = regex(r"[ \u3000]＃[ \u3000]|\A｜[-－—]?(?=\s)")
_WIDE_ADVICE = "“{}”是全角的，会当作正文印出来；请改为半角，要印，请给整段文字加引号"

# A number with a comma for the thousands, which parts the items inside braces.
_THOUSANDS = regex(r"[+-]?\d{1,3}(?:,\d{3})*")
_THREE_DIGITS = regex(r"\d{3}(?:\.\d+)?(?:亿元?|万元?|元)?")
_PARTED = '花括号里的逗号用来分项；请写 {}，或加引号写成 "{}"'
_CUT_OFF = regex(r"[ \t]+(#[^\s#!].{0,19})")


def read(text: str, name: str | None, lists: Container[str] = ()) -> Source:
    """Parse ``text``; see ``perfreport.data.data_files.parse_source``."""
    shield = Shield(text)
    reader = _Reader(name, shield)
    loader = LOADER(shield.text)
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        raise InputError(explain(error, text, lists), name) from None
    finally:
        loader.dispose()
    if reader.misplaced and (found := habits_of(text, reader.misplaced)):
        raise InputError(found, name)
    if reader.root is None:
        raise refusal(name, f"文件里没有内容，只有注释；请从“文种: …”写起；{EXAMPLES}")
    return Source(name, reader.root, tuple(reader.mistakes))


class _Open(NamedTuple):
    """A mapping or list that is being read, with its path."""

    node: Node
    path: tuple[Key, ...]


class _Reader:
    """Builds nodes from the parser's events, without recursion."""

    def __init__(self, name: str | None, shield: Shield) -> None:
        self.name = name
        self._shield = shield
        lines = enumerate(shield.text.splitlines()) if "#" in shield.text else ()
        self._lines = {number: line for number, line in lines if "#" in line}
        self.root: Node | None = None
        self.mistakes: list[Mistake] = []
        self.misplaced = 0
        # Asked once: most files have none, and each scalar would have to be searched.
        self._has_wide_signs = "＃" in shield.text or "｜" in shield.text
        # A stack in place of recursion: a file may be nested deeper than Python calls.
        self._open: list[_Open] = []
        # Only the innermost mapping can have a key that waits: a collection takes that of its own.
        self._key: str | None = None
        self._key_line: int | None = None

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._collection(event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                self._place(Node(line, f"*{event.anchor}"), "*")
            case yaml.DocumentStartEvent() if self.root is not None:
                raise refusal(self.name, "一个文件只能写一份文书，“---”之后的请另存为文件", line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if not event.style and self._shield.runs_on(event.value):
            raise refusal(self.name, MISPLACED_DASH, line)
        text = self._shield.lifted(event.value)
        is_key = self._awaits_key()
        if is_key and not event.anchor and not event.tag:
            if not event.style and _MISPLACED.match(text):
                self.misplaced = line
            self._key, self._key_line = text, line
            return
        wide = _WIDE_SIGN.search(text) if self._has_wide_signs and not event.style else None
        text = text[: wide.start()] if wide and wide.start() else text
        is_nothing = not event.style and text in _NOTHING and not is_key
        node = Node(line, None if is_nothing else text, is_block=event.style == "|")
        key = self._place(node, _swallowed(event))
        if key is not None:
            for number, advice in self._misleading(event, wide, line):
                self._mistake(key, advice, number)

    def _misleading(
        self, event: yaml.ScalarEvent, wide: re.Match[str] | None, line: int
    ) -> Iterator[tuple[int, str]]:
        """What YAML takes otherwise than it was meant: the number of its line, and what to do."""
        if cut := self._cut_off(event):
            yield (
                line,
                f"“{cut}”会当作注释，不印出来；要印，请给整段文字加引号；是注释，请在 # 后空一格",
            )
        if wide:
            yield line, _WIDE_ADVICE.format(wide[0].strip())
        for number, hint in self._hints(event):
            yield number, f"“{hint}”在“|”块里是正文，会印出来；是说明请删去；要印，请给整段加引号"

    def _hints(self, event: yaml.ScalarEvent) -> Iterator[tuple[int, str]]:
        """The lines of a block that were meant as comments, which YAML does not know inside one."""
        if event.style not in ("|", ">") or not (event.start_mark and event.end_mark):
            return
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self._lines.get(number, "").strip()
            if _HINT.match(line) and line in event.value:
                yield number + 1, self._shield.lifted(line)[:_MOST_QUOTED]

    def _cut_off(self, event: yaml.ScalarEvent) -> str:
        """What looks like text behind a plain scalar, but is a comment to YAML."""
        mark = event.end_mark
        if event.style or mark is None or mark.line not in self._lines:
            return ""
        found = _CUT_OFF.match(self._lines[mark.line], mark.column)
        return self._shield.lifted(found[1]) if found else ""

    def _collection(
        self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int
    ) -> None:
        if self._awaits_key():
            raise refusal(self.name, "键只能是一个词；以 { 或 [ 开头的文字请加引号", line)
        if len(self._open) >= MOST_DEPTH:
            raise refusal(self.name, TOO_DEEP, line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(line, is_list=not is_mapping, is_mapping=is_mapping)
        key = self._place(node, _swallowed(event))
        self._open.append(_Open(node, self._path_of(key)))

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].node.is_mapping and self._key is None

    def _place(self, node: Node, swallowed: str) -> Key | None:
        """Put ``node`` where it belongs; its key there, None for the root and for a key itself.

        ``swallowed`` is the sign before it that YAML would obey rather than print.
        """
        if not self._open:
            self.root = node
            key = None
        elif self._awaits_key():
            self._key = str(node.value)
            key = None
        else:
            key = self._place_in(self._open[-1].node, node)
        if swallowed:
            advice = f"以“{swallowed}”打头的内容请加上引号，否则 YAML 不把它当作文字"
            self._mistake(key, advice, node.line)
        return key

    def _place_in(self, parent: Node, node: Node) -> Key:
        key = self._key if parent.is_mapping else len(parent.children)
        assert key is not None  # a mapping's value is only placed after its key
        if parent.is_mapping and (before := self._parted(parent, str(key), node)):
            key = before
        elif key in parent.children:
            first = parent.children[key].line
            self._mistake(key, f"这个键写了两次（第 {first} 行已有），请删去一处", node.line)
        else:
            parent.children[key] = node
            node.key_line = self._key_line
        self._key = self._key_line = None
        return key

    def _parted(self, parent: Node, digits: str, node: Node) -> Key | None:
        """The key of the number that a comma parted, if its ``digits`` became a key of their own.

        The number is put together again, and what is wrong is told once.
        """
        is_empty = node.value is None and not node.is_list and not node.is_mapping
        if not (is_empty and parent.children and _THREE_DIGITS.fullmatch(digits)):
            return None
        key, number = next(reversed(parent.children.items()))
        start = str(number.value)
        if number.line != node.line or not _THOUSANDS.fullmatch(start):
            return None
        number.value = f"{start},{digits}"
        if self.mistakes and self.mistakes[-1].message.endswith(f'"{start}"'):
            self.mistakes.pop()  # it told of the comma before
        advice = _PARTED.format(number.value.replace(",", ""), number.value)
        self._mistake(key, advice, node.line)
        return key

    def _mistake(self, key: Key | None, message: str, line: Position | None) -> None:
        self.mistakes.append(Mistake(self._path_of(key), message, line))

    def _path_of(self, key: Key | None) -> DataPath:
        """The path of ``key`` in what is being read; without one, of that."""
        around = self._open[-1].path if self._open else ()
        return DataPath(*around) if key is None else DataPath(*around, key)


def _swallowed(event: yaml.NodeEvent) -> str:
    """The sign of an anchor or a tag, which would vanish from the text behind it."""
    if event.anchor:
        return "&"
    return "!" if getattr(event, "tag", None) else ""
