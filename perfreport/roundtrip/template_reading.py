"""A form's Word template, with its tags, read for what it lays down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.blocks.printed import MergedLabel, Printed, printed_fields
from perfreport.docx.package import read_package
from perfreport.docx.page.package import main_part
from perfreport.docx.page.reader import read_page
from perfreport.docx.widths import TAG
from perfreport.office.limits import Limits
from perfreport.page.blocks import Block, Paragraph, Row
from perfreport.roundtrip.grouping import keys_of
from perfreport.roundtrip.layout import (
    BlockLayout,
    CellLayout,
    Layout,
    Loop,
    ParagraphLayout,
    RowLayout,
    TableLayout,
    paragraphs_in,
)
from perfreport.roundtrip.pattern import neighbours, pattern_of, resolved, run_together

# Python before 3.11.5 reads a possessive repetition of a group wrongly (fixed with gh-106052).
_STATEMENT = regex(r"\{%(?:p|tr)\s([^%]*+(?:%(?!\})[^%]*+)*)%\}")
_LABEL_TEXT = regex(r"\{\{\s*(\w+(?:\.\w+)*)\.text\s*\}\}")
_SIDE_BY_SIDE = (
    "标签 {} 紧挨着，印出来就分不清各到哪里为止，改过的 Word 文件读不回来；"
    "请在两个标签之间写上文字或标点，或分成两段"
)
_RUN_TOGETHER = (
    "标签 {} 把一组内容印在一行里，印出来就分不清有几项，改过的 Word 文件读不回来；"
    "请用各占一段的 {{%p for … %}} 和 {{%p endfor %}}，每项印一段"
)
_NOTHING_OF_ITS_OWN = (
    "标签 {} 里只有内层的循环，印出来就分不清一项到哪里为止，改过的 Word 文件读不回来；"
    "请在内层循环之前为每一项印一行，如它的名称，或在内层的每一项里印上它的名称"
)
_ALIKE = (
    "标签 {} 在循环里各占一段，样式又相同，印出来就分不清哪一段是哪一项，改过的 Word 文件读不回来；"
    "请给其中一段另设样式（如“标题 1”），或在它前面写上固定的文字"
)
_SPAN = regex(r"\s*\{%\s*merge\s+\w+\s*%\}\s*")
_TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}")
_FOR = regex(r"for\s+(\w+)\s+in\s+([\w.]+)")


def layout_of(template: Path, view: Any = None) -> Layout:
    """What the Word template at this path lays down; read again when the file has changed.

    Args:
        template: the Word file.
        view: the class of what it prints; without it ``label.text`` is no name of a label.

    Raises:
        TemplateError: when what it prints could not be read back; names the template and the tag.
    """
    # By time and size, as the Word writer does: both then know the same template.
    status = template.stat()
    return _read(template, status.st_mtime_ns, status.st_size, view)


@lru_cache(maxsize=64)
def _read(template: Path, _changed: int, _size: int, view: Any) -> Layout:
    parts = read_package(template)
    page = read_page(parts, main_part(parts), Limits(), is_template=True)
    if tagged := next(filter(_TAG.search, page.margins), None):
        told = "页眉、页脚里的标签，改过的 Word 文件读不回来；请移到正文里，或改成固定的文字"
        raise TemplateError(f"Word 模板 {template.name} 页眉、页脚“{shown(tagged)}”：{told}")
    compiler = _Compiler(f"Word 模板 {template.name} 正文", view)
    leaves = tuple(compiler.leaves(page.blocks))
    lines = list(paragraphs_in(leaves))
    grouped = compiler.grouped(lines)
    slots = [slot for line in lines for slot in line.pattern.slots]
    names = frozenset(slot.path for slot in slots if slot.path)
    labels = frozenset(slot.path for slot in slots if slot.path and slot.is_label)
    formatted = tuple(map(_printed_so, page.traces.formatted))
    return Layout(leaves, page.margins, names, labels, grouped, formatted)


def _printed_so(text: str) -> re.Pattern[str]:
    """What a template's ``text`` with tags may become."""
    return re.compile(".*".join(map(re.escape, _TAG.split(text))), re.DOTALL)


class _Compiler:
    """Follows the statements of a template and knows the loops that are open."""

    def __init__(self, where: str, view: Any) -> None:
        self._where = where
        self._view = view
        self._open: list[Loop | None] = []  # None stands for a condition.
        self._scope: dict[str, ViewPath] = {}
        self._around: list[Loop] = []
        self._own: set[Loop] = set()
        self._gone_over: set[ViewPath] = set()

    def leaves(self, blocks: Sequence[Block]) -> Iterator[BlockLayout]:
        lines: list[tuple[ParagraphLayout, str]] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                if not self._obeyed(block.text):
                    line = self._line(block)
                    lines.append((line, block.text))
                    yield line
            else:
                lines.clear()
                loops, is_optional = self._stand(), self._is_optional
                rows = tuple(self._rows(block.rows, len(loops)))
                yield TableLayout(rows, loops, is_optional)
            self._check_told_apart(lines[-2:])

    def _rows(self, rows: Sequence[Row], around: int) -> Iterator[RowLayout]:
        for row in rows:
            texts = [cell.text for cell in row.cells if cell.text.strip()]
            # docxtpl takes the whole row of such a tag away.
            if len(texts) == 1 and self._obeyed(texts[0]):
                continue
            loops = self._stand()[around:]
            yield RowLayout(tuple(self._cells(row)), loops, self._is_optional)

    def _cells(self, row: Row) -> Iterator[CellLayout]:
        for cell in row.cells:
            # How wide a column may be is nothing that is printed.
            texts = [replace(each, text=TAG.sub("", each.text)) for each in cell.paragraphs]
            spans = any(_SPAN.match(each.text) for each in texts[:1])
            paragraphs = [each for each in texts if each.text and not _SPAN.fullmatch(each.text)]
            lines = [self._line(each) for each in paragraphs if not self._obeyed(each.text)]
            yield CellLayout(tuple(lines), cell.column, cell.columns, cell.style, spans)

    def _line(self, paragraph: Paragraph) -> ParagraphLayout:
        if tags := neighbours(paragraph.text):
            raise self._refused(_SIDE_BY_SIDE, tags)
        if tags := run_together(paragraph.text):
            raise self._refused(_RUN_TOGETHER, tags)
        text = _LABEL_TEXT.sub(self._label, paragraph.text)
        pattern = pattern_of(text, self._scope)
        return ParagraphLayout(
            pattern,
            paragraph.style,
            paragraph.is_heading,
            self._stand(),
            self._is_optional,
            is_numbered=bool(paragraph.number),
            level=paragraph.level,
        )

    def _label(self, tag: re.Match[str]) -> str:
        """The ``tag`` of a label's text as one of the label, which is what data state."""
        path = resolved(tag[1], self._scope)
        return f"{{{{ {tag[1]} }}}}" if _is_label(path, self._view) else tag[0]

    def _check_told_apart(self, lines: Sequence[tuple[ParagraphLayout, str]]) -> None:
        """See that of two ``lines``, each repeated by itself, one is known.

        Raises:
            TemplateError: names their tags.
        """
        if len(lines) < 2:
            return
        (one, first), (other, second) = lines
        is_alike = (one.style, one.is_heading) == (other.style, other.is_heading)
        are_free = one.pattern.is_free and other.pattern.is_free
        # Of two in the same loops the places tell.
        are_repeated = one.loops and other.loops and one.loops != other.loops
        if is_alike and are_free and are_repeated:
            raise self._refused(_ALIKE, f"{first.strip()}、{second.strip()}")

    def _stand(self) -> tuple[Loop, ...]:
        """The loops around a piece of the template; the innermost has something of its own."""
        loops = tuple(loop for loop in self._open if loop)
        if self._open and self._open[-1]:
            self._own.add(self._open[-1])
        return loops

    def grouped(self, lines: Sequence[ParagraphLayout]) -> dict[Loop, frozenset[ViewPath]]:
        """The loops whose rounds begin nowhere but in those of another, with what tells them apart.

        Raises:
            TemplateError: names the first of which nothing does.
        """
        outers = [loop for loop in dict.fromkeys(self._around) if loop not in self._own]
        single = {outer for outer in outers if _is_single(outer.rows.parent, self._view)}
        grouped = {o: frozenset() if o in single else keys_of(o, lines) for o in outers}
        for outer, keys in grouped.items():
            if not keys and outer not in single:
                raise self._refused(_NOTHING_OF_ITS_OWN, outer.tag)
        return grouped

    def _refused(self, reason: str, tags: str) -> TemplateError:
        return TemplateError(f"{self._where}：{reason.format(tags)}")

    @property
    def _is_optional(self) -> bool:
        return None in self._open

    def _obeyed(self, text: str) -> bool:
        """Whether ``text`` is a statement for whole paragraphs or rows; opens or closes it."""
        found = _STATEMENT.fullmatch(text.strip())
        if found is None:
            return False
        statement = found[1].strip()
        if loop := _FOR.fullmatch(statement):
            self._enter(loop[1], resolved(loop[2], self._scope), found[0])
        elif statement.startswith("if"):
            self._open.append(None)
        elif statement.startswith("end") and self._open:
            self._open.pop()
        return True

    def _enter(self, variable: str, items: ViewPath, tag: str) -> None:
        if outer := next(filter(None, reversed(self._open)), None):
            self._around.append(outer)
        rows = items / EACH
        self._open.append(Loop(tag, rows, rows in self._gone_over))
        self._gone_over.add(rows)
        self._scope = {**self._scope, variable: rows}


def _is_label(names: ViewPath, view: Any) -> bool:
    """Whether a merged label stands at ``names``, positions as ``*``, of a ``view``."""
    field = _field(names, view)
    return field is not None and isinstance(field.block, MergedLabel)


def _is_single(names: ViewPath, view: Any) -> bool:
    """Whether the list at ``names`` of a ``view`` has one row alone."""
    field = _field(names, view)
    return field is not None and field.is_single


def _field(names: ViewPath, view: Any) -> Printed | None:
    """What the ``view`` declares at ``names``, positions as ``*``; None where it declares none."""
    found: Printed | None = None
    for name in names:
        if name != EACH:
            declared = printed_fields(view) if view else ()
            found = next((each for each in declared if each.name == name), None)
            view = found.row if found else None
    return found
