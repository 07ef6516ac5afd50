"""Names and texts compared as a reader compares them: whatever the punctuation and the width."""

from __future__ import annotations

import re
import unicodedata

from perfreport.basics.patterns import regex

_BRACKET_NOTE = regex(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_THOUSANDS = regex(r"(?<=\d),(?=\d{3}(?!\d))")
_LEVEL_PREFIX = regex(
    r"^(?:(?:产出|效益|满意度|成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响)指标:)+"
)
_SUFFIX = regex(r"(?:指标|情况)+$")
# ≥1.5% and ≤1.5%, 1.5% and 15% are different targets.
_MEANINGFUL = frozenset("%‰.<>=≥≤+*/~-°")
# 合格率 and 不合格率, 线上 and 线下 differ in one character and are opposites.
_TURNING = regex("[不未非无否零上下前后内外新旧男女降减首末正负]")
_UNWANTED = (
    "投诉|信访|事故|差错|失误|错误|缺陷|超期|逾期|延误|死亡|伤亡|发案|违规|违纪|扣分|流失|返工|退货|"
    "空置|闲置|结转结余|缺勤|辍学|复发|发病|超标|能耗|重复"
)
_COUNTED_UNWANTED = regex(rf"(?:{_UNWANTED}|重复..)(?:率|比例|数|数量|次数|起数|件数|人数|量)?$")

NEAR_NAME = 0.85
"""How much the names of one indicator are alike, at least."""

_NEAR_TARGET = 0.85
# 90% beside 90% says nothing of what is counted.
_SHORTEST_TARGET = 6


def plain_text(text: str) -> str:
    """``text`` without blanks, punctuation, thousands separators and differences of width."""
    half_width = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return half_width.translate(_PLAIN)


class _Plain(dict[int, int | None]):
    """What each character is in ``plain_text``, looked up once: itself, or nothing."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        counts = character in _MEANINGFUL or unicodedata.category(character)[0] not in "PZC"
        self[code] = code if counts else None
        return self[code]


_PLAIN = _Plain()


def plain_name(name: str) -> str:
    """An indicator's ``name`` as ``plain_text``, without a level put before it (效益指标：)."""
    return plain_text(_LEVEL_PREFIX.sub("", unicodedata.normalize("NFKC", name)))


def core_name(name: str) -> str:
    """``plain_name`` without notes in brackets and without 指标 or 情况 at its end."""
    without_notes = _BRACKET_NOTE.sub("", unicodedata.normalize("NFKC", name))
    return _SUFFIX.sub("", plain_name(without_notes)) or plain_name(name)


def wanted_direction(name: str) -> int:
    """What the indicator called ``name`` wants: 1 for more, -1 for less, 0 where it is unsure.

    Complaints and accidents are wanted few (反向指标); the rate at which complaints are settled
    (投诉办结率) is not, and what else is said of unwanted things is left open.
    """
    core = core_name(name)
    if _COUNTED_UNWANTED.search(core):
        return -1
    return 0 if re.search(_UNWANTED, core) else 1


def are_near(one: str, other: str, one_target: str, other_target: str) -> bool:
    """Whether two indicators whose ``core_name``s are alike are likely one and the same.

    Either one name has a few words more than the other, none of which turns its meaning; or some
    of its words are others while the targets say the same but for their numbers.
    """
    from perfreport.compare.likeness import likeness  # late: few names are compared with others

    # 第1期 and 第2期 are two things.
    if likeness(one, other) < NEAR_NAME or _digits(one) != _digits(other):
        return False
    extra = _words_apart(one, other)
    if len(extra) == abs(len(one) - len(other)):
        return not _TURNING.search(extra)
    return _say_the_same(one_target, other_target)


def _words_apart(one: str, other: str) -> str:
    """What either name has and the other lacks."""
    from perfreport.compare.alignment import stretches  # late as well

    return "".join(
        one[stretch.before] + other[stretch.after]
        for stretch in stretches(one, other)
        if not stretch.is_common
    )


def _say_the_same(one: str, other: str) -> bool:
    from perfreport.compare.likeness import likeness  # late as well

    words = [re.sub(r"[\d.]+", "", plain_text(target)) for target in (one, other)]
    return min(map(len, words)) >= _SHORTEST_TARGET and likeness(*words) >= _NEAR_TARGET


def _digits(name: str) -> str:
    return "".join(character for character in name if character.isdigit())
