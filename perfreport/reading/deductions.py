"""Deductions and the indicators they belong to, kept together through edits (扣分原因)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfreport.quantities import GAP, Score
from perfreport.reading.codes import code
from perfreport.reading.inverse import Place
from perfreport.reading.trees import Tree

_SECTIONS = ("effectiveness", "efficiency")


def relink(
    tree: Tree,
    stated: Mapping[Place, object],
    renamed: Mapping[str, str] | None = None,
    *,
    is_edited: bool = False,
) -> None:
    """Give deductions the names that their indicators have now, or else the printed points.

    Args:
        tree: of the document.
        stated: what is printed in the places of figures that may be stated.
        renamed: the names of the indicators by the codes of their earlier ones.
        is_edited: whether the clauses were edited, so that one may stand in another's place; then
            its points have to be those that its indicators lost.
    """
    for name in _SECTIONS:
        section = tree.get(name, {})
        lost = {each.get("name"): _lost(each) for each in section.get("indicators", ())}
        deductions = section.get("deductions", ())
        for position, deduction in enumerate(deductions):
            printed = stated.get((name, "deductions", position, "stated_points"))
            names = _linked(deduction.pop("indicators", ()), lost, renamed or {})
            if names and not (is_edited and _total(names, lost) != printed):
                deduction["indicators"] = names
            elif len(deductions) > 1 and printed is not None:
                deduction.setdefault("stated_points", printed)


def _linked(
    names: Sequence[str], lost: Mapping[object, Score], renamed: Mapping[str, str]
) -> tuple[str, ...]:
    """``names`` as they are now, without those of indicators that are gone; gaps stay."""
    current = (renamed.get(code(name), name) for name in names)
    return tuple(name for name in current if name in lost or name.startswith(GAP))


def _total(names: Sequence[str], lost: Mapping[object, Score]) -> Score:
    return Score.total(lost.get(name, Score.pending()) for name in names)


def _lost(indicator: Tree) -> Score:
    weight, score = indicator.get("weight"), indicator.get("score")
    if isinstance(weight, Score) and isinstance(score, Score):
        return weight.minus(score)
    return Score(0)
