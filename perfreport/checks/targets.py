"""Numbers, comparison signs and units read out of the texts of targets (指标值).

What is read are quantities: a number in digits with a measure word, a percent sign or a comparison
sign, and dates down to a month. Numbers of other sorts are passed over: list numbers, ordinals,
factors of a formula, codes, years, and numerals in words.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from perfreport.basics.patterns import regex
from perfreport.checks.likeness import plain_text

if TYPE_CHECKING:
    from perfreport.compare.matching import Ranking


class Sign(Enum):
    """A comparison sign (比较符号), in whatever words.

    “以上”“以下”“以内” include the number and “超过”“低于” do not (民法典第一千二百五十九条).
    """

    NONE = 0
    AT_LEAST = 1
    MORE_THAN = 2
    AT_MOST = 3
    LESS_THAN = 4
    ABOUT = 5
    EQUAL = 6

    @property
    def direction(self) -> int:
        """1 where more than the number meets the target, -1 where less does, else 0."""
        return {Sign.AT_LEAST: 1, Sign.MORE_THAN: 1, Sign.AT_MOST: -1, Sign.LESS_THAN: -1}.get(
            self, 0
        )


SIGN_NAMES = {
    Sign.AT_LEAST: "≥", Sign.MORE_THAN: "＞", Sign.EQUAL: "＝", Sign.AT_MOST: "≤",
    Sign.LESS_THAN: "＜", Sign.ABOUT: "约", Sign.NONE: "",
}  # fmt: skip
"""How the signs (计算符号) are printed."""
_DATE = "日期"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a target.

    Attributes:
        number: with 万, 千 and the like multiplied out; a date as the number ``yyyymmdd``.
        unit: measure word or ``%``; ``日期`` for a date; empty where the text has none.
        sign: how the number is meant.
        text: the number and its unit as the text has them.
    """

    number: Decimal
    unit: str
    sign: Sign
    text: str

    @property
    def meant(self) -> Sign:
        """Its sign; that a number is meant as it is goes without saying."""
        return Sign.NONE if self.sign is Sign.EQUAL else self.sign

    @property
    def with_sign(self) -> str:
        """The number behind its sign, in whatever words the text has that; 9月前 for a deadline."""
        if self.unit == _DATE:
            return f"{self.text}{'前' * (self.sign is Sign.AT_MOST)}"
        return f"{SIGN_NAMES[self.sign]}{self.text}"


@dataclass(frozen=True, slots=True)
class ChangedQuantity:
    """A quantity as it was declared and as it is quoted."""

    declared: Quantity
    quoted: Quantity

    @property
    def sign_is_opposed(self) -> bool:
        """Whether at least became at most, or the other way round."""
        return self.declared.sign.direction * self.quoted.sign.direction < 0

    @property
    def has_other_sign(self) -> bool:
        """Whether the number is meant otherwise than it was, in the same direction or in none."""
        return not self.sign_is_opposed and self.declared.meant is not self.quoted.meant

    @property
    def has_another_sign_written(self) -> bool:
        """Whether it is so by another sign, and not because one is left out or put in."""
        return self.has_other_sign and Sign.NONE not in (self.declared.sign, self.quoted.sign)

    @property
    def sign_eases(self) -> bool | None:
        """Whether the other sign is easier to meet; None where one cannot say."""
        old, new = self.declared.sign, self.quoted.sign
        if Sign.ABOUT in (old, new):
            return new is Sign.ABOUT
        if old.direction and old.direction == new.direction:
            return old in (Sign.MORE_THAN, Sign.LESS_THAN)
        return None

    @property
    def direction(self) -> int:
        """What meets the target, by the signs: 1 for more, -1 for less, 0 where they do not say."""
        if self.sign_is_opposed:
            return 0
        return self.declared.sign.direction or self.quoted.sign.direction


@dataclass(frozen=True, slots=True)
class TargetChanges:
    """How the quantities of a quoted target differ from those declared.

    Attributes:
        numbers: pairs in one unit with different numbers.
        units: pairs of one number in different units.
        signs: pairs that agree in number and unit while their signs are opposed.
        dropped: declared quantities that the quotation lacks.
        added: quoted quantities that were not declared.
        other_signs: as ``signs``, where a number is meant otherwise: ≥12个, then ＞12个 or 12个.
    """

    numbers: tuple[ChangedQuantity, ...]
    units: tuple[ChangedQuantity, ...]
    signs: tuple[ChangedQuantity, ...]
    dropped: tuple[Quantity, ...]
    added: tuple[Quantity, ...]
    other_signs: tuple[ChangedQuantity, ...] = ()


NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_YEAR = r"(?:19|20)\d\d"
_UP_TO = "(?:[-~–至到]|—+)"
SCALES = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3, "百": 10**2,
}  # fmt: skip
# A unit that begins with another one stands before it: 个百分点 before 个.
UNITS = (
    "个百分点|百分点|个工作日|工作日|个自然日|自然日|个月|个小时|人次|批次|场次|班次|车次|架次|例次|"
    "户次|周年|课时|学时|小时|分钟|季度|平方米|平方公里|立方米|公里|公顷|公斤|标段|%|‰|°C|m2|m3|km2|km|kg|"
    "mm|cm|GB|TB|MB|Mbps|kWh|kW|人|名|位|户|家|个|项|件|次|期|册|份|条|篇|批|场|类|种|套|台|辆|艘|架|"
    "支|处|所|座|部|本|张|幅|卷|盒|页|字|集|辑|起|宗|例|组|对|队|班|节|堂|届|轮|级|分|倍|株|头|只|床|"
    "间|栋|米|亩|吨|升|元|秒|天|日|周|年|m|g|t"
)
_TIMES = "工作日|自然日|日|天|周|个月|季度|年|小时|分钟|秒"
_DAY_OF_PART = {"初": 1, "上旬": 10, "中旬": 20}

SCALE = "|".join(SCALES) + "(?!分)"
# Behind * stands a factor (占比=甲/乙*100%), behind 第 an ordinal, and 5+1 is a name.
# 2023-2024年 is a period and no range.
_TOKEN = regex(
    rf"""(?<![\d.+*×/第-])(?:
        (?:(?P<year>{_YEAR})年(?:度)?)?
            (?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?
            (?P<part>底|末|初|上旬|中旬|下旬)?
      | (?P<whole_year>{_YEAR})年(?:度)?(?P<year_part>底|末)?
      | (?!{_YEAR}{_UP_TO})(?P<low>{NUMBER})(?:{SCALE})?(?:{UNITS})?{_UP_TO}
            (?P<high>{NUMBER})(?P<high_scale>{SCALE})?(?P<high_unit>{UNITS})
      | (?P<number>{NUMBER})(?P<scale>{SCALE})?(?P<unit>{UNITS})?
    )""",
    re.VERBOSE,
)


def _by_word(**words: str) -> dict[str, Sign]:
    """The signs by the words that mean them, which are given by the names of the signs."""
    return {word: Sign[name] for name, listed in words.items() for word in listed.split()}


_WORDS_BEFORE = _by_word(
    AT_LEAST="不少于 不低于 不小于 不得少于 不得低于 至少 最少",
    MORE_THAN="超过 大于 高于 多于",
    AT_MOST="不超过 不多于 不大于 不高于 不得超过 不得高于 至多 最多",
    LESS_THAN="低于 小于 少于",
)
_MARKS_BEFORE = _by_word(AT_LEAST="≥ ≧ ⩾ >=", MORE_THAN=">", AT_MOST="≤ ≦ ⩽ <=", LESS_THAN="<")
SIGNS_BEFORE = {**_WORDS_BEFORE, **_MARKS_BEFORE}
"""What says a sign for certain, before a number."""
_NEXT_TO_NUMBER = {
    **SIGNS_BEFORE,
    **_by_word(
        AT_LEAST="达到 达",
        MORE_THAN="突破 超",
        AT_MOST="控制在",
        LESS_THAN="不足 不满",
        ABOUT="约 近",
    ),
}
_WEAK_BEFORE = {"达到", "达", "控制在", "约", "近"}
SIGNS_AFTER = _by_word(AT_LEAST="以上", AT_MOST="以下 以内 之内 内", ABOUT="左右")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ANY_SIGN = regex(_alternatives([*SIGNS_BEFORE, "="]))
_SIGN_NEXT_TO_NUMBER = regex(rf"(?P<word>{_alternatives(_NEXT_TO_NUMBER)})[:=]?$")
_SIGN_IN_CLAUSE = regex(rf"(?P<word>{_alternatives(_WORDS_BEFORE)})[^,;:。、“”()\[\]{{}}]{{1,12}}$")
_SIGN_AFTER = regex(r"(?:\(含(?:本数)?\))?(?:及|或|\(含\))?(?P<word>以上|以下|以内|之内|左右)")
# 2天内部培训 says nothing of a limit.
_WITHIN_TIME = regex(r"(?P<word>内)(?![部容设外涵])")
_DEADLINE = regex(r"(?:以|之)?前|止")
_STOPS = regex("[。.;]*")
# Characters behind a number that may still say something of it.
_NEAR = 20

_CLAUSE_BREAK = regex("[，\n①-⓿❶-➓㉑-㉟㊱-㊿]")
_LAYOUT_BLANK = regex(r"(?<![0-9A-Za-z.])\s+|\s+(?![0-9A-Za-z.])")


def read_quantities(text: str, year: int) -> tuple[Quantity, ...]:
    """The quantities in ``text``, in their order; dates without a year are in ``year``."""
    plain = plain_value(text)
    found: list[Quantity] = []
    end = 0
    for match in _TOKEN.finditer(plain):
        after = plain[match.end() : match.end() + _NEAR]
        found.extend(_read(match, plain[end : match.start()], after, year))
        end = match.end()
    return tuple(found)


def without_signs(text: str) -> str:
    """``text`` as ``plain_text``, without the words and marks that say how numbers are meant."""
    return _ANY_SIGN.sub("", plain_text(text))


def plain_value(text: str) -> str:
    """``text`` in half width; a full-width comma or ① is kept from becoming part of a number."""
    half_width = unicodedata.normalize("NFKC", _CLAUSE_BREAK.sub("；", text))
    return _LAYOUT_BLANK.sub("", half_width)


def _read(match: re.Match[str], before: str, after: str, year: int) -> Iterator[Quantity]:
    if match["month"] or match["whole_year"]:
        yield from _date(match, after, year)
    elif match["low"]:
        scale, unit = match["high_scale"], match["high_unit"]
        yield _quantity(match, match["low"], scale, unit, Sign.AT_LEAST)
        yield _quantity(match, match["high"], scale, unit, Sign.AT_MOST)
    else:
        marked = _SIGN_NEXT_TO_NUMBER.search(before)
        # A value may be 98 alone; within a sentence a bare number is a code, as in 落实“1310”部署.
        stands_alone = not before and _STOPS.fullmatch(match.string, match.end())
        if match["unit"] or (marked and marked["word"] in _MARKS_BEFORE) or stands_alone:
            sign = _sign(before, after, match["unit"] or "")
            yield _quantity(match, match["number"], match["scale"], match["unit"], sign)


def _quantity(
    match: re.Match[str], number: str, scale: str | None, unit: str | None, sign: Sign
) -> Quantity:
    value = Decimal(number.replace(",", "")) * SCALES.get(scale or "", 1)
    return Quantity(value, unit or "", sign, match.group())


def _date(match: re.Match[str], after: str, year: int) -> Iterator[Quantity]:
    """A date with a month, or a year that something is due by."""
    is_deadline = _DEADLINE.match(after) is not None
    # 出具2022年度审计报告 names a year and sets no date.
    if match["whole_year"] and not is_deadline:
        return
    stated_year = int(match["year"] or match["whole_year"] or year)
    month = int(match["month"] or (12 if match["year_part"] else 0))
    day = int(match["day"] or 0) or _day_of(match["part"] or match["year_part"], stated_year, month)
    number = Decimal(stated_year * 10_000 + month * 100 + day)
    sign = Sign.AT_MOST if is_deadline else Sign.NONE
    yield Quantity(number, _DATE, sign, match.group())


def _day_of(part: str | None, year: int, month: int) -> int:
    """The last day that 上旬 or 月底 reaches; 0 where only the month is named."""
    if part in {"下旬", "底", "末"}:
        return monthrange(year, month)[1]
    return _DAY_OF_PART.get(part or "", 0)


def _sign(before: str, after: str, unit: str) -> Sign:
    """The sign of a number between two texts; a strong word before it goes before one after it."""
    near = _SIGN_NEXT_TO_NUMBER.search(before)
    if near and near["word"] not in _WEAK_BEFORE:
        return _NEXT_TO_NUMBER[near["word"]]
    following = _SIGN_AFTER.match(after)
    if following is None and re.fullmatch(_TIMES, unit.removeprefix("个")):
        following = _WITHIN_TIME.match(after)
    if following:
        return SIGNS_AFTER[following["word"]]
    if near:
        return _NEXT_TO_NUMBER[near["word"]]
    far = _SIGN_IN_CLAUSE.search(before)
    return _WORDS_BEFORE[far["word"]] if far else Sign.NONE


def compare_quantities(
    declared: tuple[Quantity, ...], quoted: tuple[Quantity, ...]
) -> TargetChanges:
    """How ``quoted`` differs from ``declared``, whatever order they stand in.

    One number is the other in another unit, or one unit has another number, only where both sides
    have it equally often: of two numbers against one it cannot be known which of them was meant.
    """
    # Late: few checks compare targets with others.
    from perfreport.compare.matching import RowMatcher, in_turn, in_turn_if_as_many

    matcher = RowMatcher([(declared, quoted)])

    def paired(key: Callable[[Quantity], Hashable], ranking: Ranking) -> Iterator[ChangedQuantity]:
        for one, other in matcher.pair(matcher.by_key(key), ranking):
            yield ChangedQuantity(declared[one], quoted[other])

    same = tuple(paired(lambda one: (one.number, one.unit), in_turn))
    return TargetChanges(
        numbers=tuple(paired(lambda one: one.unit, in_turn_if_as_many)),
        units=tuple(paired(lambda one: one.number, in_turn_if_as_many)),
        signs=tuple(change for change in same if change.sign_is_opposed),
        other_signs=tuple(change for change in same if change.has_other_sign),
        dropped=tuple(declared[one] for one in matcher.free_before()),
        added=tuple(quoted[other] for other in matcher.free_after()),
    )
