"""Rules about words that were typed twice, or offered for choice and never chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.checks.bases import PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark_on, rule

# Words that honest Chinese does not put twice in a row.
# 中心, 组织, 管理, 建设 and other words with which names begin are not among them: 党组织组织开展.
_TWICE = regex(
    r"(增加|减少|提高|提升|降低|加强|强化|加快|加大|推进|推动|开展|完成|落实|确保|实现|促进|完善|优化"
    r"|深化|健全|建立|明确|贯彻|构建|打造|营造|制定|按照|围绕|关于|以及|并且|进一步|不断|持续|有效|切实"
    r"|全面|积极|大力|着力|深入|扎实|认真|严格|充分|及时|稳步|逐步|顺利|圆满|高质量|本年度|我单位|本单位|本部门"
    r"|进行|其中|我(?:局|委|办|市|区|县|院|校|中心)|通过|根据|维修)\1"
)

_LONG_TWICE = regex(r"([\u4e00-\u9fff]{4,8})\1")
_CLAUSE_TWICE = regex(r"(?<![^，。；：\n])([^，。；“”‘’\n]{5,60}+)[，。；]\1(?![^，。；\n])")
# 目的的, 标的的 and 打的的 are honest, 项目的的 and 目标的的 are not; 的的确确 and 的士 go on.
_PARTICLE_TWICE = regex(
    r"(的)(?:(?<![目标有中打之]的)|(?<=[项科栏题]目的)|(?<=[目指]标的))的(?![确士])",
    needs=["的的"],
)
_ENDS_OF_LONGER_WORDS = tuple(
    "会办组率度数量值额期班型式机器剂部局员者人厅委队院所家站馆网法案费训性力感情针"
)
# 提升提升班: the second word belongs to what follows.
_ENDS_OF_ONE_WORD = {"根据": "地", "进行": "曲时", "维修": "工点店资基", "通过": "量", "我办": "理"}


_EACH_BY_EACH = tuple("一二两三四五六七八九十百几每逐多某数")
# 再落实落实: a doubled verb that asks for something.
_ASKED = tuple("再去来好多")

_RISES = "增加|增长|增多|提高|提升|上升|升高|上涨|扩大"
_FALLS = "减少|下降|降低|下跌|缩小|缩减"
_LEVEL = "持平"
_OPPOSITES = regex(rf"({_RISES}|{_FALLS})([/／、（(]?)({_RISES}|{_FALLS}|{_LEVEL})[）)]?")
# 较好 and 较强 say a degree and compare with nothing.
_COMPARES = regex(
    r"较(?![好强为高大多快])|[同环]比|比(?=上年|上期|去年|往年|同期|年初|预算|计划|\d)|同期|与上年|与去年"
)
_AMOUNT = regex(r"[约近了到为至]?\s?[\d一二三四五六七八九十Xx×_＿（(]")
_END = regex(r"$|[。；，;,]")
# 增加（减少）额 and 增加（减少）超过10%的 stand in rules and headings, which leave it open.
_OF_A_RULE = regex(
    r"率|额|幅|(?:的|数|量|值)?(?:[在达到为]?\s?[\d.]+\s?(?:[%％]|个百分点|万?元)?(?:（含）)?(?:及?以[上内]|之内|的)"
    r"|不?(?:超过|超出|大于|高于|低于|多于|少于)|控制在|原因|情况|因素|的)"
)


@rule(
    "TEXT-024",
    "重复的词句",
    checks="没有把一个词、一个分句连写两遍，如“增加增加”",
    basis=PREPARED,
)
def words_not_doubled(case: Case) -> Iterator[Remark]:
    """No word and no clause is typed twice in a row."""
    seen = set()
    for pattern in (_TWICE, _PARTICLE_TWICE, _LONG_TWICE, _CLAUSE_TWICE):
        for doubled in case.prose.find_by_text(pattern, _is_slip):
            if doubled[0].path not in seen:
                seen.add(doubled[0].path)
                yield remark_on(
                    doubled,
                    f"{quote(doubled[0].around)}处“{doubled[0].match[1]}”重复",
                    f"请核对，多写的请删去，只留一个“{doubled[0].match[1]}”",
                )


def _is_slip(spot: Spot) -> bool:
    """Whether the word is no 动词重叠 and no 一个一个, and does not begin another word."""
    word = spot.match[1]
    return (
        len(word) == 1
        or (
            len(set(word)) > 1
            # 一步一个脚印一步一个脚印地落实 repeats on purpose.
            and word[0] not in _EACH_BY_EACH
            and spot.before[-1:] not in _ASKED
            and spot.after[:1] not in (*_ENDS_OF_LONGER_WORDS, *_ENDS_OF_ONE_WORD.get(word, ""))
        )
    )


@rule(
    "TEXT-025",
    "没有选定的词",
    checks="没有供选择而没有选定的词，如“增加（减少）”“增加持平”",
    basis=PREPARED,
)
def one_of_opposites_chosen(case: Case) -> Iterator[Remark]:
    """Of opposites that a form offers, 增加（减少）, one was chosen."""
    for offered in case.prose.find_by_text(_OPPOSITES, _is_offered):
        yield remark_on(
            offered,
            f"{quote(offered[0].around)}处的两个词不能同时成立，没有选定",
            "请按实际情况只留下一个",
        )


def _is_offered(spot: Spot) -> bool:
    """Whether the words are what happened, and not what may happen in a rule or a heading."""
    one, between, other = spot.match.groups()
    if _rises(one) == _rises(other) or spot.path[-1] == "名称":
        return False
    if other == _LEVEL or between == "、":
        return other == _LEVEL
    clause = re.split("[。；，;,]", spot.before)[-1]
    # 较上年增加（减少）的原因逐项说明 leaves it open.
    if _OF_A_RULE.match(spot.after) or re.search("凡|如|若|对|因", clause):
        return False
    compares = bool(_COMPARES.search(clause))
    if not between:
        return bool(_AMOUNT.match(spot.after)) or (compares and bool(_END.match(spot.after)))
    return compares or bool(_AMOUNT.match(spot.after) or _END.match(spot.after))


def _rises(word: str) -> bool | None:
    """Whether ``word`` says that something becomes more; None if it stays as it is."""
    return None if word == _LEVEL else word in _RISES.split("|")
