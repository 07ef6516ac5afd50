"""Figures that a workbook computes itself, from what stands in its cells (合计、执行率、总分).

A formula that gives just what its cells show was only computed anew: it is no data. So it is told
from one that somebody changed, wherever rows that were put in or taken out moved its references.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perfreport.basics.addresses import ViewPath
from perfreport.basics.decimals import round_half_up
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Tree
from perfreport.blocks.tracing import Key, Share, Sum, mark_of, traced_view
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.completion import completed
from perfreport.roundtrip.printed_texts import PrintedText, printed_texts
from perfreport.roundtrip.trees import holds
from perfreport.xlsx.numbers import Number, number_of


@dataclass(frozen=True, slots=True)
class OwnFormulas:
    """The formulas of a printed workbook, by the places of the view.

    Attributes:
        follow: what each adds or divides.
        places: where the figures stand.
        changes: since the workbook was printed; None where that is not known.
    """

    follow: Mapping[ViewPath, Sum | Share] = field(default_factory=dict)
    places: Mapping[Key, ViewPath] = field(default_factory=dict)
    changes: Changes | None = None

    def recomputed(
        self, formulas: Iterable[ViewPath], texts: Mapping[ViewPath, str]
    ) -> frozenset[ViewPath]:
        """Those of the ``formulas`` that give another figure, and just that of their cells."""
        edited = (path for path in formulas if self.changes is None or path in self.changes.edited)
        return frozenset(path for path in edited if self._is_given(path, texts))

    def without(
        self, found: Iterable[Found], formulas: Collection[ViewPath], tree: Tree
    ) -> list[Found]:
        """What was ``found``, but for figures in the place of a formula.

        These are computed, whoever types what there. Where the ``tree`` states one as it was
        printed, no formula was.
        """
        return [
            each
            for each in found
            if each.source not in self.follow
            or (each.source not in formulas and (self.changes is None or holds(tree, each.path)))
        ]

    def _is_given(self, path: ViewPath, texts: Mapping[ViewPath, str]) -> bool:
        """Whether the figure at ``path`` is the one that its cells give."""
        number, given = _number(texts.get(path, "")), self._given(path, texts)
        if number is None or given is None:
            return False
        return round_half_up(given, number.places) == number.value

    def _given(self, path: ViewPath, texts: Mapping[ViewPath, str]) -> Decimal | None:
        match self.follow.get(path):
            case Sum(of=keys):
                return sum((self._value(key, texts) for key in keys), Decimal())
            case Share(part=part, whole=whole) if below := self._value(whole, texts):
                return self._value(part, texts) / below
        return None

    def _value(self, key: Key, texts: Mapping[ViewPath, str]) -> Decimal:
        """What Excel adds of the cell of a figure: text counts for nothing."""
        number = _number(texts.get(self.places[key], "")) if key in self.places else None
        return number.value if number else Decimal()


def own_formulas(
    tree: Tree,
    form: Form,
    registry: FormRegistry,
    names: Collection[ViewPath],
    changes: Changes | None,
) -> OwnFormulas:
    """Those of a workbook that was read as ``tree``.

    Args:
        tree: of the document.
        form: of the page.
        registry: that has the scheme which the document goes by.
        names: the paths that the form prints.
        changes: since the workbook was printed; None where that is not known.
    """
    document = completed(form.model, tree)[0]
    form = registry.going_by(form, document)
    view, origins = traced_view(document, form, with_spares=False)
    texts = printed_texts(view, names, stand_in=lambda text: text)
    follow: dict[ViewPath, Sum | Share] = {}
    places: dict[Key, ViewPath] = {}
    for path, mark in _marks(texts, ViewPath()):
        _, key, _, follows = origins[mark]
        if follows:
            follow[path] = follows
        if key:
            places.setdefault(key, path)
    return OwnFormulas(follow, places, changes)


def _marks(texts: PrintedText, path: ViewPath) -> Iterator[tuple[ViewPath, int]]:
    """The marks of the figures in ``texts``, and where they stand."""
    if isinstance(texts, str):
        if (mark := mark_of(texts)) is not None:
            yield path, mark
        return
    for step, entry in texts.items() if isinstance(texts, dict) else enumerate(texts):
        yield from _marks(entry, path / step)


def _number(text: str) -> Number | None:
    return number_of(text.strip(), is_amount=False)
