"""Sentences that a form words, taken apart again: the title, and those of its view."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, assert_never

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Number, Percent, Score, Unit
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.found import (
    YEAR,
    Findings,
    Recovered,
    Unclear,
    amount_parser,
    content,
    quantity,
    slot_names,
    slots_of,
    whole,
)
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.printed import Slot, printed_fields
from perfreport.blocks.sums import follows_from
from perfreport.blocks.variants import AMOUNT, RATE, TypedPhrase, pattern_of
from perfreport.blocks.walk import annotation_at, attribute_steps, keys_of, part_at

TITLE = "title_lines"
"""The field of every view that holds the title."""

Apart = Callable[[str], "dict[str, str] | None"]
"""Takes a sentence apart into the texts of its slots; None when it is worded otherwise."""

Parsers = Mapping[object, Callable[[str], object]]
"""Read figures by their types."""

_NOT_READ = "读不出里面的内容，应写成：{}"
# A comma before a digit stands between thousands.
_BETWEEN = regex(r"[，,；;。、](?!\d)")


def sentences(form: Form) -> Mapping[str, Apart]:
    """How to take the title and the sentences that ``form`` words apart, by their fields."""
    ways: dict[str, Apart] = {TITLE: partial(title_slots, form)}
    for name, sentence in _declared(form).items():
        figures = _amounts(_patterns(sentence.slots, form.model, sentence.path(name)))
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
    return _typed(phrase, ("year", YEAR)).read("".join(lines)) or {}


def parsers(form: Form) -> Parsers:
    """Read figures as ``form`` prints them."""
    amount = amount_parser(Unit.named(form.figures.unit))
    return {Amount: amount, Score: Score, Percent: Percent, Number: Number, int: whole}


def _declared(form: Form) -> dict[str, printed.Sentence]:
    fields = printed_fields(form.view)
    return {each.name: each.block for each in fields if isinstance(each.block, printed.Sentence)}


def _phrase(form: Form, sentence: printed.Sentence) -> Phrase:
    phrase: Phrase = form.words(sentence.phrase)
    return phrase


def _patterns(slots: Mapping[str, Slot], model: type[BaseModel], at: str) -> dict[str, str]:
    """The expressions for those of ``slots`` that hold a figure, ``at`` a part of ``model``."""
    figures: dict[str, str] = {}
    for name, slot in slots.items():
        if isinstance(slot, printed.Computed):
            figures[name] = RATE if slot.is_rate else AMOUNT
        elif isinstance(slot, printed.Figure):
            annotation = annotation_at(model, slot.path(name, at))
            figures[name] = RATE if annotation is Percent else AMOUNT
    return figures


# Forms have few phrases, and to make what reads one takes longer than to read with it.
@lru_cache(maxsize=512)
def _typed(phrase: Phrase, *figures: tuple[str, str]) -> TypedPhrase:
    return TypedPhrase(phrase, dict(figures))


def _amounts(figures: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the slots ``figures`` that hold no percentage."""
    return tuple(name for name, pattern in figures.items() if pattern == AMOUNT)


class ReadPage(NamedTuple):
    """A view as it was read from a page.

    Attributes:
        view: what stands on the page.
        form: that it is printed on.
        edited: the places whose texts were changed.
        recovered: slots of sentences that are worded otherwise, as far as they are known.
    """

    view: Any
    form: Form
    edited: Container[ViewPath]
    recovered: Recovered


class SentenceReader:
    """Reads one composed sentence of a view."""

    def __init__(
        self, name: str, sentence: printed.Sentence, page: ReadPage, parsers: Parsers
    ) -> None:
        """For the ``sentence`` that is the field ``name`` of the view of ``page``."""
        self._name = name
        self._page = page
        self._form = page.form
        self._phrase = _phrase(page.form, sentence)
        said = slot_names(self._phrase)
        self._slots = {name: slot for name, slot in sentence.slots.items() if name in said}
        self._at = sentence.path(name)
        self._parsers = parsers
        self._text: str = getattr(page.view, name)
        places = ((name,), *((name, slot) for slot in slot_names(self._phrase)))
        self._is_edited = any(place in page.edited for place in places)
        self._says = self._read(_patterns(self._slots, page.form.model, self._at))

    def _read(self, figures: Mapping[str, str]) -> Mapping[str, str]:
        """What stands in the slots, as far as that can be told."""
        slots = _typed(self._phrase, *figures.items()).read(self._text)
        # Untouched it says what was printed, though words of a text look like those around it.
        if slots is None and not self._is_edited:
            slots = slots_of(self._phrase, self._text, _amounts(figures))
        return self._page.recovered.get(self._name, {}) if slots is None else slots

    def find(self) -> Findings:
        """The fields that the sentence states."""
        for name, slot in self._slots.items():
            yield from self._slot(name, slot)

    def _slot(self, name: str, slot: Slot) -> Findings:
        text, path, place = self._says.get(name, ""), self._path(name), self._place(name)
        source = ViewPath(self._name, name)
        match slot:
            case printed.Line():
                yield from content(text, place, source)
            case printed.Figure(is_copy=False):
                parse = self._parsers[annotation_at(self._form.model, path)]
                yield from quantity(parse, text, place, source, stated=self._is_sum(name))
            case printed.Listing():
                model = part_at(self._form.model, path)
                yield from self._parts(slot, model, self._says.get(name), place, source)
            case printed.Clauses(reads=reads):
                edited, around = self._page.edited, self._place(name)
                is_edited = source.parent in edited or source in edited
                said = reads(self._form).find(text, around, self._page.view, is_edited=is_edited)
                yield from (each._replace(source=source) for each in said)
            case printed.Computed() | printed.Figure():
                pass
            case _:
                assert_never(slot)

    def _path(self, name: str) -> str:
        """The dotted attributes of what stands in the slot ``name``."""
        return self._slots[name].path(name, self._at)

    def _place(self, name: str) -> FieldPath:
        return FieldPath(*attribute_steps(self._path(name)))

    def _parts(
        self,
        listing: printed.Listing,
        model: type[BaseModel],
        text: str | None,
        place: FieldPath,
        source: ViewPath,
    ) -> Findings:
        phrase: Phrase = self._form.words(listing.phrase)
        typed = _typed(phrase, *_patterns(listing.slots, model, "").items())
        said = [typed.read(part.strip()) for part in _BETWEEN.split(text or "")]
        if text is not None and not all(said):
            expected = pattern_of(phrase, _hints(listing.slots, model, ""))
            yield Unclear(source, text, place, _NOT_READ.format(f"{expected}，{expected}…"))
            return
        for position, slots in enumerate(each for each in said if each):
            for name, slot in listing.slots.items():
                item = place / position / slot.path(name)
                if isinstance(slot, printed.Figure):
                    parse = self._parsers[annotation_at(model, slot.path(name))]
                    yield from quantity(parse, slots[name], item, source)
                else:
                    yield from content(slots[name], item, source)

    def unread(self, elsewhere: Container[FieldPath] = ()) -> Findings:
        """The fields that cannot be found in the sentence nor ``elsewhere``; their data stay."""
        if not (self._text or self._is_edited):
            return
        source, labels = ViewPath(self._name), _hints(self._slots, self._form.model, self._at)
        reason = _NOT_READ.format(pattern_of(self._phrase, labels))
        lacking = [name for name in self._slots if name not in self._says]
        stated = (place for name in lacking for place in self._data(name))
        data = [place for place in stated if place not in elsewhere]
        for position, place in enumerate(data):
            # One sentence is told of once, however many of its fields are lost.
            yield Unclear(source, self._text, place, "" if position else reason)
        for name in filter(self._is_sum, lacking):
            yield Unclear(source, self._text, self._place(name), "", is_computed=True)

    def _is_sum(self, name: str) -> bool:
        slot = self._slots[name]
        is_data = isinstance(slot, printed.Figure) and not slot.is_copy
        return is_data and follows_from(self._form.model, self._path(name)) is not None

    def _data(self, name: str) -> list[FieldPath]:
        """The fields that stand in the slot ``name`` and nowhere else."""
        slot = self._slots[name]
        match slot:
            case printed.Clauses(states=states):
                return [self._place(name) / state for state in states]
            case printed.Line() | printed.Listing() | printed.Figure(is_copy=False):
                return [] if self._is_sum(name) else [self._place(name)]
            case printed.Computed() | printed.Figure():
                return []
            case _:
                assert_never(slot)


def _hints(slots: Mapping[str, Slot], model: type[BaseModel], at: str) -> dict[str, str]:
    """What belongs into ``slots``, as an officer reads it."""
    return {
        name: slot.hint or slot.label or str(keys_of(model, slot.path(name, at))[-1])
        for name, slot in slots.items()
    }
