"""Words of the form that went away on a page and come back, known by the codes kept of them.

What stays classified though somebody typed over the words that stand in for it (涉密): only the
data file can say that something is public. And labels that went with the row they stood in
(合并的标签格): LibreOffice deletes the words of a merged cell together with its first row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.cells import printed_value
from perfreport.blocks.form import Form
from perfreport.blocks.found import Tree
from perfreport.blocks.model import Indicator
from perfreport.blocks.places import in_document, row_of
from perfreport.blocks.printed import (
    IndicatorCell,
    PassageText,
    Placed,
    Printed,
    Rows,
    fields_by_attribute,
    fields_with_groups,
    printed_fields,
)
from perfreport.blocks.walk import model_at, values_at
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_texts import PrintedTexts, held_by, names_in, text_at
from perfreport.roundtrip.trees import holds, value_in

BASIS = "涉密，按版式印统一的说明；要公开，请在数据文件里去掉“涉密”"
"""Where such words come from."""

Texts = tuple[str, ...]
_Words = Mapping[str, Texts]
"""What is printed, by the fields of a row."""


def standing_in(codes: PrintedTexts, changes: Changes, form: Form) -> dict[ViewPath, Texts]:
    """The words of ``form`` for what is classified that were typed over, by their places now."""
    edited = held_by(changes.edited)
    # The view itself is gone through as a row that stayed where it was.
    found = {
        place: texts
        for before, after in ((ViewPath(), ViewPath()), *changes.rows.items())
        if not after or after in edited
        for instead, lacking in _ways(names_in(before), form)
        for place, texts in _typed_over(codes, before, after, instead, lacking)
    }
    return {place: texts for place, texts in found.items() if place in changes.edited}


def _ways(names: ViewPath, form: Form) -> Sequence[tuple[_Words, _Words]]:
    """What ``form`` prints for classified parts in the rows called ``names``, way by way.

    What stands there whatever the data hold, and what stands there where they hold nothing.
    """
    row, model = row_of(names, form)
    fields = printed_fields(row)
    ways: list[tuple[_Words, _Words]] = [
        ({each.name: way.instead[name]}, {})
        for each in fields
        if isinstance(each.block, PassageText)
        for way in form.withheld(_part(model, each))
        for name in way.instead
    ]
    # What stands in for rows is typed row by row, and is no text of the one that is withheld.
    fields_of = fields_by_attribute(row).items()
    by_attribute = {k: each for k, each in fields_of if not isinstance(each.block, Rows)}
    for way in form.withheld(model):
        instead, lacking = (
            {by_attribute[k].name: _text(by_attribute[k], v, form) for k, v in words.items()}
            for words in (way.among(by_attribute).instead, way.among(by_attribute).lacking)
        )
        ways.append((instead, lacking))
    return ways


def _part(model: type[BaseModel], field: Printed) -> type[BaseModel]:
    part = model_at(model, ".".join(field.at))
    assert part is not None
    return part


def _text(field: Printed, value: Any, form: Form) -> Texts:
    """``value`` as it is printed in ``field``."""
    shown: Any = printed_value(field.block, value, form)
    return (shown,) if isinstance(shown, str) else shown


def _typed_over(
    codes: PrintedTexts, before: ViewPath, after: ViewPath, instead: _Words, lacking: _Words
) -> Iterator[tuple[ViewPath, Texts]]:
    """The words at a place where these were printed, as far as they were."""
    printed = {name: text_at(codes, before / name) for name in (*instead, *lacking)}
    there = {name: printed[name] for name in instead if printed[name] not in (None, code(""))}
    if not there or any(each != _code(instead[name]) for name, each in there.items()):
        return
    for name, texts in instead.items():
        yield after / name, texts if name in there else ("",)
    for name, texts in lacking.items():
        if printed[name] == _code(texts):
            yield after / name, texts


def classified_in_cells(document: BaseModel, form: Form) -> dict[str, list[str]]:
    """The codes of the names of classified indicators that share a cell with others.

    By the positions of the rows that the cell stands in, as ``0.1``.
    """
    remembered: dict[str, list[str]] = {}
    for positions, indicators in _cells(document, form.view, ()):
        key = ".".join(map(str, positions))
        names = [code(each.name) for each in indicators if each.classified]
        remembered.setdefault(key, []).extend(names)
    return {key: names for key, names in remembered.items() if names}


def _cells(
    part: BaseModel, view_class: type, positions: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], Sequence[Indicator]]]:
    for each in _with_cells(view_class):
        held = values_at(".".join(each.at))(part) or ()
        if each.field.row is None:
            yield positions, held
        else:
            for position, row in enumerate(held):
                yield from _cells(row, each.field.row, (*positions, position))


@cache
def _with_cells(view_class: Any) -> tuple[Placed, ...]:
    """The cells of indicators in a view or row, and its lists whose rows have some."""
    return tuple(
        each
        for each in fields_with_groups(view_class)
        if isinstance(each.field.block, IndicatorCell)
        or (each.field.row is not None and _with_cells(each.field.row))
    )


def keep_classified_values(
    tree: Tree, remembered: Mapping[str, Sequence[str]], changes: Changes, form: Form
) -> None:
    """Take the values typed for classified indicators in edited cells out of ``tree`` again."""
    for before, after in ((ViewPath(), ViewPath()), *changes.rows.items()) if remembered else ():
        names = remembered.get(".".join(str(step) for step in before if isinstance(step, int)))
        view_class, _ = row_of(names_in(before), form)
        for cell in _with_cells(view_class) if names else ():
            place = in_document(after, form) / cell.at
            is_edited = cell.field.row is None and after / cell.names in changes.edited
            if is_edited and holds(tree, place):
                for item in value_in(tree, place):
                    _keep_classified(item, names or (), form)


def _keep_classified(item: Tree, names: Sequence[str], form: Form) -> None:
    # By the name, as items of a cell have no rows that could be followed.
    if code(str(item.get("name"))) in names and not item.get("classified"):
        for name in (name for way in form.withheld(Indicator)[:1] for name in way.instead):
            item.pop(name, None)
        item["classified"] = True


def _code(texts: Texts) -> str:
    return code("\n".join(texts))


def put_back(
    texts: Mapping[ViewPath, str], standing: Mapping[ViewPath, Texts]
) -> dict[ViewPath, str]:
    """The ``texts`` of a page with those ``standing`` in for what is classified."""
    kept = {
        place: text
        for place, text in texts.items()
        if place not in standing and place.parent not in standing
    }
    for place, lines in standing.items():
        kept.update({place / position: line for position, line in enumerate(lines)})
        kept[place] = "\n".join(lines)
    return kept


def lost_labels(
    shown: PrintedTexts,
    codes: PrintedTexts,
    changes: Changes,
    names: Iterable[ViewPath],
    words: Iterable[str],
) -> dict[ViewPath, str]:
    """The labels that are blank and were not, by their places in the view.

    Args:
        shown: what the page says.
        codes: of what it said.
        changes: between the two.
        names: of the labels in the view, positions as ``*``.
        words: that may stand in a label.
    """
    # The file has no texts, only codes: a lost label is the word that has its code. A label that
    # was blank, as in a half without a value, has lost nothing.
    by_code = {code(word): word for word in words if word}
    labels = sorted({(name[0], name[-1]) for name in names})
    found: dict[ViewPath, str] = {}
    for before, after in changes.rows.items():
        for listed, name in labels:
            if after[0] != listed or text_at(shown, after / name) != "":
                continue
            if (old := text_at(codes, before / name)) in by_code:
                found[after / name] = by_code[old]
    return found
