"""Deductions and the indicators they belong to, kept together through edits (扣分原因)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.quantities import GAP, Score
from perfreport.blocks.found import Said, Tree

_SECTIONS = ("effectiveness", "efficiency")


def relink(tree: Tree, said: Said) -> None:
    """Give deductions the names that their indicators have now, or else the printed points.

    Where the clauses were edited, so that one may stand in another's place, its points have to be
    those that its indicators lost.

    Args:
        tree: of the document.
        said: what the page says beside it.
    """
    is_edited = said.is_edited(ViewPath("efficiency", "deductions"))
    for name in _SECTIONS:
        section = tree.get(name, {})
        lost = {each.get("name"): _lost(each) for each in section.get("indicators", ())}
        deductions = section.get("deductions", ())
        for position, deduction in enumerate(deductions):
            printed = said.stated.get(FieldPath(name, "deductions", position, "stated_points"))
            current = (said.name_now("scores", each) for each in deduction.pop("indicators", ()))
            names = _linked(current, lost)
            if names and not (is_edited and _total(names, lost) != printed):
                deduction["indicators"] = names
            elif len(deductions) > 1 and printed is not None:
                deduction.setdefault("stated_points", printed)


def forget_reasons(tree: Tree) -> list[FieldPath]:
    """Leave the reasons of lost points out of ``tree`` where indicators have no names any more.

    Nobody knows then which indicators they are about. The fields that are left out.
    """
    section = tree.get("efficiency", {})
    indicators = section.get("indicators", ())
    is_told = indicators and all("name" in each for each in indicators)
    if is_told or not section.pop("deductions", None):
        return []
    return [FieldPath("efficiency", "deductions")]


def _linked(names: Iterable[str], lost: Mapping[object, Score]) -> tuple[str, ...]:
    """``names`` without those of indicators that are gone; gaps stay."""
    return tuple(name for name in names if name in lost or name.startswith(GAP))


def _total(names: Sequence[str], lost: Mapping[object, Score]) -> Score:
    return Score.total(lost.get(name, Score.pending()) for name in names)


def _lost(indicator: Tree) -> Score:
    weight, score = indicator.get("weight"), indicator.get("score")
    if isinstance(weight, Score) and isinstance(score, Score):
        return weight.minus(score)
    return Score(0)
