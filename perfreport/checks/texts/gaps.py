"""The rule about gaps inside a text, and about texts that say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import get_origin

from perfreport.basics.addresses import DataPath
from perfreport.basics.chinese import is_han
from perfreport.basics.patterns import regex
from perfreport.blocks.fields import MayBeNone
from perfreport.blocks.model import Document
from perfreport.blocks.walk import bare, field_at
from perfreport.checks.bases import PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, remark_on, rule
from perfreport.checks.texts.leftovers import is_in_instruction, is_prompt

_CROSS = "XxＸｘ×"
_GAP = regex(
    rf"""[{_CROSS}_＿（(【](?:
        (?<=[{_CROSS}])(?<![{_CROSS}][{_CROSS}])[{_CROSS}]++
      | (?<=_)_{{2,}}+
      | (?<=＿)＿{{2,}}+
      | (?<=（)[ \u3000]*+）
      | (?<=\()[ ]*+\)
      | (?<=【)(?:[ \u3000]++|[请待][^】\n]{{0,60}})】
    )""",
    re.VERBOSE,
)
# A longer run of one sign is a line that was drawn, not a gap.
_LONGEST_GAP = 60

_COUNTED = tuple("年月日号元万亿个项次人名份期场家户％%〕")
# XXXX-2024-01 is a code.
_INSIDE_CODES = tuple("-./\\_@:#&=+~“‘")
# XX型, XX染色体 and Roman numerals such as XX世纪 are whole as they stand.
_NO_GAP_BEFORE = tuple("型射染世")

_SURNAMES = tuple(
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董袁邓沈彭吕周"
    "蒋蔡贾魏薛潘戴汪姜姚谭廖邹陆郝孔崔邱秦侯邵孟钱汤尹贺赖龚"
)
# 张×× is somebody whose name is withheld.
_MASKED = 2

# Units behind a number, but not where they begin another word: 份额, 个人.
_UNITS = (
    "份(?![额数子])|个(?![人体案性别数税])|项(?![目数链])|次(?![数序日年方级要生品新均])"
    "|名(?![称单册录额师医校家城字义优目片])|场(?![地所馆景外站域效强])|户(?![籍型口外数主均名厕])"
    "|家(?![庭长居具电园属校访政禽畜风乡装])"
)

_DATES = (
    "期(?![刊间限末货权初满])|年(?![级代])|月(?![度均报季])|日(?![常均报元本照间])"
    "|人(?![才员均数民口工物大社事力机])"
)
# A sign or two before what may be counted, 完成_份; which signs and how many, says ``_COUNT``.
_BEFORE_A_UNIT = regex(
    r"[XＸxｘ×_＿*＊○〇□【\[][_＿*＊○〇□】\] \u3000]{0,3}"
    rf"(?={_UNITS}|(?<=[XＸxｘ×])(?:{_DATES}))",
    needs="XＸxｘ×_＿*＊○〇□【[",
)

_COUNT = regex(r"[XＸ]|__?|＿＿?|[*＊]{1,2}|○{2,3}|〇{2,3}|□{2,3}|【】|\[[ \u3000]*\]")
_IN_A_YEAR = regex(r"20\d?$")
# 二〇〇份 is a number.
_NUMERALS = "一二三四五六七八九十百千零"
_TICKED = "☑√■"
_BLANK_IN_DATE = regex(
    "(?:年(?<=\\d年)[ \u3000]++月|月(?<=\\d月)[ \u3000]++日)(?![度均报常月季])", needs=" \u3000"
)
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))
_QUOTED_WITHIN = 40

# Before a stop alone: 疑似问题（待核实）120条 says how things stand.
_NOTE = regex(
    r"""[（(【](?:
        (?<=[（(])批注[：:][^）)\n]{0,60}[）)]
      | (?<=[（(])待(?:再?核实?|核对|补充?|填写?|完善|更新|查证)[）)](?=[，。；、,;）)]|$)
      | (?<=【)(?:批注[：:]|[此这]处[请待应])[^】\n]{0,60}】
    )""",
    re.VERBOSE | re.MULTILINE,
    needs=["批注", "待", "】"],
)
_SAYS_NOTHING = regex(
    r"""^(?:
        同上|略|(?:具体|内容)?详?见附[件表]\s?[\d一二三四五六七八九十]{0,2}|暂?无|[/／]|[-—–－]{1,2}
      | (?:具体)?(?:内容|数据|数字|金额|情况|资料|材料|目标|此处|本栏)
        待(?:补充|更新|核实|核对|完善|填写|填报|录入)
    )[。！]?$""",
    re.MULTILINE | re.VERBOSE,
)


@rule(
    "TEXT-003",
    "文字中的空缺",
    checks="文字中没有“XX年”“____”“（　）”“X份”一类的空缺和批注，应写内容处不只写“略”“同上”",
    basis=PREPARED,
)
def no_gaps_to_be_filled(case: Case) -> Iterator[Remark]:
    """No gap such as XX年 or ____ and no note to a colleague is left inside a text."""
    seen = set()
    for pattern, is_gap in _KINDS:
        for gaps in case.prose.find_by_text(pattern, is_gap):
            if gaps[0].path not in seen and _is_alone(gaps[0]):
                seen.add(gaps[0].path)
                message = f"{quote(gaps[0].around)}处留有空缺"
                yield remark_on(gaps, message, "请填写空缺处的内容")
    yield from _notes(case)
    yield from _texts_that_say_nothing(case)


def _notes(case: Case) -> Iterator[Remark]:
    """What colleagues wrote to each other in brackets."""
    for spots in case.prose.find_by_text(_NOTE):
        if _is_alone(spots[0]):
            message = f"{quote(spots[0].around)}处留有批注"
            yield remark_on(spots, message, "请补充或核实后，删去批注")


def _is_alone(gap: Spot) -> bool:
    """Whether no rule about prompts and instructions tells of it."""
    return not is_prompt(gap.text) and not is_in_instruction(gap)


def _texts_that_say_nothing(case: Case) -> Iterator[Remark]:
    """No goal, content or result is 略 or 详见附件 alone."""
    for spot in case.prose.find(_SAYS_NOTHING):
        if spot.is_whole_field and _must_say(type(case.document), spot.path):
            message = f"这里只写了{quote(spot.text)}，没有写出内容"
            yield remark(spot.path, message, "请写出内容")


def _must_say(kind: type[Document], path: DataPath) -> bool:
    """Whether a goal, content or result stands at ``path``: paragraphs, or items of a list."""
    fields = [field for place in path.prefixes() if (field := field_at(kind, place))]
    is_prose = get_origin(bare(fields[-1].annotation)) is tuple
    return is_prose and not any(MayBeNone in field.metadata for field in fields)


def _is_count(spot: Spot) -> bool:
    """Whether the sign stands for a number before a unit: 完成_份, 2024年X月, 202X年."""
    before, sign = spot.before[-1:], spot.found[0]
    if sign in _CROSS and spot.after[:1] == "年":
        return bool(_IN_A_YEAR.search(spot.before))
    if not _COUNT.fullmatch(spot.found) or _is_quoted(spot):
        return False
    may_begin = before in ("", "：", "、") and sign not in "*＊"
    if not (is_han(before) or may_begin) or (before and before in _NUMERALS):
        return False
    # Boxes that come again are for ticking: 是□否□□项.
    if sign in "*＊□" and spot.text.index(sign) < spot.start:
        return False
    if sign in "*＊XＸ":
        # 张**户 is the household of somebody whose name is withheld.
        return before not in _SURNAMES
    return sign != "□" or not any(tick in spot.text for tick in _TICKED)


def _is_quoted(spot: Spot) -> bool:
    """Whether the sign stands between quotation marks, as a sign or as part of a name."""
    # 按“关于XX事项的答复”执行 quotes a title with its gap.
    before = spot.text[max(0, spot.start - _QUOTED_WITHIN) : spot.start]
    after = spot.text[spot.end : spot.end + _QUOTED_WITHIN]
    return any(before.rfind(start) > before.rfind(end) and end in after for start, end in _QUOTES)


def _is_gap(spot: Spot) -> bool:
    if spot.found[0] in f"{_CROSS}【" and _is_quoted(spot):
        return False
    if spot.found[0] in _CROSS:
        return len(spot.found) <= _LONGEST_GAP and _stands_for_words(spot)
    is_code = spot.before[-1:].isascii() and spot.before[-1:].isalpha()
    is_drawn = spot.found[0] in "_＿" and len(spot.found) > _LONGEST_GAP
    return not (is_code or is_drawn)


def _stands_for_words(spot: Spot) -> bool:
    """Whether crosses stand where Chinese words or a number belong, and in no name or code."""
    before, after = spot.before[-1:], spot.after[:1]
    if _is_latin(before) and not (before.isdecimal() and after in _COUNTED):
        return False
    if _is_latin(after) or before in _INSIDE_CODES or after in (*_INSIDE_CODES, *_NO_GAP_BEFORE):
        return False
    if before in _SURNAMES and len(spot.found) == _MASKED and after not in _COUNTED:
        return False
    # Chromosomes are called XX and XY, with and without 染色体 right behind.
    if "染色体" in spot.text:
        return False
    return (
        is_han(before) or before in ("（", "《", "〔", "：") or is_han(after) or after in _COUNTED
    )


def _is_latin(character: str) -> bool:
    """Whether it is a letter or a digit, of either width."""
    return character.isalnum() and not is_han(character)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Spot], bool]], ...] = (
    (_GAP, _is_gap),
    (_BEFORE_A_UNIT, _is_count),
    (_BLANK_IN_DATE, lambda spot: not _is_quoted(spot)),
)
