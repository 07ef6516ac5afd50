"""Rules about texts of any field: residue, marks, units, private numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.checks.bases import ALL, INFORMATION, PREPARED, PRIVACY, PUNCTUATION, WARNING
from perfreport.checks.finding import Severity
from perfreport.checks.prose import BREAK, Spot, others
from perfreport.checks.quoting import quote
from perfreport.checks.rule import Case, Remark, rule
from perfreport.models.walk import Path

_HAN = "\u4e00-\u9fff"
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|table|tr|td|th|tbody|ul|ol|li|a|img|h[1-6]|o:p)"
    r"(?:\s[^<>\n]*)?/?>"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|middot|mdash|#\d{2,5}|#x[0-9a-f]{2,4});"
    r"|_x000[Dd]_|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]{0,60}\}",
    re.IGNORECASE,
)
_ESCAPE = re.compile(
    r"\\(?:(?<![A-Za-z0-9:.\\]\\)(?:r\\n|[nrt]|u[0-9a-f]{4})(?![A-Za-z_\\])|r\\n(?![A-Za-z_\\]))"
)
_IS_MEANT = re.compile(r"[A-Za-z]:\\|\\\\|[A-Za-z]盘|换行|制表|转义|分隔")
"""Paths of files, and texts about the signs themselves."""

_OF_A_SPREADSHEET = re.compile(
    r"""[\#=＝](?:
        (?<=\#)(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)
      | (?<![\u4e00-\u9fffA-Za-z)）\#].)(?<!\#)(?:SUM|ROUND|AVERAGE|IF|VLOOKUP|COUNTA?)\(
      | (?<!\#)\$?[A-Z]{1,2}\$?\d{1,5}(?:[-+*/:]\$?[A-Z]{1,2}\$?\d{1,5})+$
    )""",
    re.VERBOSE | re.MULTILINE,
)
_REPEATED = re.compile("[。，；、：]{2,}")
_HALF_WIDTH = re.compile(rf"[,;:](?=[{_HAN}“‘《（])")
_AFTER_HAN = re.compile(f"[{_HAN}”’》）]")
_FULL_WIDTH = {",": "，", ";": "；", ":": "："}
_MIXED_BRACKETS = re.compile(r"（[^（）()\n]*\)|\([^（）()\n]*）")
_IN_YUAN = re.compile(r"\d万?元")
_OF_ONE = re.compile(r"每|[人户亩月年日]均|价|标准|[按由从]\d|限额|定额|单[笔项]|奖")
_FOR_ONE = re.compile(
    r"[/／每一×*]|[，（(]?(?:即|合|折合)|(?:及|\(含\)|（含）)?以[上下内]|的?标准|起"
)
_SENTENCE = 40
"""How far back a sentence is looked at, in characters."""

_MOBILE = re.compile(r"1[3-9]\d{9}|1[3-9]\d[ -]\d{4}[ -]\d{4}")
_IDENTITY = re.compile(r"[1-9]\d{16}[\dXx]")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "【": "】", "「": "」", "[": "]"}
_MARK_NAMES = {
    mark: name for name, marks in {"引号": "“”‘’「」", "书名号": "《》"}.items() for mark in marks
} | dict.fromkeys("（）()【】[]", "括号")
_OPENING = {end: start for start, end in _PAIRS.items()}
_MARK = re.compile(f"[{re.escape(''.join((*_PAIRS, *_OPENING)))}(){BREAK}]")
_HALF_BRACKETS = str.maketrans("()", "（）")
_ITEM_NUMBER = re.compile(r"[\n。；;：:，,、 ][0-9a-zA-Z一二三四五六七八九十]{1,3}$")


@rule(
    "TEXT-001",
    "标记残留",
    checks="文字中没有网页标记、转义符、电子表格的公式和错误值等残留",
    basis=PREPARED,
    severities=WARNING,
    kinds=ALL,
)
def no_markup(case: Case) -> Iterator[Remark]:
    """No tags, entities or placeholders of other programs are left in a text."""
    for spots in case.prose.find_by_text(_MARKUP):
        yield _residue(spots)
    for spots in case.prose.find_by_text(_ESCAPE):
        if not _IS_MEANT.search(spots[0].text):
            yield _residue(spots)
    for spots in case.prose.find_by_text(_OF_A_SPREADSHEET):
        what = "错误值" if spots[0].found[0] == "#" else "公式"
        yield Remark(
            spots[0].path,
            Severity.WARNING,
            f"文字中有电子表格的{what}“{spots[0].found}”{others(spots)}",
            "请改为应填的数或文字",
        )


def _residue(spots: list[Spot]) -> Remark:
    return Remark(
        spots[0].path,
        Severity.WARNING,
        f"文字中残留标记“{spots[0].found}”{others(spots)}",
        "请删去标记，只留文字",
    )


@rule(
    "TEXT-004",
    "重复的标点",
    checks="没有“。。”“，。”一类连用的标点",
    basis=PUNCTUATION,
    severities=WARNING,
    kinds=ALL,
)
def marks_not_repeated(case: Case) -> Iterator[Remark]:
    """No two stops follow each other."""
    for spots in case.prose.find_by_text(_REPEATED):
        yield Remark(
            spots[0].path,
            Severity.WARNING,
            f"{quote(spots[0].around)}处标点“{spots[0].found}”重复{others(spots)}",
            "请只留一个标点",
        )


@rule(
    "TEXT-006",
    "全角与半角标点",
    checks="同一段里汉字之间的逗号、分号、冒号，不全角半角混用",
    basis=PUNCTUATION,
    severities=INFORMATION,
    kinds=ALL,
)
def marks_of_one_width(case: Case) -> Iterator[Remark]:
    """Within a text, commas, semicolons and colons between Chinese words are of one width."""
    for spots in case.prose.find_by_text(_HALF_WIDTH):
        also_full = {half for half, full in _FULL_WIDTH.items() if full in spots[0].text}
        mixed = (spot for spot in spots if spot.found in also_full)
        spot = next((spot for spot in mixed if _AFTER_HAN.fullmatch(spot.before[-1:])), None)
        if spot:
            yield Remark(
                spot.path,
                Severity.INFORMATION,
                f"{quote(spot.around)}处是半角的“{spot.found}”，同一段里又有全角的"
                f"“{_FULL_WIDTH[spot.found]}”",
                "请统一用全角标点",
            )


@rule(
    "TEXT-007",
    "括号的全角与半角",
    checks="一对括号不一个全角一个半角",
    basis=PUNCTUATION,
    severities=INFORMATION,
    kinds=ALL,
)
def brackets_of_one_width(case: Case) -> Iterator[Remark]:
    """A bracket closes in the width in which it opened."""
    for spots in case.prose.find_by_text(_MIXED_BRACKETS):
        yield Remark(
            spots[0].path,
            Severity.INFORMATION,
            f"“{spots[0].found}”的括号一个全角一个半角{others(spots)}",
            "请统一用全角括号",
        )


@rule(
    "TEXT-008",
    "成对的标点",
    checks="括号、引号、书名号成对",
    basis=PUNCTUATION,
    severities=WARNING,
    kinds=ALL,
)
def brackets_close(case: Case) -> Iterator[Remark]:
    """Brackets and quotation marks open and close in pairs, over all paragraphs of a field."""
    prose = case.prose
    seen: set[Path] = set()
    for position, marks in enumerate(_skeleton(prose.whole).split(BREAK)):
        if not marks:
            continue
        path, text = prose.field_at(position)
        if path not in seen and (lone := _lone_mark(text)):
            seen.add(path)
            yield Remark(
                prose.paths[position],
                Severity.WARNING,
                f"{_MARK_NAMES[lone[0]]}{lone[0]}没有配对，见「{lone[1]}」",
                "请补上或改正括号、引号、书名号",
            )


def _skeleton(text: str) -> str:
    """``text`` with nothing but unpaired marks and line ends, widths of brackets aside."""
    marks = "".join(_MARK.findall(text)).translate(_HALF_BRACKETS)
    while True:
        fewer = marks
        for start, end in _PAIRS.items():
            fewer = fewer.replace(start + end, "")
        if fewer == marks:
            return marks
        marks = fewer


def _lone_mark(text: str) -> tuple[str, str] | None:
    """The first mark without its partner, and the words around it."""
    awaited: list[int] = []
    plain = text.translate(_HALF_BRACKETS)
    for position, character in enumerate(plain):
        if character in _PAIRS:
            awaited.append(position)
        elif character in _OPENING:
            if awaited and _PAIRS[plain[awaited[-1]]] == character:
                awaited.pop()
            elif not _needs_no_partner(text, position):
                lone = awaited[-1] if awaited else position
                return text[lone], _excerpt(text, lone)
    return (text[awaited[-1]], _excerpt(text, awaited[-1])) if awaited else None


def _needs_no_partner(text: str, position: int) -> bool:
    """Whether the closing mark belongs to a list number, ``1）``, or is an apostrophe."""
    before = text[max(0, position - 4) : position]
    if text[position] == "’":
        return before[-1:].isascii() and before[-1:].isalpha()
    return bool(_ITEM_NUMBER.search(f"{BREAK}{before}" if position <= 4 else before))


@rule(
    "TEXT-012",
    "金额的单位",
    checks="同一段里的金额不混用元和万元，单价、标准除外",
    basis="版式的金额单位",
    severities=INFORMATION,
    kinds=ALL,
)
def one_unit_of_money(case: Case) -> Iterator[Remark]:
    """A text does not speak of 元 in one place and of 万元 in another, prices of one aside."""
    for spots in case.prose.find_by_text(_IN_YUAN):
        if len({spot.found[1:] for spot in spots}) == 1:
            continue
        units = {spot.found[1:]: spot for spot in spots if not _is_price(spot)}
        if len(units) > 1:
            yield Remark(
                spots[0].path,
                Severity.INFORMATION,
                f"同一段里金额有的以元为单位（{quote(units['元'].around)}），"
                f"有的以万元为单位（{quote(units['万元'].around)}）",
                "请核对单位；无误的，尽量统一为万元",
            )


def _is_price(spot: Spot) -> bool:
    """Whether the amount is for one of many (每人, 每页, 单价), a standard or a limit."""
    sentence = re.split("[。；;]", spot.text[max(0, spot.start - _SENTENCE) : spot.end])[-1]
    return bool(_OF_ONE.search(sentence) or _FOR_ONE.match(spot.after))


@rule(
    "TEXT-017",
    "手机号码",
    checks="将要公开的文书中没有手机号码",
    basis=PRIVACY,
    severities=WARNING,
    kinds=ALL,
)
def no_mobile_numbers(case: Case) -> Iterator[Remark]:
    """No mobile phone number stands in a document that will be published."""
    for spot in case.prose.find(_MOBILE):
        if _stands_alone(spot):
            hidden = f"{spot.found[:3]}****{spot.found[-4:]}"
            message = f"文字中有手机号码{hidden}"
            advice = "文书将要公开，请删去个人的手机号码，需要时改写单位电话"
            yield Remark(spot.path, Severity.WARNING, message, advice)


@rule(
    "TEXT-018",
    "身份证号码",
    checks="将要公开的文书中没有身份证号码（校验码相符的才算）",
    basis=PRIVACY,
    severities=WARNING,
    kinds=ALL,
)
def no_identity_numbers(case: Case) -> Iterator[Remark]:
    """No identity number stands in a document that will be published."""
    for spot in case.prose.find(_IDENTITY):
        if _stands_alone(spot) and _is_identity_number(spot.found):
            message = f"文字中有身份证号码{spot.found[:3]}***********{spot.found[-4:]}"
            yield Remark(spot.path, Severity.WARNING, message, "文书将要公开，请删去身份证号码")


def _stands_alone(spot: Spot) -> bool:
    """Whether neither a letter nor a digit stands beside the number."""
    beside = spot.before[-1:] + spot.after[:1]
    return not any(character.isascii() and character.isalnum() for character in beside)


def _is_identity_number(number: str) -> bool:
    """Whether ``number`` has the date and the check digit of GB 11643."""
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return False
    digits = zip(number[:17], _IDENTITY_WEIGHTS, strict=True)
    weighted = sum(int(digit) * weight for digit, weight in digits)
    return _IDENTITY_CHECKS[weighted % 11] == number[17].upper()


def _excerpt(text: str, position: int) -> str:
    """The line's characters around ``position``."""
    start = text.rfind(BREAK, 0, position) + 1
    line = text[start:].split(BREAK, 1)[0]
    return line[max(0, position - start - 8) : position - start + 9]
