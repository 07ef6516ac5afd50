"""The lines that say how the page is laid out and what the styles look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tools.word_template.description import Page, Style
from tools.word_template.lines import Line, Mistakes, number_in

PAPERS = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (182.0, 257.0),
    "16开": (184.0, 260.0),
}
SIZES = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
    "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5,
}  # fmt: skip
ALIGNMENTS = {
    "左": "left",
    "中": "center",
    "居中": "center",
    "右": "right",
    "两端": "both",
    "分散": "distribute",
}
RESERVED = (
    "normal", "defaultparagraphfont", "default paragraph font", "tablenormal", "normal table",
    "nolist", "no list", "formtable", "公文表格", "runintext", "接排正文",
)  # fmt: skip
"""Names and ids of the styles that every template has."""

PRESET, STYLE = "样式集", "样式"

_LEVELS = {"一级": 1, "二级": 2, "三级": 3, "四级": 4}
_PLACES = ("居中", "左", "右", "外侧")
_BASE = re.compile(r"依照 (\S+?)(?:[,，、]|$)")
_COMMA = re.compile(r"\s*[,，、;；]\s*")
_MARGINS = 4
_LEAST_ROOM = 20

_Change = dict[str, Any]


def style_of(base: Style, settings: str, line: int, mistakes: Mistakes) -> Style:
    """``base`` with what ``settings`` say otherwise: ``字体 黑体, 字号 四号, 加粗``."""
    changes: _Change = {}
    for setting in filter(None, _COMMA.split(settings.strip())):
        key, _, text = setting.partition(" ")
        if key not in _STYLE_SETTINGS:
            mistakes.unknown(line, "样式的设置", key, _STYLE_SETTINGS)
            continue
        name, reader, allowed = _STYLE_SETTINGS[key]
        if (value := reader(text.strip())) is None:
            mistakes.add(line, f"“{setting}”：{key}要写{allowed}")
        else:
            changes[name] = value
    return replace(base, **changes)


def page_of(page: Page, key: str, text: str, line: int, mistakes: Mistakes) -> Page:
    """``page`` with what the line ``key: text`` says otherwise."""
    reader, allowed = PAGE_LINES[key]
    changes = reader(text.strip())
    if changes is None:
        mistakes.add(line, f"{key}“{text}”写错，要写{allowed}")
        return page
    return replace(page, **changes)


def _positive(text: str) -> float | None:
    return number_in(text) or None


def _size(text: str) -> float | None:
    return SIZES.get(text) or _positive(text)


def _signed(text: str) -> float | None:
    number = number_in(text.removeprefix("-"))
    return -number if number is not None and text.startswith("-") else number


def _switch(text: str) -> bool | None:
    return {"": True, "是": True, "否": False}.get(text)


def _words(text: str) -> str | None:
    return text or None


_LENGTH = "不小于 0 的数"
_YES = "“是”或“否”，也可以什么都不写"
_STYLE_SETTINGS: dict[str, tuple[str, Callable[[str], object], str]] = {
    "字体": ("face", _words, "字体的名称"),
    "字号": ("size", _size, "号数（如小四）或磅数（如 10.5）"),
    "行距": ("pitch", _positive, "磅数，如 18"),
    "字距": ("tracking", _signed, "磅数，如 -0.3"),
    "对齐": ("align", ALIGNMENTS.get, "、".join(ALIGNMENTS)),
    "段前": ("before", number_in, _LENGTH),
    "段后": ("after", number_in, _LENGTH),
    "首行": ("first_line", number_in, "字数，如 2"),
    "悬挂": ("hanging", number_in, "字数，如 3"),
    "左缩进": ("left", number_in, "字数，如 2"),
    "右缩进": ("right", number_in, "字数，如 4"),
    "外伸": ("overhang", number_in, _LENGTH),
    "加粗": ("bold", _switch, _YES),
    "与下段同页": ("keep_next", _switch, _YES),
    "孤行控制": ("widow_control", _switch, _YES),
    "标题": ("level", _LEVELS.get, "、".join(_LEVELS)),
    "大纲": ("outline", _LEVELS.get, "、".join(_LEVELS)),
    "条目": ("is_item", _switch, _YES),
    "题注": ("series", _words, "编号的名称，如 表"),
    "内置": ("builtin", _words, "Word 自带的样式名，如 heading 1"),
    "标识": ("id", _words, "样式的标识"),
}
"""What a style may be told, the attribute that says it, how it is read, and what is allowed."""


def _paper(text: str) -> _Change | None:
    words = text.split()
    directions = [word for word in words if word in ("纵向", "横向")]
    papers = [PAPERS[word] for word in words if word in PAPERS]
    if len(directions) + len(papers) != len(words) or len(papers) != 1 or len(directions) > 1:
        return None
    return {"paper": papers[0], "is_landscape": directions == ["横向"]}


def page_of_section(page: Page, text: str) -> Page | None:
    """``page`` with the paper that ``text`` says; None where it says none.

    On a sheet that is turned the gutter lies above, and the page number where it was.
    """
    changes = _paper(text.strip())
    if changes is None:
        return None
    turned = replace(page, **changes, has_cover=False)
    if turned.is_landscape == page.is_landscape:
        return turned
    _, right, bottom, left = page.margins
    return replace(turned, margins=(left, right, bottom, right), grid=None)


def _margins(text: str) -> _Change | None:
    """``上 20 右 18 下 20 左 18`` in any order, or the four numbers in this one."""
    named = dict(re.findall(r"([上右下左])\s*([\d.]+)", text))
    texts = [named[side] for side in "上右下左"] if len(named) == _MARGINS else text.split()
    numbers = [number for each in texts if (number := number_in(each)) is not None]
    return {"margins": tuple(numbers)} if len(numbers) == len(texts) == _MARGINS else None


def _footer(text: str) -> _Change | None:
    return {"footer": "" if text == "无" else text}


def _footer_place(text: str) -> _Change | None:
    place, _, height = text.partition(" ")
    number = number_in(height) if height else None
    if place not in _PLACES or (height and number is None):
        return None
    return {"footer_place": place} | ({} if number is None else {"footer_height": number})


def _cover(text: str) -> _Change | None:
    return {"has_cover": True} if text == "不计页码" else None


def _grid(text: str) -> _Change | None:
    if text == "无":
        return {"grid": None}
    match = re.fullmatch(r"([1-9]\d?) ?行 ?([1-9]\d?) ?字", text, re.A)
    return {"grid": (int(match[1]), int(match[2]))} if match else None


def _padding(text: str) -> _Change | None:
    number = number_in(text)
    return None if number is None else {"cell_padding": number}


def _numbering(text: str) -> _Change | None:
    levels = text.split()
    is_known = all(len(re.findall("[一1①]", level)) == 1 for level in levels)
    if not is_known or not 0 < len(levels) <= len(_LEVELS):
        return None
    return {"numbering": (*levels, *Page.numbering[len(levels) :])}


PAGE_LINES: dict[str, tuple[Callable[[str], _Change | None], str]] = {
    "纸张": (_paper, f"{'、'.join(PAPERS)} 之一和纵向或横向，如 A4 横向"),
    "页边距": (_margins, "上 20 右 18 下 20 左 18 这样四个毫米数"),
    "页脚": (_footer, "页脚的文字，如 — {页码} —、第 {页码} 页 共 {总页数} 页，或“无”"),
    "页脚位置": (_footer_place, f"{'、'.join(_PLACES)} 之一，后面可写离纸边的毫米数"),
    "封面": (_cover, "不计页码：第一页是封面，不印页码，正文从第 1 页起"),
    "网格": (_grid, "22 行 28 字这样，或“无”"),
    "格内边距": (_padding, "毫米数，如 1"),
    "标题编号": (_numbering, "各级的第一个，如 一、 （一） 1. （1），至多四级"),
}
"""The lines about the page: how each is read, and what is allowed."""


@dataclass
class Settings:
    """The lines about page and styles; a later one changes what an earlier one says.

    Attributes:
        mistakes: found in them.
        page: as they make it.
        said: of the styles by their names, without these.
        last: number of the last line about the page.
    """

    mistakes: Mistakes
    page: Page = field(default_factory=Page)
    said: dict[str, list[Line]] = field(default_factory=dict)
    last: int = 0

    def owns(self, line: Line) -> bool:
        """Whether ``line`` is one of them."""
        key, _ = line.keyed()
        return key == PRESET or key in PAGE_LINES or key.startswith(f"{STYLE} ")

    def take(self, line: Line) -> None:
        """Note what ``line`` says, if it is one of them."""
        key, text = line.keyed()
        if key in PAGE_LINES:
            self.page = page_of(self.page, key, text, line.number, self.mistakes)
            self.last = line.number
        elif key.startswith(f"{STYLE} "):
            name = key.removeprefix(STYLE).strip()
            self.said.setdefault(name, []).append(Line(line.number, text))

    def check_page(self) -> None:
        """Note margins that leave no room for text."""
        width, height = self.page.type_area
        if min(width, height) < _LEAST_ROOM:
            message = f"页边距之间只剩 {width:g} 毫米 × {height:g} 毫米，请改小"
            self.mistakes.add(self.last, message)

    def styles(self) -> dict[str, Style]:
        """All styles; one that is made 依照 another has what that one has at last."""
        styles = {name: self._style(name, ()) for name in self.said}
        self._check_names(styles)
        return styles

    def _check_names(self, styles: dict[str, Style]) -> None:
        """Note two styles that Word would take for one."""
        seen = dict.fromkeys(RESERVED, "Word 自带的样式")
        for name, style in styles.items():
            words = {(style.builtin or name).lower(), style.style_id.lower()}
            if other := next((seen[word] for word in words if word in seen), ""):
                line = self.said[name][-1].number
                self.mistakes.add(line, f"样式“{name}”与“{other}”同名或同标识，请改名")
            seen |= dict.fromkeys(words, name)

    def _style(self, name: str, followed: tuple[str, ...]) -> Style:
        style = Style(name=name)
        for number, text in self.said[name]:
            settings = text
            if match := _BASE.match(text):
                settings = text[match.end() :]
                style = self._base(match[1], number, (*followed, name)) or style
                style = replace(style, name=name, builtin="", id="", level=0, is_item=False)
            style = style_of(style, settings, number, self.mistakes)
        return style

    def _base(self, name: str, line: int, followed: tuple[str, ...]) -> Style | None:
        if name in followed:
            self.mistakes.add(line, f"样式“{followed[0]}”依照自己")
        elif name not in self.said:
            self.mistakes.unknown(line, "样式", name, self.said)
        else:
            return self._style(name, followed)
        return None
