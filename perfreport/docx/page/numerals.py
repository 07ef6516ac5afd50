"""The numbers of automatic lists as Word prints them (``ST_NumberFormat`` of ECMA-376)."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.basics.chinese import chinese_numeral, circled_numeral

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26


def numeral(number: int, format: str) -> str | None:
    """``number`` in a number format of Word.

    None where that cannot be told: the format is not known, or programs differ so far up.
    """
    if format == "none":
        return ""
    # A list may begin at 0, for which only digits have a sign.
    make, most = _FORMATS.get(format, (str, 0))
    return make(number) if 1 <= number <= most or (number == 0 and make is str and most) else None


def _roman(number: int) -> str:
    text = ""
    for unit, letters in _ROMAN:
        times, number = divmod(number, unit)
        text += letters * times
    return text


def _letter(number: int) -> str:
    """As Word goes on after z: aa, bb and so on."""
    repeats, place = divmod(number - 1, _LETTERS)
    return chr(ord("a") + place) * (repeats + 1)


def _legal(number: int) -> str:
    """``number`` as on cheques; ten begins with 壹."""
    words = chinese_numeral(number)
    return f"一{words}" if words.startswith("十") else words


def _from(first: str) -> Callable[[int], str]:
    """Numbers that Unicode has as characters, in a row from ``first`` on."""
    return lambda number: chr(ord(first) + number - 1)


_FORMATS: dict[str, tuple[Callable[[int], str], int]] = {
    "decimal": (str, 10**9),
    "decimalHalfWidth": (str, 10**9),
    "decimalZero": (lambda number: f"{number:02}", 10**9),
    "decimalFullWidth": (lambda number: str(number).translate(_FULL_WIDTH), 10**9),
    "decimalFullWidth2": (lambda number: str(number).translate(_FULL_WIDTH), 10**9),
    "numberInDash": (lambda number: f"- {number} -", 10**9),
    "upperRoman": (lambda number: _roman(number).upper(), 3_999),
    "lowerRoman": (_roman, 3_999),
    "upperLetter": (lambda number: _letter(number).upper(), 780),
    "lowerLetter": (_letter, 780),
    "chineseCounting": (chinese_numeral, 99),
    "chineseCountingThousand": (chinese_numeral, 9_999),
    "taiwaneseCounting": (chinese_numeral, 99),
    "taiwaneseCountingThousand": (chinese_numeral, 99),
    "japaneseCounting": (chinese_numeral, 99),
    "ideographDigital": (chinese_numeral, 9),
    "chineseLegalSimplified": (lambda number: _legal(number).translate(_LEGAL), 99),
    "ideographLegalTraditional": (lambda number: _legal(number).translate(_LEGAL_TRADITIONAL), 99),
    "ideographTraditional": (lambda number: _STEMS[number - 1], 10),
    "ideographZodiac": (lambda number: _BRANCHES[number - 1], 12),
    "ideographZodiacTraditional": (
        lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
        60,
    ),
    "decimalEnclosedCircle": (circled_numeral, 20),
    "decimalEnclosedCircleChinese": (circled_numeral, 10),
    "decimalEnclosedFullstop": (_from("⒈"), 20),
    "decimalEnclosedParen": (_from("⑴"), 20),
    "ideographEnclosedCircle": (_from("㊀"), 10),
}
"""How each format writes a number, and up to which that is certain."""
