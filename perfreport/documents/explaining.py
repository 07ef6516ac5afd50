"""Explaining the figures of a document."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.blocks.explanation import Explainer, Explanation
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.sums import figure, label_of, sums_of, terms
from perfreport.blocks.walk import keys_of, walk
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kinds


def explain(
    document: Document, form: Form, path: DataPath | None = None, kinds: Kinds = KINDS
) -> tuple[Explanation, ...]:
    """How the computed figures of ``document`` came about as ``form`` prints them.

    Args:
        document: of the form's kind.
        form: what it is printed on.
        path: only the figures at this place and below; where there is none, those that the figure
            at this place went into.
        kinds: that are known.

    Returns:
        the explanations in the order of print; none for a kind that prints no computed figure.
    """
    explainer = Explainer(form)
    found = tuple(_sums(document, explainer))
    if explains := kinds.of(document).explains:
        found = (*found, *explains(document, explainer))
    if path is None:
        return found
    below = tuple(each for each in found if each.path.starts_with(path))
    return below or tuple(
        each for each in found if any(operand.path == path for operand in each.operands)
    )


def _sums(document: Document, explainer: Explainer) -> Iterator[Explanation]:
    """The sums that the models declare, outermost first."""
    for path, part in walk(document):
        sums = sums_of(type(part))
        for at in sums.of if sums else ():
            value = figure(part, at)
            if value is not None:
                parts = terms(part, at)
                operands = [(each.label, each.amount, path / each.path) for each in parts]
                place = path / keys_of(type(part), at)
                label = label_of(part, at, named=True)
                yield explainer.sum_of_amounts(place, label, value, operands)
