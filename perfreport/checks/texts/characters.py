"""Rules about characters that are not what they look like, or cannot be seen, or make no sense."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from perfreport.basics.invisible import CHARACTERS, named
from perfreport.basics.patterns import regex
from perfreport.checks.bases import PREPARED, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.prose import Spot, others
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark_on, rule

# Radicals, compatibility ideographs and Cyrillic letters, as PDF readers and OCR give them.
_ALIKE = regex("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f\u0400-\u04ff]")
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
# Radicals that look like whole characters (EquivalentUnifiedIdeograph of the Unicode database).
_RADICALS = dict(
    zip(
        "⺁⺄⺒⺓⺝⺟⺠⺧⺩⺬⺮⻁⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乙巳幺月母民牛王示竹虎西见角角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)

_CYRILLIC = dict(zip("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx", strict=True))
_MOST_NAMED = 5


@rule(
    "TEXT-027",
    "形似的字",
    checks="没有形似而不是的字，如部首“⽬”代替“目”，没有自造的字",
    basis=PREPARED,
)
def characters_are_plain(case: Case) -> Iterator[Remark]:
    """No character is a look-alike of the one that is meant, such as PDFs give."""
    for spots in case.prose.find_by_text(_ALIKE, lambda spot: _plain(spot) != spot.found):
        meant = dict.fromkeys((spot.found, _plain(spot)) for spot in spots)
        named = [
            f"“{found}”（{_code(found)}）看上去是“{plain}”，其实是另一个字"
            if plain
            else f"“{found}”（{_code(found)}）是偏旁，不是汉字"
            for found, plain in list(meant)[:_MOST_NAMED]
        ]
        yield remark_on(
            spots,
            f"{quote(spots[0].around)}里：{'，'.join(named)}",
            "请删去后重新输入，否则查找、比对时认不出；从PDF等处复制来的文字常有",
        )
    for spots in case.prose.find_by_text(_PRIVATE):
        code = _code(spots[0].found)
        yield remark_on(
            spots,
            f"{_place(spots[0])}有自造的字或符号（{code}），在别的电脑上显示不出来",
            "请对照原文改用通常的字或符号",
        )


def _plain(spot: Spot) -> str:
    """The character that is meant, maybe the one that stands there; empty if unknown."""
    character = spot.found
    if character in _CYRILLIC:
        is_foreign = not any(each.isascii() and each.isalpha() for each in spot.beside)
        return character if is_foreign else _CYRILLIC[character]
    plain = _RADICALS.get(character, unicodedata.normalize("NFKC", character))
    is_radical = "\u2e80" <= character <= "\u2eff"
    return "" if is_radical and plain == character else plain


# A full-width blank indents paragraphs everywhere; only where it can have no sense it strays.
_UNSEEN = regex(f"[{CHARACTERS}](?<!\u3000)")
_STRAY_BLANK = regex("\u3000(?:(?=[，。；：、])|(?<=\\d.)(?=\\d))", needs="\u3000")
_JOINERS = "\u200c\u200d"
_WRITTEN_WITH_JOINERS = regex("[\u0590-\u109f\u1780-\u18af\ufe0f\U0001f000-\U0001faff]")

_RIGHT_TO_LEFT = regex(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@rule(
    "TEXT-029",
    "看不见的字符",
    checks="没有零宽空格等看不见的字符；不换行空格等特殊的空格为提示",
    basis=PREPARED,
    severities=WARNING_OR_INFORMATION,
)
def characters_are_seen(case: Case) -> Iterator[Remark]:
    """No character without a shape, and no exotic blank, stands in a text."""
    for spots in case.prose.find_by_text(_UNSEEN, lambda spot: not _is_in_place(spot)):
        yield _unseen(spots)
    for spots in case.prose.find_by_text(_STRAY_BLANK):
        yield _unseen(spots)


def _unseen(spots: list[Spot]) -> Remark:
    """The remark on ``spots`` of one text."""
    found = [spot.found for spot in spots]
    names = dict.fromkeys(map(named, found))
    are_blanks = all(unicodedata.category(each) == "Zs" for each in found)
    return Remark(
        spots[0].path,
        Severity.INFORMATION if are_blanks else Severity.WARNING,
        f"{_place(spots[0])}有{'' if are_blanks else '看不见的'}"
        f"{'、'.join(list(names)[:_MOST_NAMED])}{others(spots)}",
        "请删去，需要空格的改为普通空格" if are_blanks else "请删去，或把这几个字重新输入",
    )


def _is_in_place(spot: Spot) -> bool:
    """Whether the character does what it is for: in emoji, in other scripts, in 10 km."""
    beside = spot.beside
    if spot.found in _JOINERS or spot.found == "\u180e":
        return bool(_WRITTEN_WITH_JOINERS.search(beside)) or any(
            unicodedata.category(each) == "So" for each in beside
        )
    if unicodedata.category(spot.found) == "Zs":
        return len(beside) == 2 and beside.isascii()
    if spot.found == "\u00ad":
        return all("A" <= each <= "\u024f" for each in beside)
    return bool(_RIGHT_TO_LEFT.search(spot.before + spot.after))


def _place(spot: Spot) -> str:
    """Where ``spot`` is, told by the words on both sides."""
    before, after = (_UNSEEN.sub("", words).strip() for words in (spot.before[-8:], spot.after[:8]))
    if before and after:
        return f"{quote(before)}与{quote(after)}之间"
    if not (before or after):
        return "这一段"
    return f"{quote(before)}后面" if before else f"{quote(after)}前面"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
