"""The rule about texts that were read in another encoding than they were written in (乱码)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from perfreport.basics.chinese import is_han
from perfreport.basics.patterns import regex
from perfreport.checks.bases import ERROR_OR_WARNING, PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark_on, rule

# What these once were is gone, while the other patterns find what can be decoded again.
_LOST = regex("\ufffd++|锟斤拷|烫烫烫|屯屯屯", needs=["\ufffd", "斤拷", "烫烫", "屯屯"])
_QUESTIONS = regex(r"\?(?<!\?\?)\?++", needs="?")
# What the first two bytes of a Chinese character in UTF-8 become in GBK.
_HAN_LEADS = "".join(
    bytes((first, second)).decode("gb18030", "ignore")
    for first in range(0xE4, 0xEA)
    for second in range(0x80, 0xC0)
)

_UTF_8_AS_GBK = regex(f"[{_HAN_LEADS}][\u0080-\uffff]{{2}}")
# A Chinese character, and where another one or a mark begins.
_TWO_CHARACTERS = regex(rb"[\xe4-\xe9][\x80-\xbf]{2}[\xc2-\xef][\x80-\xbf]")
# Windows shows some bytes above 0x80 as marks and letters from further up, 0x93 as “.
_UTF_8_AS_LATIN = regex("[â-ï][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]{1,2}")
_GBK_AS_LATIN = regex("[\u00b0-\u00f7][\u00a1-\u00fe]{3}")
_TYPE_ANEW = "请从原文重新复制或输入这几个字"
_LONGEST = 60
_SURE_QUESTIONS = 3
# “ ” — … begin with E2 in UTF-8, and stand between Chinese one by one.
_LEAD_OF_MARKS = "â"
_LEAST_MARKS, _LEAST_WORDS = 1, 2


@rule(
    "TEXT-028",
    "乱码",
    checks="没有乱码；原字已经丢失的为错误，其余为警告",
    basis=PREPARED,
    severities=ERROR_OR_WARNING,
)
def texts_are_not_garbled(case: Case) -> Iterator[Remark]:
    """No text was read in another encoding than its own."""
    seen = set()
    for spots in case.prose.find_by_text(_LOST):
        seen.add(spots[0].path)
        message = f"{quote(spots[0].around)}处是乱码，原来的字已经丢失"
        yield remark_on(spots, message, _TYPE_ANEW, Severity.ERROR)
    for pattern, find in _KINDS:
        for spot in case.prose.find(pattern):
            if (meant := find(spot)) is not None and spot.path not in seen:
                seen.add(spot.path)
                yield _remark(spot, meant)


def _remark(spot: Spot, meant: str) -> Remark:
    guess = f"，像是{quote(meant)}" if meant else ""
    message = f"{quote(spot.around)}处像是乱码{guess}"
    return Remark(spot.path, Severity.WARNING, message, _TYPE_ANEW)


def _lost_by_questions(spot: Spot) -> str | None:
    """Empty where question marks stand for characters that were lost."""
    is_sure = len(spot.found) >= _SURE_QUESTIONS
    return "" if is_sure or any(map(is_han, spot.beside)) else None


def _from_gbk(spot: Spot) -> str | None:
    """The Chinese whose UTF-8 was read as GBK."""
    # Most are characters of their own: their bytes go on with none that begins another one.
    if not _TWO_CHARACTERS.match(spot.found.encode("gb18030", "replace")):
        return None
    return _chinese(spot, lambda text: _decoded(text.encode("gb18030", "replace"), "utf-8"))


def _from_latin(spot: Spot) -> str | None:
    """The Chinese or the mark whose UTF-8 was read as Latin letters."""
    return _chinese(spot, lambda text: _decoded(_western_bytes(text), "utf-8"))


def _from_gbk_as_latin(spot: Spot) -> str | None:
    """The Chinese whose GBK was read as Latin letters."""
    # ±°·×÷ are signs in their own right.
    if not any(each.isalpha() for each in spot.found):
        return None
    return _chinese(spot, lambda text: _decoded(_western_bytes(text), "gb2312"))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Spot], str | None]], ...] = (
    (_QUESTIONS, _lost_by_questions),
    (_UTF_8_AS_GBK, _from_gbk),
    (_UTF_8_AS_LATIN, _from_latin),
    (_GBK_AS_LATIN, _from_gbk_as_latin),
)


def _chinese(spot: Spot, decode: Callable[[str], str]) -> str | None:
    """What the odd characters at ``spot`` decode to, if that is common Chinese."""
    # Odd characters may be somebody's name; only what turns into Chinese in daily use was
    # read in a wrong encoding.
    meant = decode(spot.text[spot.start : spot.start + _LONGEST])
    common = 0
    for character in meant:
        if not _is_common(character):
            break
        common += 1
    least = _LEAST_MARKS if spot.found[0] == _LEAD_OF_MARKS else _LEAST_WORDS
    return meant[:common] if common >= least else None


def _is_common(character: str) -> bool:
    """Whether it is a character of level 1 of GB 2312, or a mark beside such."""
    row = character.encode("gb2312", "ignore")[:1]
    return row in (b"\xa1", b"\xa3") or b"\xb0" <= row <= b"\xd7"


def _decoded(encoded: bytes, encoding: str) -> str:
    """As much of ``encoded`` as can be read."""
    try:
        return encoded.decode(encoding)
    except UnicodeDecodeError as error:
        return encoded[: error.start].decode(encoding)


def _western_bytes(text: str) -> bytes:
    """The bytes that Windows shows as the Latin letters of ``text``, as far as it shows any."""
    encoded = bytearray()
    for character in text:
        try:
            encoded += character.encode("cp1252")
        except UnicodeEncodeError:
            # Five bytes that cp1252 lacks are shown as the control characters of their number.
            if ord(character) > 0xFF:
                break
            encoded.append(ord(character))
    return bytes(encoded)
