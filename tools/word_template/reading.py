"""From the text of a description to what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from perfreport.basics.messages import choices
from tools.word_template.description import (
    Block,
    Contents,
    Description,
    Page,
    Paragraph,
    Section,
    Style,
    Table,
)
from tools.word_template.lines import TAG_ALONE, Line, Mistakes, each_paragraph, lines_of, number_in
from tools.word_template.neighbours import touching
from tools.word_template.settings import (
    PAGE_LINES,
    PRESET,
    STYLE,
    Settings,
    page_of_section,
)
from tools.word_template.tables import TableRows

PRESETS = {"表格": "forms.txt", "公文": "reports.txt"}
"""The sets of styles (样式集), each with a page."""

_NEW_PAGE, _BLANK, _TABLE, _CONTENTS, _SECTION = "分页", "空行", "表格", "目录", "分节"
_ATTACHMENTS = "附件清单"
_LINES = (
    PRESET,
    *PAGE_LINES,
    f"{STYLE} 名称",
    f"{_TABLE} 名称",
    _NEW_PAGE,
    _BLANK,
    _CONTENTS,
    _SECTION,
    _ATTACHMENTS,
)
ATTACHMENT_STYLES = {"alone": "附件说明", "first": "附件说明首条", "following": "附件说明各条"}
"""The styles of the list of attachments, by the places of its lines."""
_SIGNATURES = ("落款", "署名")
"""Styles with space for a seal above: all lines of a signature are one paragraph."""
_TABLE_OPTIONS = re.compile(r"(.*?)\s*\(([^()]*)\)")
_TABLE_PLACES = {"左": "left", "中": "center", "右": "right"}
_MOST_BLANK = 40


def read(text: str, name: str) -> Description:
    """What the description ``text`` says; ``name`` is that of its file.

    Raises:
        InputError: with every mistake in it.
    """
    mistakes = Mistakes(name)
    lines = list(lines_of(text, mistakes))
    settings = Settings(mistakes)
    for line in (*_preset(lines, mistakes), *lines):
        settings.take(line)
    settings.check_page()
    page, styles = settings.page, settings.styles()
    blocks = _Blocks(page, styles, mistakes)
    for line in lines:
        if not settings.owns(line):
            blocks.take(line)
    found = blocks.end()
    mistakes.raise_any()
    return Description(page=page, styles=styles, blocks=found)


def _preset(lines: list[Line], mistakes: Mistakes) -> list[Line]:
    """The lines of the set of styles that the description names, or of the first."""
    chosen = "表格"
    for line in lines:
        key, text = line.keyed()
        if key == PRESET and text not in PRESETS:
            mistakes.unknown(line.number, PRESET, text, PRESETS)
        elif key == PRESET:
            chosen = text
    path = Path(__file__).parent / "presets" / PRESETS[chosen]
    return list(lines_of(path.read_text("utf-8"), mistakes))


class _Blocks:
    """Takes the lines of the form itself one after the other."""

    def __init__(self, page: Page, styles: dict[str, Style], mistakes: Mistakes) -> None:
        self._first_page = self._page = page
        self._styles = styles
        self._mistakes = mistakes
        self._blocks: list[Block] = []
        self._numbers: list[int] = []
        self._table: tuple[Table, TableRows] | None = None
        self._new_page = 0

    def take(self, line: Line) -> None:
        """Add what ``line`` says."""
        key, text = line.keyed()
        if line.text.startswith(("|", "{%tr")):
            self._take_row(line)
        elif TAG_ALONE.fullmatch(line.text):
            self._append(line, "正文", line.text)
        elif line.text == _NEW_PAGE:
            self._end_table()
            self._new_page = line.number
        elif _BLANK in (key, line.text):
            self._take_blank(line, text if key else "1")
        elif _CONTENTS in (key, line.text):
            self._take_contents(line, text if key else "3")
        elif _SECTION in (key, line.text):
            self._begin_section(line, text if key else "")
        elif _ATTACHMENTS in (key, line.text):
            self._take_attachments(line, text.split() if key else [])
        elif key == _TABLE or key.startswith(f"{_TABLE} "):
            self._begin_table(line, key.removeprefix(_TABLE).strip(), text)
        else:
            self._take_paragraph(line, key, text)

    def end(self) -> tuple[Block, ...]:
        """All blocks, once the last line was taken."""
        self._end_table()
        self._check_new_page()
        for place in touching(self._blocks):
            self._mistakes.add(
                self._numbers[place],
                "这个表格会紧接着前一个（循环到下一遍、列表为空时也算），Word 会并成一个；"
                "请在中间写一段总会印出的文字或“空行”",
            )
        return tuple(self._blocks)

    def _take_row(self, line: Line) -> None:
        if self._table is None:
            self._mistakes.add(line.number, "表格的行前面要有“表格 名称: 各列的毫米数”一行")
        else:
            self._table[1].take(line)

    def _take_blank(self, line: Line, text: str) -> None:
        count = number_in(text)
        if count is None or count != int(count) or not 1 <= count <= _MOST_BLANK:
            self._mistakes.add(line.number, f"空行后面写行数，如 空行: 2，至多 {_MOST_BLANK}")
            return
        for _ in range(int(count)):
            self._append(line, "正文", "")

    def _take_contents(self, line: Line, text: str) -> None:
        levels = number_in(text)
        if levels not in (1, 2, 3, 4):
            self._mistakes.add(line.number, "目录后面写级数，如 目录: 2，1 至 4")
            return
        self._end_table()
        self._check_new_page()
        self._numbers.append(line.number)
        self._blocks.append(Contents(style="正文", levels=int(levels)))

    def _take_attachments(self, line: Line, names: Sequence[str]) -> None:
        """A line for each attachment, in the style of its place among those that are printed."""
        needed = ATTACHMENT_STYLES.values()
        if not names or not all(map(str.isidentifier, names)):
            self._mistakes.add(
                line.number, "附件清单后面依次写各附件的英文名，如 附件清单: one two"
            )
        elif lacking := [each for each in needed if each not in self._styles]:
            self._mistakes.add(line.number, f"附件清单要用样式{choices(lacking)}，请用样式集“公文”")
        else:
            for name, (place, style) in product(names, ATTACHMENT_STYLES.items()):
                self._append(line, "正文", f"{{%p if {name}_{place} %}}")
                self._append(line, style, f"{{{{ {name}_{place} }}}}")
                self._append(line, "正文", "{%p endif %}")

    def _begin_section(self, line: Line, text: str) -> None:
        first = self._first_page
        page = page_of_section(first, text) if text else replace(first, has_cover=False)
        if page is None:
            self._mistakes.add(
                line.number, f"分节“{text}”写错，要写纸张，如 A4 横向；不写则回到开头的"
            )
            return
        self._end_table()
        self._check_new_page()
        self._page = page
        self._numbers.append(line.number)
        self._blocks.append(Section(page=page))

    def _take_paragraph(self, line: Line, key: str, text: str) -> None:
        if key not in self._styles:
            word = key or line.text[:12]
            self._mistakes.unknown(line.number, "样式或设置", word, (*self._styles, *_LINES))
            return
        for paragraph in each_paragraph(text, in_one=key in _SIGNATURES):
            self._append(line, key, paragraph)

    def _append(self, line: Line, style: str, text: str) -> None:
        self._end_table()
        self._numbers.append(line.number)
        is_tag = text.startswith("{%p")
        is_on_new_page = bool(self._new_page) and not is_tag
        self._blocks.append(Paragraph(style=style, text=text, is_on_new_page=is_on_new_page))
        self._new_page = self._new_page if is_tag else 0

    def _begin_table(self, line: Line, title: str, text: str) -> None:
        self._end_table()
        self._check_new_page()
        self._numbers.append(line.number)
        match = _TABLE_OPTIONS.fullmatch(text)
        options = [each.strip() for each in re.split("[,，、]", match[2])] if match else []
        widths = self._widths(line, match[1] if match else text)
        style, place = self._table_options(line, options)
        rows = TableRows(len(widths), style, self._styles, self._mistakes)
        self._table = Table(title=title, widths=widths, rows=(), align=place), rows

    def _widths(self, line: Line, text: str) -> tuple[float, ...]:
        numbers = [number_in(each) for each in text.split()]
        # A width that is wrong is a column all the same: no row is too long because of it.
        widths = tuple(number or 1.0 for number in numbers)
        if not numbers or not all(numbers):
            self._mistakes.add(line.number, f"“{text}”：要写各列的毫米数，如 20 30 106")
        room = self._page.type_area[0]
        if sum(widths) > room + 0.05:
            self._mistakes.add(
                line.number, f"各列共 {sum(widths):g} 毫米，版心只有 {room:g} 毫米宽，请改窄"
            )
        return widths

    def _table_options(self, line: Line, options: list[str]) -> tuple[str, str]:
        style, place = "", "center"
        for option in options:
            if option in _TABLE_PLACES:
                place = _TABLE_PLACES[option]
            elif option in self._styles:
                style = option
            else:
                known = (*_TABLE_PLACES, *self._styles)
                self._mistakes.unknown(line.number, "表格的设置", option, known)
        return style, place

    def _end_table(self) -> None:
        if self._table is not None:
            table, rows = self._table
            self._blocks.append(replace(table, rows=rows.end()))
            self._table = None

    def _check_new_page(self) -> None:
        if self._new_page:
            self._mistakes.add(self._new_page, "分页后面要接一段文字；接表格的，中间请写“空行”")
            self._new_page = 0
