"""What a reader would call a fault of a finished page, found by reading the file.

Nothing here knows how the file was made. Each sort of fault has its name in :data:`SORTS`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tests.content import squeeze
from tests.pages.sheets import Design, Sheet, bottom_of, sheets_of, top_of
from tests.pages.strands import Joint, Placed, Strand, goes_on, joints_of, strands_of
from tests.pdf_grids import Box, Part
from tests.pdf_pages import Document, Glyph, Line

SORTS = {
    "stretched": "字距拉得太开的行",
    "empty": "空了四分之一以上的页",
    "lone": "页首、页末孤零零的一行",
    "torn": "在两行之间断开的数字",
    "unit": "本可不断而断开的数字与单位",
    "edge": "行首、行末不该有的标点",
    "label": "没有栏目名称的栏",
    "few": "只有几行的页",
    "heading": "留在页末的标题",
    "caption": "与表格分开的表题",
    "title": "在词语中间换行的标题",
}
"""The sorts of faults, and what each is called."""

MOST_STRETCH = 0.2
"""Of a character's width: what may come between two characters of a justified line."""

EVEN_STRETCH = 0.125
"""The same, where a line might be shorter by the number that it ends with."""

_READING = 0.01
"""How exactly either is read."""

MOST_EMPTY = 0.25
"""Of the type area's height: what may stay empty where more follows."""

FEW_ROWS = 3
FEW_LINES = 2
"""A page does not hold so few rows of a table, or lines of a text, and no more."""

_CLOSING = "，。、；：？！）》”’〉」』】〕),;:?!]}%％‰℃·～"
_OPENING = "（《“‘〈「『【〔([{￥¥＄$"
_DIGIT = r"[0-9０-９]"
_TORN_END = re.compile(rf"{_DIGIT}[.,．，]?$")
_TORN_BEGIN = re.compile(rf"(?:{_DIGIT}|[.,．]{_DIGIT}|[%％‰℃])")
_NUMBER = re.compile(r"[0-9][0-9.,]*$")
_AMOUNT = re.compile(r"[-−0-9.,%]+")
_LABEL = re.compile(rf"(?!{_AMOUNT.pattern}\Z)[^。；]+")
_UNIT = re.compile(r"[万亿]?(?:元|亩|吨|米|公里|公斤|人次|人|个|项|次|年|月|日|天|家|户|条|分)")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|第.章)")
_SENTENCE_END = tuple("。！？；：，、")
_SPARE = re.compile(r"[…\s]+")
TITLE_WORDS = (
    "预算", "绩效", "目标", "申报表", "目标表", "自评表", "监控表", "汇总表", "报告", "项目支出",
    "整体支出", "专项债券", "转移支付", "年度", "评价", "自评", "情况",
)  # fmt: skip
"""Words that the titles of these documents are made of."""


class Fault(NamedTuple):
    """A fault: its sort, its page from 1, what stands there, and how bad it is."""

    sort: str
    page: int
    text: str
    measure: str = ""

    def __str__(self) -> str:
        """One line for people."""
        measure = f"（{self.measure}）" if self.measure else ""
        return f"第{self.page}页 {SORTS[self.sort]}{measure}：{self.text}"


def faults_of(
    pdf: Document, design: Design | None = None, words: Collection[str] = ()
) -> list[Fault]:
    """The faults of the pages of ``pdf``, which is made after ``design``.

    Args:
        pdf: the file.
        design: what its Word file says of the pages; guessed where there is none.
        words: names that no title is to part, with those that all titles are made of.
    """
    sheets = sheets_of(pdf, design)
    joints = joints_of(sheets, design.cells if design else frozenset())
    strands = strands_of(sheets, joints)
    found = [
        *(fault for strand in strands for fault in _lines(strand)),
        *_empty(sheets),
        *_unlabelled(joints),
        *_few(sheets, joints),
        *_feet(sheets, joints),
        *(fault for sheet in sheets for fault in _titles(sheet, {*words, *TITLE_WORDS})),
    ]
    order = list(SORTS)
    return sorted(set(found), key=lambda fault: (fault.page, order.index(fault.sort), fault.text))


# Lines


def _lines(strand: Strand) -> Iterator[Fault]:
    if _is_vertical(strand):
        return
    for placed in strand:
        stretch = _stretch(placed.line)
        if stretch > MOST_STRETCH + _READING:
            yield _fault("stretched", placed)._replace(measure=f"{stretch:.2f} 字")
    for index, (one, other) in enumerate(pairwise(strand)):
        if not goes_on(one, other):
            continue
        yield from _parted(one, other)
        if one.page != other.page:
            if not index or not goes_on(strand[index - 1], one):
                yield _fault("lone", one)
            if index + 2 == len(strand) or not goes_on(other, strand[index + 2]):
                yield _fault("lone", other)


def _is_vertical(strand: Strand) -> bool:
    """Whether this is a cell of text that runs from top to bottom; its signs count as lines."""
    lengths = [len(squeeze(placed.line.text)) for placed in strand if placed.in_cell]
    return len(lengths) > 2 and median(lengths) == 1


def _fault(sort: str, placed: Placed) -> Fault:
    return Fault(sort, placed.page, squeeze(placed.line.text))


def _stretch(line: Line) -> float:
    """What comes between Chinese characters, of the width of one."""
    gaps = [
        (right.left - left.right) / line.size
        for left, right in pairwise(line.glyphs)
        if _is_chinese(left) and _is_chinese(right)
    ]
    return median(gaps) if len(gaps) > 1 else 0.0


def _is_chinese(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.text <= "\u9fff"


def _parted(one: Placed, other: Placed) -> Iterator[Fault]:
    """What should not be parted between two lines of a paragraph."""
    before, after = squeeze(one.line.text), squeeze(other.line.text)
    here = Fault("torn", one.page, f"{before[-8:]}|{after[:8]}")
    if after[0] in _CLOSING and not _TORN_BEGIN.match(after):
        yield here._replace(sort="edge")
    if before[-1] in _OPENING:
        yield here._replace(sort="edge")
    if _TORN_END.search(before) and _TORN_BEGIN.match(after):
        yield here
    elif _UNIT.match(after) and _fits_without_number(one):
        yield here._replace(sort="unit")


def _fits_without_number(placed: Placed) -> bool:
    """Whether a number at the end may go to the next line without pulling this one apart."""
    line = placed.line
    number = _NUMBER.search(line.text)
    kept = line.glyphs[: number.start()] if number else ()
    if not kept or placed.in_cell:
        return bool(kept)
    gaps = sum(1 for pair in pairwise(kept) if any(map(_is_chinese, pair)))
    width = sum(glyph.right - glyph.left for glyph in kept)
    room = max(line.right, placed.right) - line.left
    return room - width <= EVEN_STRETCH * line.size * gaps


# Pages


def _news_of(sheet: Sheet, before: Sheet | None = None) -> str:
    """What stands first on ``sheet`` and not on the one ``before``, where it is printed again."""
    known = set(_texts(before)) if before else set()
    return next((text for text in _texts(sheet) if text and text not in known), "")[:20]


def _texts(sheet: Sheet) -> Iterator[str]:
    for item in sheet.items:
        boxes = (
            sorted(item.boxes, key=lambda box: (box.row, box.left))
            if isinstance(item, Part)
            else [item]
        )
        yield from (squeeze(box.text) for box in boxes)


def _empty(sheets: Sequence[Sheet]) -> Iterator[Fault]:
    for sheet, following in pairwise(sheets):
        if following.begins or not following.items:
            continue
        height = sheet.area.bottom - sheet.area.top
        bottom = max(map(bottom_of, sheet.items), default=sheet.area.top)
        empty = (sheet.area.bottom - bottom) / height
        if empty > MOST_EMPTY:
            text = f"其后是“{_news_of(following, sheet)}”"
            yield Fault("empty", sheet.number, text, f"空 {empty:.0%}")


def _unlabelled(joints: Sequence[Joint]) -> Iterator[Fault]:
    """Columns of labels that a break of the page leaves without their label."""
    labels: dict[tuple[int, int], str] = {}
    for joint in joints:
        cut, leading = joint.is_cut(), True
        known, labels = labels, {}
        for above, below in joint.pairs():
            label = above.text or (known.get(_edges(above), "") if not above.row else "")
            is_label = above.rowspan > 1 or below.rowspan > 1 or (cut and leading)
            leading = leading and below.text in ("", label) and not _AMOUNT.fullmatch(label)
            if below.text or not is_label or not _LABEL.fullmatch(label):
                continue
            labels[_edges(below)] = label
            yield Fault("label", joint.page, label)


def _edges(box: Box) -> tuple[int, int]:
    return round(box.left), round(box.right)


def _few(sheets: Sequence[Sheet], joints: Sequence[Joint]) -> Iterator[Fault]:
    heads = {joint.page: joint.heads for joint in joints}
    for before, sheet in pairwise(sheets):
        if sheet.begins or not sheet.items:
            continue
        rows = sum(item.rows if isinstance(item, Part) else 1 for item in sheet.items)
        rows -= heads.get(sheet.number, 0)
        height = bottom_of(sheet.items[-1]) - top_of(sheet.items[0])
        few = FEW_ROWS if isinstance(sheet.items[0], Part) else FEW_LINES
        if rows <= few and height < MOST_EMPTY * (sheet.area.bottom - sheet.area.top):
            yield Fault("few", sheet.number, _news_of(sheet, before), f"{rows} 行")


def _feet(sheets: Sequence[Sheet], joints: Sequence[Joint]) -> Iterator[Fault]:
    """What stands at the foot of a page though it belongs to what follows."""
    heads = {joint.page: joint for joint in joints}
    for sheet, following in pairwise(sheets):
        if following.begins or not sheet.items or not following.items:
            continue
        last, joint = sheet.items[-1], heads.get(following.number)
        if isinstance(last, Part):
            if joint and joint.heads == last.rows and sheet.number not in heads:
                yield Fault("heading", sheet.number, "表头")
            continue
        text = squeeze(last.text)
        if text.endswith(_SENTENCE_END):
            continue
        if isinstance(following.items[0], Part):
            yield Fault("caption", sheet.number, text)
        elif _HEADING.match(text) and last.right < sheet.area.right - 2 * last.size:
            yield Fault("heading", sheet.number, text)


def _titles(sheet: Sheet, words: Collection[str]) -> Iterator[Fault]:
    lines = _title_of(sheet)
    whole = "".join(squeeze(line.text) for line in lines)
    room = sheet.area.right - sheet.area.left
    end = 0
    for line in lines[:-1]:
        end += len(squeeze(line.text))
        parted = [
            word for word in words if _parts(whole, end, word) and len(word) * line.size < room
        ]
        if parted:
            word = max(parted, key=len)
            yield Fault("title", sheet.number, f"{squeeze(line.text)}|（{word}）")


def _title_of(sheet: Sheet) -> list[Line]:
    """The lines in the largest size, at the head of ``sheet``."""
    lines = [item for item in sheet.items if isinstance(item, Line)]
    if not sheet.begins or not lines:
        return []
    size = max(line.size for line in lines)
    alike = [line for line in lines if abs(line.size - size) < 0.1]
    return alike if len(alike) < 5 else []


def _parts(text: str, end: int, word: str) -> bool:
    """Whether a break after ``end`` characters of ``text`` stands within a ``word`` there."""
    starts = (match.start() for match in re.finditer(re.escape(word), text))
    return any(start < end < start + len(word) for start in starts)
