"""The schemes a second time, in fractions, written from the texts and not from the scheme files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

Rule = Callable[[Fraction, Fraction], Fraction | None]
"""From target and achievement to a share of the weight; None where the text is silent."""


def half_up(number: Fraction) -> Decimal:
    """To two places."""
    cents = (2 * number * 100 + 1) // 2
    return Decimal(int(cents)).scaleb(-2)


def in_proportion(target: Fraction, actual: Fraction) -> Fraction | None:
    if actual >= target:
        return Fraction(1)
    return max(Fraction(0), actual / target) if target > 0 else None


def from_sixty_percent(target: Fraction, actual: Fraction) -> Fraction | None:
    done = in_proportion(target, actual)
    if done is None or done == 1:
        return done
    return (done - Fraction(3, 5)) * Fraction(5, 2) if done >= Fraction(3, 5) else Fraction(0)


def target_over_actual(target: Fraction, actual: Fraction) -> Fraction | None:
    if actual <= target:
        return Fraction(1)
    return target / actual if target >= 0 else None


def by_deviation(target: Fraction, actual: Fraction) -> Fraction | None:
    if actual <= target:
        return Fraction(1)
    if target <= 0:
        return None
    return max(Fraction(0), 1 - (actual - target) / target)


def equal(rule: Rule, *, anhui: bool = False) -> Rule:
    def share(target: Fraction, actual: Fraction) -> Fraction | None:
        if target == 0 and anhui:
            return Fraction(int(actual <= 0))
        if actual == target:
            return Fraction(1)
        return rule(target, actual) if target > 0 else None

    return share


def silent(_target: Fraction, _actual: Fraction) -> None:
    return None


_OF_2020: Mapping[str, Rule] = {
    "≥": in_proportion,
    "＝": equal(in_proportion),
    "≤": target_over_actual,
}
RULES: Mapping[str, Mapping[str, Rule]] = {
    "mof-2020-10": _OF_2020,
    "henan-2020": _OF_2020,
    "henan-bond": _OF_2020,
    "hubei-2020": _OF_2020,
    "mof-2021-101": {"≥": from_sixty_percent, "＝": equal(from_sixty_percent), "≤": silent},
    "anhui-2022": {"≥": in_proportion, "＝": equal(in_proportion, anhui=True), "≤": by_deviation},
    "sichuan-2023": {"≥": silent, "＝": silent, "≤": silent},
}


def score(
    weight: Decimal, sign: str, target: Decimal, actual: Decimal, scheme: str
) -> Decimal | None:
    """The points, rounded half up; None where they have to be given."""
    share = RULES[scheme][sign](Fraction(target), Fraction(actual))
    return None if share is None else half_up(Fraction(weight) * share)
