"""The rule about amounts typed in 元 where 万元 is meant, and the other way round (金额的量级)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.checks.bases import ONE_UNIT, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, rule
from perfreport.checks.quantities.prose_amounts import (
    LARGE,
    TEN_THOUSAND,
    Mention,
    mentions_by_field,
)
from perfreport.kinds.rules.listed import RARE, Listed, is_near, lists_of, typed_in_yuan
from perfreport.kinds.rules.suspicion import across_rows, far_apart

_SMALL = Decimal(100)
_SMALL_WITH_DECIMALS = Decimal(1_000)
"""元; hardly an amount of a budget."""
# One large project among small ones is honest: 1 to 500 and 1 to 4,000 stand in the cases.
# So proportion alone proves nothing, and each suspect must fit once it is divided.
_TIMES_THE_LARGEST = 300
_TIMES_ALL_OTHERS = 1_000
_TIMES_THE_LARGEST_ALONE = 30
_FEWEST_OTHERS = 2
_FEWEST_WITH_DECIMALS = 3
# A price or a bound beside an amount says nothing of the whole.
_OF_EACH_BEFORE = regex("[每均]|标准|单价|限额|不[低少高超多]")
_OF_EACH_AFTER = regex("[/／每]|以[上下内]|的?标准")


@rule(
    "SUM-032",
    "金额的量级",
    checks="没有把元写成万元、把万元写成元：金额与同表的其他金额不悬殊（大一千倍以上，或大三百倍以上而唯独它"
    "没有小数；可比的不到两个的，看不出），与文字所写的单位一致；比同表一半以上的金额大一千倍、中间没有别的金额的，"
    "同一行各栏相差约一万倍的，为提示",
    basis=ONE_UNIT,
    severities=WARNING_OR_INFORMATION,
)
def amounts_of_one_magnitude(case: Case) -> Iterator[Remark]:
    """No amount is ten thousand times what is meant, or the ten thousandth part of it.

    What a text of the same project or task says goes before what the others of the list are.
    """
    lists, rounding = lists_of(case), case.form.figures.rounding
    suspects = [each for amounts in lists for each in amounts if _may_be_wrong(each)]
    if not suspects:
        return
    found = (
        remark
        for amounts in lists
        for remark in (
            *far_apart(amounts, rounding),
            *_too_large(amounts, rounding),
            *_too_small(amounts, rounding),
        )
    )
    # What is surer comes later, and goes before what is merely possible.
    out_of_proportion = {each.path: each for each in (*across_rows(case), *found)}
    # Texts are read only for what may be wrong; most documents have nothing of the sort.
    mentions = _mentions_by_holder(case, {_holder(each.path) for each in suspects})
    for placed in suspects:
        texts, yuan = mentions.get(_holder(placed.path), ()), placed.amount.to(Unit.YUAN)
        # A text that says so much too settles it: large projects exist.
        if any(is_near(each.yuan, yuan, yuan) for each in texts):
            continue
        remarks = (*_beside_texts(placed, texts, rounding), out_of_proportion.get(placed.path))
        yield from [remark for remark in remarks if remark][:1]


def _may_be_wrong(placed: Listed) -> bool:
    if placed.is_in_yuan:
        return placed.amount.value < TEN_THOUSAND
    return placed.worth >= LARGE


def _holder(path: DataPath) -> DataPath:
    """The project or task that an amount at ``path`` is of: the last item of a list around it."""
    positions = [at for at, step in enumerate(path, 1) if isinstance(step, int)]
    return path[: positions[-1]] if positions else path.parent


def _too_large(amounts: Sequence[Listed], rounding: Rounding) -> Iterator[Remark]:
    """Amounts typed in 元, by what the others of the list are."""
    suspects = {
        each.path: (each, most)
        for each, most in (*_far_beyond(amounts), *_without_decimals_alone(amounts))
    }
    for each, most in suspects.values():
        keys = {str(placed.path[-1]) for placed in amounts}
        what = keys.pop() if len(keys) == 1 else "金额"
        largest = rounding.exact_amount(Amount(most))
        reason = f"是其他各项{what}中最大的{largest}的{int(each.worth / most)}倍"
        yield typed_in_yuan(each, reason, rounding)


def _far_beyond(amounts: Sequence[Listed]) -> Iterator[tuple[Listed, Decimal]]:
    """Amounts some hundred times the largest of the ordinary ones, with that largest.

    Divided by ten thousand it is of the others' size; and either it was typed without decimals
    among others with them, or it is a thousand times all ordinary ones together.
    """
    worths = sorted(each.worth for each in amounts)
    usual = [each for each in amounts if each.worth <= RARE]
    # Whoever typed one amount in 元 typed another one so, which must not hide it.
    together = sum((each.worth for each in usual), Decimal(0))
    are_with_decimals = sum(each.has_decimals for each in usual) * 2 > len(usual)
    for each in amounts:
        if each.is_in_yuan or each.worth <= RARE:
            continue
        others = bisect_left(worths, each.worth / _TIMES_THE_LARGEST)
        if others < _FEWEST_OTHERS or others * 2 < len(worths):
            continue
        is_typed_otherwise = are_with_decimals and not each.has_decimals
        # Decimals may be typed in 元 as well: 598123.00 beside 59.80 and 20.00.
        is_beyond_all = each.worth >= together * _TIMES_ALL_OTHERS
        fits = is_near(each.worth / TEN_THOUSAND, worths[0], worths[others - 1])
        if fits and (is_typed_otherwise or is_beyond_all):
            yield each, worths[others - 1]


def _without_decimals_alone(
    amounts: Sequence[Listed],
) -> Iterator[tuple[Listed, Decimal]]:
    """Amounts typed without decimals among many with them, some ten times as large.

    Divided by ten thousand they are of the others' size.
    """
    alone = [each for each in amounts if not (each.has_decimals or each.is_in_yuan)]
    others = sorted(each.worth for each in amounts if each.has_decimals and not each.is_in_yuan)
    if len(others) < max(_FEWEST_WITH_DECIMALS, _FEWEST_WITH_DECIMALS * len(alone)):
        return
    least, most = others[0], others[-1]
    for each in alone:
        is_large = each.worth >= max(LARGE, most * _TIMES_THE_LARGEST_ALONE)
        if is_large and is_near(each.worth / TEN_THOUSAND, least, most):
            yield each, most


def _too_small(amounts: Sequence[Listed], rounding: Rounding) -> Iterator[Remark]:
    """Amounts typed in 万元 with 元 behind them, by what the others of the list are."""
    usual = sorted(each.worth for each in amounts if not each.is_in_yuan)
    for each in amounts:
        # Interest of 500元 or 1,266.19元 is honest; 95.00元 is rather 万元, as are its decimals.
        most = _SMALL_WITH_DECIMALS if each.has_decimals else _SMALL
        if not each.is_in_yuan or each.amount.value >= most or len(usual) < _FEWEST_OTHERS:
            continue
        is_far_below = each.worth * _TIMES_THE_LARGEST < usual[0]
        if is_far_below and is_near(each.worth * TEN_THOUSAND, usual[0], usual[-1]):
            smallest = rounding.exact_amount(Amount(usual[0]))
            yield _typed_in_ten_thousands(each, f"而其他各项中最小的是{smallest}", rounding)


def _mentions_by_holder(case: Case, holders: Container[DataPath]) -> dict[DataPath, list[Mention]]:
    """The amounts that the texts of each of the projects or tasks at ``holders`` mention."""
    mentions: dict[DataPath, list[Mention]] = defaultdict(list)
    for path, found in mentions_by_field(case.prose):
        # A task or a unit stands at depth 2, a project at depth 4; texts stand below them.
        for length in (2, 4):
            if path[:length] in holders:
                mentions[path[:length]] += found
    return mentions


def _beside_texts(
    placed: Listed, mentions: Iterable[Mention], rounding: Rounding
) -> Iterator[Remark]:
    """A remark for each of the ``mentions`` that says the amount with the other unit."""
    yuan = placed.amount.to(Unit.YUAN)
    for mention in filter(_is_of_the_whole, mentions):
        said = f"文字中写的是{quote(f'{mention.clause[-8:]}{mention.spot.found}')}"
        if not placed.is_in_yuan and yuan == mention.yuan * TEN_THOUSAND:
            yield typed_in_yuan(placed, said, rounding)
        if placed.is_in_yuan and mention.yuan == yuan * TEN_THOUSAND:
            yield _typed_in_ten_thousands(placed, said, rounding)


def _is_of_the_whole(mention: Mention) -> bool:
    """Whether it is more than a round sum, and no price or bound."""
    # 20万元 may be any of a text's sums, 59.8万元 beside 59.80元 hardly is.
    is_round = len(mention.number.normalize().as_tuple().digits) < 2
    of_each = _OF_EACH_BEFORE.search(mention.clause) or _OF_EACH_AFTER.match(mention.spot.after)
    return not (is_round or of_each) and mention.yuan >= TEN_THOUSAND


def _typed_in_ten_thousands(placed: Listed, reason: str, rounding: Rounding) -> Remark:
    number = f"{placed.amount.value:f}"
    return Remark(
        placed.path,
        Severity.WARNING,
        f"金额是{rounding.exact_amount(placed.amount)}，{reason}，像是把万元写成了元",
        f"请核对；如是{number}万元，请写 {number} 或 {number}万元",
    )
