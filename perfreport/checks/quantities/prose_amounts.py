"""Amounts of money that the prose states, each with what its clause says about it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.blocks.model import Document
from perfreport.checks.engine.prose import Prose, Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark
from perfreport.checks.quantities.clauses import (
    clause_before,
    consists_of,
    full_sentence_before,
    is_of_another_time,
    paragraph_before,
    rounds_to,
)

_MONEY = regex(
    r"[0-9](?<![0-9.,][0-9])(?P<rest>[0-9,]*+(?:\.[0-9]++)?) ?(?P<unit>亿元|万元|元)", needs="元"
)
# A longer run of digits is a code or a slip, and arithmetic on it would be slow.
_MOST_CHARACTERS = 24
_CLAUSE_ENDS_HERE = regex(r"[，。；、,;！？）)]|[（(]?其中|$")
TEN_THOUSAND = 10_000
LARGE = Decimal(TEN_THOUSAND)
"""万元; from here on an amount is rather too large than a text is wrong."""
_FIGURE = regex(r"[0-9][0-9.,]*+\s?(?:亿元|万元|元|[%％]|年)?")
_CLAUSES = regex("[^，；、,;（(）)：:]+[：:]?")
_COLON = regex("[：:]")
_SPEAKS_OF_MONEY = regex("[预决]算|支出|收入|费|资金|款|金额|[：:]")
_PLAINLY_OF_THE_WHOLE = regex("部门整体|整体支出|部门预算|[我本](?:部门|单位|[委局办厅院会])")
_OF_A_PART = regex(
    "项目|专项|任务|课题|工程|资金|费|评价"
    "|[0-9一二三四五六七八九十][、.．）)](?![0-9])|[一二三四五六七八九十]是|[①-⑳]"
)
# Their amounts are honest and differ from the tables', however alike the words.
_OF_ANOTHER_WHOLE = regex(
    "一般公共预算|基金|财政拨款|国有资本|专户|三公|采购|结转|结余|压减|压缩|节约|[类款项][）)]"
    "|下属|下级|二级|所属|处室|各区|中心|学校|医院|[支大]队|研究[院所]|本级"
)


@dataclass(frozen=True)
class Mention:
    """An amount that a text mentions, with its unit (文字中的金额).

    Attributes:
        spot: where it was found.
    """

    spot: Spot

    @cached_property
    def unit(self) -> Unit:
        """As typed."""
        return Unit.named(self.spot.match["unit"])

    @cached_property
    def number(self) -> Decimal:
        """As typed, its decimals kept."""
        return Decimal(f"{self.spot.found[0]}{self.spot.match['rest']}".replace(",", ""))

    @cached_property
    def clause(self) -> str:
        """What its clause says before it."""
        return clause_before(self.spot).replace(" ", "")

    @property
    def quoted(self) -> str:
        """Its clause, as messages quote it."""
        return quote(f"{self.clause}{self.spot.found}")

    @property
    def yuan(self) -> Decimal:
        """Its worth in 元."""
        return self.number * self.unit.yuan

    @cached_property
    def ends_its_clause(self) -> bool:
        """Whether nothing is said of it behind it, such as what it is for."""
        return bool(_CLAUSE_ENDS_HERE.match(self.spot.after))

    def agrees_with(self, amount: Amount, rounding: Rounding) -> bool:
        """Whether ``amount`` may be rounded to it, to ten times 万元 in 约60万元, or it to that."""
        is_rough = self.clause.endswith("约")
        printed = self.yuan / rounding.unit.yuan, amount.to(rounding.unit)
        return rounds_to(amount.to(self.unit), self.number, roughly=is_rough) or (
            abs(printed[0] - printed[1]).scaleb(rounding.amount_places) * 2 <= 1
        )

    def is_in_other_unit_than(self, amount: Amount) -> bool:
        """Whether one of the two is the other with 元 and 万元 confused."""
        yuan = amount.to(Unit.YUAN)
        return self.yuan * TEN_THOUSAND == yuan or self.yuan == yuan * TEN_THOUSAND


def tells_other_unit(mention: Mention, amount: Amount) -> bool:
    """Whether a ``mention`` beside ``amount`` tells that the unit of that one is wrong.

    It does where the amount is too large, or has 元 typed behind it; else the text is wrong.
    """
    if amount.unit is Unit.YUAN:
        return mention.yuan == amount.to(Unit.YUAN) * TEN_THOUSAND
    return amount.value >= LARGE and mention.yuan * TEN_THOUSAND == amount.to(Unit.YUAN)


class Meant(NamedTuple):
    """The figure of a table that a text speaks of.

    Attributes:
        label: what it is called.
        amounts: the figure, and what else may be meant by the same words.
        is_plain: whether the words name it in full; others mean it only in a sentence that is
            about nothing else.
    """

    label: str
    amounts: tuple[Amount, ...]
    is_plain: bool = True


def mentions_by_field(
    prose: Prose, fields: Container[str | int] = ()
) -> Iterator[tuple[DataPath, list[Mention]]]:
    """The amounts of money in ``prose``, those in one field together, with the field's path.

    Args:
        prose: of a document.
        fields: keys, one of which the path of the field must have as its first or last; all
            fields where none is given.
    """
    for spots in prose.find_by_field(_MONEY):
        path = spots[0].path.field
        if fields and path[0] not in fields and path[-1] not in fields:
            continue
        mentions = [Mention(spot) for spot in spots if len(spot.found) <= _MOST_CHARACTERS]
        if mentions:
            yield path, mentions


def differing(mention: Mention, meant: Meant, rounding: Rounding) -> Iterator[Remark]:
    """A remark where ``mention`` is none of the amounts that may be meant."""
    if any(mention.agrees_with(amount, rounding) for amount in meant.amounts):
        return
    is_confused = any(mention.is_in_other_unit_than(amount) for amount in meant.amounts)
    # All its decimals: rounded, it could look the same as what it is said to differ from.
    shown = rounding.exact_amount(meant.amounts[0])
    message = f"文字中写的{mention.quoted}与表中的{meant.label}{shown}不同"
    advice = f"请核对；表中的数无误的，把文字改为{shown}"
    if is_confused:
        message, advice = (
            f"{message}，像是元和万元弄混了",
            f"请核对两处的单位；表中的数无误的，把文字改为{shown}",
        )
    yield remark(mention.spot.path, message, advice)


class Vocabulary(NamedTuple):
    """What clauses about the whole of a document's money are made of.

    Attributes:
        words: for the whole, its time and its figures, and the names of these.
        figures: the names of figures that are parts of the whole.
    """

    words: re.Pattern[str]
    figures: re.Pattern[str]


def is_of_the_whole(
    mention: Mention, meant: Meant, vocabulary: Vocabulary, document: Document
) -> bool:
    """Whether the amount is the department's of the year, as far as its paragraph tells.

    Its clause is made of words for the whole, and so are those before it in the sentence, as far
    as they speak of money. What may be a part is so unless the clause plainly says otherwise.
    """
    # What may be about something else is left alone: a wrong warning costs more than a missed slip.
    words = vocabulary.words
    if not consists_of(mention.clause, words):
        return False
    before = paragraph_before(mention.spot).replace(document.department, "")
    before = vocabulary.figures.sub("", before)
    if _OF_ANOTHER_WHOLE.search(before) or is_of_another_time(before, document.year):
        return False
    if _PLAINLY_OF_THE_WHOLE.search(mention.clause):
        return True
    return not _OF_A_PART.search(before) and all(
        consists_of(_COLON.sub("", clause), words)
        or (meant.is_plain and not _SPEAKS_OF_MONEY.search(clause))
        for clause in _clauses_before(mention)
    )


def _clauses_before(mention: Mention) -> list[str]:
    """The clauses of its sentence before its own, without their figures."""
    sentence = full_sentence_before(mention.spot).replace(" ", "")
    return _CLAUSES.findall(_FIGURE.sub("", sentence))[:-1]


def total_of(mentions: Iterable[Mention]) -> Decimal:
    """What the mentioned amounts are worth together, in 元."""
    return sum((mention.yuan for mention in mentions), Decimal(0))
