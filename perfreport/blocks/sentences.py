"""Sentences that a form words, taken apart again: the title, and those of its view."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any, assert_never

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.quantities import Amount, Percent, Score, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.found import (
    Findings,
    Recovered,
    Unclear,
    amount_parser,
    line,
    quantity,
    slot_names,
    slots_of,
    whole,
)
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.printed import (
    SAME,
    Clauses,
    Computed,
    Figure,
    Line,
    Listing,
    Sentence,
    Slot,
    printed_fields,
)
from perfreport.blocks.sums import declared_sum
from perfreport.blocks.variants import AMOUNT, RATE, TypedPhrase, pattern_of
from perfreport.blocks.walk import annotation_at, attribute_steps, keys_of, model_at

TITLE = "title_lines"
"""The field of every view that holds the title."""

Apart = Callable[[str], "dict[str, str] | None"]
"""Takes a sentence apart into the texts of its slots; None when it is worded otherwise."""

Parsers = Mapping[object, Callable[[str], object]]
"""Read figures by their types."""

_YEAR = r"(?<!\d)\d{4}(?!\d)"
_NOT_READ = "读不出里面的内容，应写成：{}"
_BETWEEN = re.compile(r"[，,；;。、](?!\d)")


def sentences(form: Form) -> Mapping[str, Apart]:
    """How to take the title and the sentences that ``form`` words apart, by their fields."""
    ways: dict[str, Apart] = {TITLE: partial(title_slots, form)}
    for name, sentence in _declared(form).items():
        kinds = _patterns(sentence.slots, form.model, _at(name, sentence))
        figures = tuple(each for each, pattern in kinds.items() if pattern == AMOUNT)
        ways[name] = partial(slots_of, _phrase(form, sentence), figures=figures)
    return ways


def slots_by_field(form: Form) -> dict[str, list[str]]:
    """The slots of the title and of the sentences, in their order."""
    phrases = {name: _phrase(form, each) for name, each in _declared(form).items()}
    return {name: slot_names(each) for name, each in {TITLE: form.title, **phrases}.items()}


def title_slots(form: Form, title: str) -> dict[str, str] | None:
    """Year and department as ``title`` names them, in whatever lines it is set.

    None when it is worded otherwise.
    """
    lines, one_line = form.title.text.strip(), form.title.text.strip().replace("\n", "")
    slots = slots_of(Phrase(lines), title, ("year",))
    if slots is None or "\n" in "".join(slots.values()):
        slots = slots_of(Phrase(one_line), title.replace("\n", ""), ("year",))
    return slots


def typed_title(form: Form, lines: Sequence[str]) -> Mapping[str, str]:
    """Year and department of a title in ``lines``, though its fixed words be typed another way."""
    if slots := title_slots(form, "\n".join(lines)):
        return slots
    phrase = Phrase(form.title.text.replace("\n", ""))
    return TypedPhrase(phrase, {"year": _YEAR}).read("".join(lines)) or {}


def parsers(form: Form) -> Parsers:
    """Read figures as ``form`` prints them."""
    amount = amount_parser(Unit.named(form.figures.unit))
    return {Amount: amount, Score: Score, Percent: Percent, int: whole}


def _declared(form: Form) -> dict[str, Sentence]:
    fields = printed_fields(form.view)
    return {each.name: each.block for each in fields if isinstance(each.block, Sentence)}


def _phrase(form: Form, sentence: Sentence) -> Phrase:
    phrase: Phrase = getattr(form.wording, sentence.phrase)
    return phrase


def _at(name: str, block: Sentence | Slot) -> str:
    return name if block.at == SAME else block.at


def _path(*steps: str) -> str:
    return ".".join(filter(None, steps))


def _patterns(slots: Mapping[str, Slot], model: type[BaseModel], at: str) -> dict[str, str]:
    """The expressions for those of ``slots`` that hold a figure, ``at`` a part of ``model``."""
    figures: dict[str, str] = {}
    for name, slot in slots.items():
        if isinstance(slot, Computed):
            figures[name] = RATE if slot.is_rate else AMOUNT
        elif isinstance(slot, Figure):
            annotation = annotation_at(model, _path(at, _at(name, slot)))
            figures[name] = RATE if annotation is Percent else AMOUNT
    return figures


class SentenceReader:
    """Reads one composed sentence of a view."""

    def __init__(self, name: str, sentence: Sentence, form: Form, parsers: Parsers) -> None:
        """For the field ``name`` of the views of ``form``."""
        self._name = name
        self._slots = sentence.slots
        self._at = _at(name, sentence)
        self._form = form
        self._parsers = parsers
        self._phrase = _phrase(form, sentence)
        self._figures = _patterns(sentence.slots, form.model, self._at)

    def seeing(
        self, view: Any, edited: Container[ViewPath], recovered: Recovered
    ) -> SentenceReader:
        """The reader of the sentence in ``view``.

        Args:
            view: of a page.
            edited: the places whose texts were changed.
            recovered: slots of sentences that are worded otherwise, as far as they are known.
        """
        self._view = view
        self._text: str = getattr(view, self._name)
        slots = ((self._name, slot) for slot in slot_names(self._phrase))
        self._edited = edited
        self._is_edited = (self._name,) in edited or any(slot in edited for slot in slots)
        self._says = self._read(recovered)
        return self

    def _read(self, recovered: Recovered) -> Mapping[str, str]:
        """What stands in the slots, as far as that can be told."""
        slots = TypedPhrase(self._phrase, self._figures).read(self._text)
        if slots is None and not self._is_edited:
            figures = (name for name, pattern in self._figures.items() if pattern == AMOUNT)
            slots = slots_of(self._phrase, self._text, tuple(figures))
        return recovered.get(self._name, {}) if slots is None else slots

    def find(self) -> Findings:
        """The fields that the sentence states."""
        for name, slot in self._slots.items():
            yield from self._slot(name, slot)

    def _slot(self, name: str, slot: Slot) -> Findings:
        text, place = self._says.get(name, ""), self._place(name, slot)
        source = ViewPath(self._name, name)
        match slot:
            case Line():
                yield from line(text, place, source)
            case Figure(is_copy=False):
                path = ".".join(map(str, place))
                parse = self._parsers[annotation_at(self._form.model, path)]
                is_sum = declared_sum(self._form.model, path) is not None
                yield from quantity(parse, text, place, source, stated=is_sum)
            case Listing():
                yield from self._parts(slot, self._says.get(name), place, source)
            case Clauses(reads=reads):
                is_edited = (self._name,) in self._edited or source in self._edited
                said = reads(self._form).find(
                    text, self._place("", Line("")), self._view, is_edited=is_edited
                )
                yield from (each._replace(source=source) for each in said)
            case Computed() | Figure():
                pass
            case _:
                assert_never(slot)

    def _place(self, name: str, slot: Slot) -> FieldPath:
        return FieldPath(*attribute_steps(_path(self._at, _at(name, slot))))

    def _parts(
        self, listing: Listing, text: str | None, place: FieldPath, source: ViewPath
    ) -> Findings:
        model = model_at(self._form.model, ".".join(map(str, place)))
        assert model is not None
        phrase: Phrase = getattr(self._form.wording, listing.phrase)
        typed = TypedPhrase(phrase, _patterns(listing.slots, model, ""))
        said = [typed.read(part.strip()) for part in _BETWEEN.split(text or "")]
        if text is not None and not all(said):
            expected = pattern_of(phrase, _hints(listing.slots, model, ""))
            yield Unclear(source, text, place, _NOT_READ.format(f"{expected}，{expected}…"))
            return
        for position, slots in enumerate(each for each in said if each):
            for name, slot in listing.slots.items():
                item = place / position / _at(name, slot)
                if isinstance(slot, Figure):
                    parse = self._parsers[annotation_at(model, _at(name, slot))]
                    yield from quantity(parse, slots[name], item, source)
                else:
                    yield from line(slots[name], item, source)

    def unread(self, elsewhere: Container[FieldPath] = ()) -> Findings:
        """The fields that cannot be found in the sentence nor ``elsewhere``; their data stay."""
        if not (self._text or self._is_edited):
            return
        reason = _NOT_READ.format(pattern_of(self._phrase, self._labels()))
        lacking = [name for name in self._slots if name not in self._says]
        stated = (place for name in lacking for place in self._data(name, self._slots[name]))
        data = [place for place in stated if place not in elsewhere]
        sums = [self._place(name, slot) for name, slot in self._slots.items()
                if name in lacking and self._is_sum(name, slot)]  # fmt: skip
        for position, place in enumerate(data):
            yield Unclear(ViewPath(self._name), self._text, place, "" if position else reason)
        for place in sums:
            yield Unclear(ViewPath(self._name), self._text, place, "", is_computed=True)

    def _labels(self) -> dict[str, str]:
        return _hints(self._slots, self._form.model, self._at)

    def _is_sum(self, name: str, slot: Slot) -> bool:
        path = _path(self._at, _at(name, slot))
        is_data = isinstance(slot, Figure) and not slot.is_copy
        return is_data and declared_sum(self._form.model, path) is not None

    def _data(self, name: str, slot: Slot) -> list[FieldPath]:
        """The fields that stand in a slot and nowhere else."""
        match slot:
            case Clauses(states=states):
                return [FieldPath(*attribute_steps(self._at), state) for state in states]
            case Line() | Listing() | Figure(is_copy=False):
                return [] if self._is_sum(name, slot) else [self._place(name, slot)]
            case Computed() | Figure():
                return []
            case _:
                assert_never(slot)


def _hints(slots: Mapping[str, Slot], model: type[BaseModel], at: str) -> dict[str, str]:
    """What belongs into ``slots``, as an officer reads it."""
    return {
        name: slot.hint or slot.label or str(keys_of(model, _path(at, _at(name, slot)))[-1])
        for name, slot in slots.items()
    }
