"""A parser of the markup that knows its grammar and nothing else.

It reads XML as it comes and calls back with attribute values already read. It refuses document
types, entities of one's own and processing instructions: a template gets what it needs from its
form, never from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.typeset import budget
from perfreport.typeset.cache import Cache
from perfreport.typeset.markup.grammar import ELEMENTS, Attributes

_BATCH = 1 << 15
"""Characters handed to the XML parser at a time; the pieces of a template are much smaller."""

_LAYOUT = regex(r"[ \t]*\n[ \t\n]*")
"""A line break of the markup with the blanks around it, which is not content."""

_REASONS = {
    expat.errors.XML_ERROR_INVALID_TOKEN: "有不能这样写的符号",
    expat.errors.XML_ERROR_TAG_MISMATCH: "结束标签与开始标签不同",
    expat.errors.XML_ERROR_NO_ELEMENTS: "中断，或者是空的",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "中断，有标签没有写完",
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "不认识的 &…; 代码",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "同一个属性写了两次",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "</document> 之后还有内容",
    expat.errors.XML_ERROR_SYNTAX: "写法不对",
    expat.errors.XML_ERROR_BAD_CHAR_REF: "&#…; 代码不是文字",
    expat.errors.XML_ERROR_MISPLACED_XML_PI: "<?xml …?> 不在开头",
}
"""What the XML parser says most often, in words."""

_attributes: Cache[tuple[str, ...], Attributes] = Cache(1 << 18)
"""The attributes of elements as they are written, which templates mostly repeat."""


def _nothing(*_: object) -> None:
    """Do nothing."""


class Handler(NamedTuple):
    """What makes something of the elements of one name, in the order in which they are read.

    A ValueError of either says what is wrong with the element.

    Attributes:
        open: what to do where an element starts; takes its attributes and line.
        close: what to do where it ends.
    """

    open: Callable[[Attributes, int], None]
    close: Callable[[], None] = _nothing


def parse(
    chunks: Iterable[str], handlers: Mapping[str, Handler], add_text: Callable[[str], None]
) -> Iterator[None]:
    """Read ``chunks`` of markup, pausing after each batch of them.

    Args:
        chunks: of the markup, one document together.
        handlers: of every element of the grammar.
        add_text: takes the text within the innermost open element.

    Raises:
        TemplateError: the markup is not XML or not in the grammar; names line and element.
    """
    parser = _Parser(handlers, add_text)
    for batch in _batches(chunks):
        parser.feed(batch)
        yield
    parser.run("", final=True)
    yield


def _batches(chunks: Iterable[str]) -> Iterator[str]:
    pieces: list[str] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size >= _BATCH:
            yield "".join(pieces)
            pieces.clear()
            size = 0
    yield "".join(pieces)


class _Open(NamedTuple):
    """An element that is open, what may stand in it, and what is done where it ends."""

    name: str
    children: frozenset[str]
    text: bool
    close: Callable[[], None]


class _Parser:
    """An XML parser that checks the grammar."""

    def __init__(self, handlers: Mapping[str, Handler], add_text: Callable[[str], None]) -> None:
        self._add_text = add_text
        self._handled = {
            name: (handlers[name].open, _Open(name, each.children, each.text, handlers[name].close))
            for name, each in ELEMENTS.items()
        }
        self._open = [_Open("", frozenset({"document"}), text=False, close=_nothing)]
        self._text: list[str] = []
        # What is unfinished is bounded, as expat reads it again from its start with each batch.
        self._elements = self._characters = self._remarks = self._unfinished = 0
        self._expat = expat.ParserCreate("utf-8")
        # As a list they are the key under which attributes read before are found.
        self._expat.ordered_attributes = True
        # Without it expat hands over a piece of text for every line and entity.
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text.append
        self._expat.CommentHandler = self._pass_over
        # Entities that name each other make gigabytes of a few lines.
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.ProcessingInstructionHandler = self._refuse_instruction

    def feed(self, text: str) -> None:
        """Read on."""
        self._characters += len(text)
        budget.require("版面标记的字数", self._characters, budget.MOST_CHARACTERS)
        before = self._progress
        self.run(text, final=False)
        self._unfinished = self._unfinished + len(text) if self._progress == before else 0
        budget.require("一个标签或注释的字数", self._unfinished, budget.MOST_UNFINISHED)
        budget.require("元素", self._elements, budget.MOST_ELEMENTS)

    @property
    def _progress(self) -> tuple[int, int, int, int]:
        """What differs as soon as a tag, a remark or a stretch of text is read."""
        return self._elements, len(self._open), len(self._text), self._remarks

    def run(self, text: str, *, final: bool) -> None:
        """Hand over ``text``, after which there is no more if it is ``final``."""
        try:
            self._expat.Parse(text, final)
        except expat.ExpatError as error:
            original = expat.ErrorString(error.code)
            reason = _REASONS.get(original) or f"原文：{original}"
            problem = f"不是合格的 XML（{reason}），请检查标签是否成对、& 和 < 是否转义"
            raise self._mistake(problem) from error
        # Half a surrogate pair has no form in UTF-8, in which expat is fed.
        except UnicodeEncodeError as error:
            character = f"U+{ord(error.object[error.start]):04X}"
            raise self._mistake(f"含有不成字符的代码 {character}，请从数据中删去") from error

    def _start(self, name: str, written: list[str]) -> None:
        self._elements += 1
        if self._text:
            self._hand_over_text()
        if name not in self._open[-1].children:
            raise self._misplaced(name)
        handle, element = self._handled[name]
        self._open.append(element)
        key = (name, *written)
        attributes = _attributes.get(key)
        if attributes is None:
            attributes = self._read_attributes(name, written)
            _attributes.put(key, attributes, sum(map(len, key)))
        try:
            handle(attributes, self._expat.CurrentLineNumber)
        except ValueError as error:
            raise self._mistake(str(error)) from error

    def _end(self, _: str) -> None:
        if self._text:
            self._hand_over_text()
        try:
            self._open[-1].close()
        except ValueError as error:
            raise self._mistake(str(error)) from error
        self._open.pop()

    def _hand_over_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if self._open[-1].text:
            if "\n" in text:
                text = _LAYOUT.sub("", text)
            self._add_text(text)
        elif not text.isspace():
            raise self._mistake(f"这里不能有文字“{text.strip()[:20]}”")

    def _read_attributes(self, name: str, written: list[str]) -> Attributes:
        readers, required = ELEMENTS[name].attributes, ELEMENTS[name].required
        values: dict[str, Any] = {}
        for attribute, text in zip(written[::2], written[1::2], strict=True):
            if len(attribute) + len(text) > budget.MOST_ATTRIBUTE:
                raise self._mistake(f"一个属性超过上限 {budget.MOST_ATTRIBUTE:,} 字，请改短")
            if attribute not in readers:
                known = "、".join(readers) or "无"
                raise self._mistake(f"没有属性 {attribute}（可用：{known}）")
            try:
                values[attribute] = readers[attribute](text)
            except ValueError as error:
                raise self._mistake(f"属性 {attribute} 的值{error}") from error
        for attribute in sorted(required - values.keys()):
            raise self._mistake(f"缺少属性 {attribute}")
        return Attributes(values)

    def _misplaced(self, name: str) -> TemplateError:
        parent = self._open[-1].name
        if not parent:
            return self._mistake("最外层的元素应是 <document>", name)
        children = [f"<{child}>" for child in ELEMENTS if child in ELEMENTS[parent].children]
        known = "、".join(children) or "无"
        if name not in ELEMENTS:
            return self._mistake(f"没有这个元素（<{parent}> 中可用：{known}）", name)
        return self._mistake(f"不能放在 <{parent}> 中（其中可用：{known}）", name)

    def _pass_over(self, _: str) -> None:
        # A remark that ends is progress, though it is neither a tag nor text.
        self._remarks += 1

    def _refuse_doctype(self, *_: object) -> None:
        raise self._mistake("不允许 DOCTYPE")

    def _refuse_instruction(self, *_: object) -> None:
        raise self._mistake("不允许处理指令 <?…?>")

    def _mistake(self, problem: str, name: str | None = None) -> TemplateError:
        element = name or self._open[-1].name
        place = f" <{element}>" if element else ""
        return TemplateError(f"版面标记第 {self._expat.CurrentLineNumber} 行{place}：{problem}")
