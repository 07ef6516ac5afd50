"""What a sentence may name beside its own slots: every text and figure of the document (占位)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel

from perfreport.blocks.found import slot_names
from perfreport.blocks.notations import ChoiceNotation, noted
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.printed import (
    Block,
    Computed,
    Figure,
    Line,
    Noted,
    Sentence,
    Slot,
    TitleText,
    fields_with_groups,
)
from perfreport.blocks.sums import follows_from
from perfreport.blocks.walk import keys_of, values_at

_EXTRAS = "extras"
_TITLE = get_args(TitleText)[1]


def document_slots(view_class: Any, model: type[BaseModel]) -> Mapping[str, Slot]:
    """The slots for what views of ``view_class`` show of a ``model``, but for rows and paragraphs.

    They are called like the fields, ``expenditure_total_final``, declared ones by their own names;
    what stands in a sentence by the names of both, ``conclusion_score``.
    """
    return dict(_named(view_class, model))


def slots_of_two(view_class: Any, model: type[BaseModel]) -> set[str]:
    """The names of those slots that would be called like another."""
    counts = Counter(name for name, _ in _named(view_class, model))
    return {name for name, count in counts.items() if count > 1}


def _named(view_class: Any, model: type[BaseModel]) -> Iterator[tuple[str, Slot]]:
    for names, at, field in fields_with_groups(view_class):
        name = "_".join(str(each) for each in names if each != _EXTRAS)
        around, path = ".".join(at[: len(at) - len(field.at)]), ".".join(at)
        if isinstance(field.block, Sentence):
            about = field.block.path(field.name)
            for inner, slot in field.block.slots.items():
                if made := _slot(slot, about, slot.path(inner, about), model):
                    yield f"{name}_{inner}", made
        elif made := _slot(field.block, around, path, model):
            yield name, made


def with_document_slots(sentence: Sentence, phrase: Phrase, known: Mapping[str, Slot]) -> Sentence:
    """``sentence``, about the whole document, with those of the slots ``known`` that it names."""
    others = {name: known[name] for name in slot_names(phrase) if name in known}
    return replace(sentence, slots={**others, **sentence.slots})


def _slot(
    block: Block | Slot, around: str, at: str, model: type[BaseModel]
) -> Line | Figure | Computed | None:
    """What a ``block`` that stands ``at`` dotted attributes of a ``model`` is in a sentence.

    None where it is more than one text; ``around`` are the attributes of the part it belongs to.
    """
    label = block.label or "".join(map(str, keys_of(model, at)[-2:]))
    match block:
        case Line(given="", derived=None):
            return Line(at, label=label)
        case Figure(is_copy=is_copy):
            is_sum = follows_from(model, at) is not None
            return Figure(at, label=label, is_copy=is_copy or is_sum or at == "year")
        case Noted(notation=ChoiceNotation()):
            return Line(at, label=label)
        case Noted(notation=notation):
            # It stands there as it is printed elsewhere, and is not read back.
            get = values_at(at)
            return Computed(label=label, text=lambda part, _, __: noted(notation, get(part)))
        case Computed() if block != _TITLE:
            return _computed(block, around)
    return None


def _computed(block: Computed, around: str) -> Computed:
    """``block`` of the part ``around``, as one of the document; blank where there is no part."""
    text, get = block.text, values_at(around)
    if not around:
        return block

    def of_part(document: Any, form: Any, position: int) -> str:
        part = get(document)
        return "" if part is None else text(part, form, position)

    return replace(block, text=of_part)
