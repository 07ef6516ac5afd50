"""What the templates of a form may name, with labels, examples and the tags to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from perfreport.basics.addresses import EACH, DataPath, ViewPath
from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import shown
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.places import place_of
from perfreport.blocks.printed import Label, Printed, printed_fields
from perfreport.blocks.printing import build_view
from perfreport.blocks.walk import field_at, model_there
from perfreport.data.lexicon import entry_of
from perfreport.documents.coverage import uses_of
from perfreport.forms.conformance import has_place
from perfreport.forms.coverage import keys_of, places_of
from perfreport.forms.registry import FormRegistry
from perfreport.forms.tags import expression_of, list_around, loop_over, tag_of
from perfreport.forms.templating.uses import Uses
from perfreport.proof.samples import Wanted, sample

_MOST_OF_AN_EXAMPLE = 60


class Tag(NamedTuple):
    """A field that a template may print.

    Attributes:
        name: that a template writes for it.
        label: what it is called in the document.
        tag: that prints it, or the loop for a list.
        loop: that the tag stands in; empty where it stands in none.
        example: what may be printed there.
        description: what is to be written there in data files.
        is_printed: whether the form prints it (不印).
        also: what it is called elsewhere.
    """

    name: str
    label: str
    tag: str
    loop: str
    example: str
    description: str
    is_printed: bool
    also: tuple[str, ...]


def tags_of(form: Form, registry: FormRegistry) -> list[Tag]:
    """What the Word template of ``form`` may name, in the order of the view."""
    try:
        uses = uses_of(form, registry, "docx")
    except TemplateError:  # a template that is still to be mended is no reason to tell nothing
        uses = Uses(frozenset(), frozenset(), {})
    document = sample(form, Wanted("example")) or sample(form, Wanted("short"))
    view = build_view(document, form) if document else None
    return list(_Listing(form, uses).tags(form.view, view, ViewPath()))


class _Listing:
    def __init__(self, form: Form, uses: Uses) -> None:
        self._form = form
        self._uses = uses
        self._paths: dict[ViewPath, DataPath] = {}
        for place in places_of(form):
            if place.is_own and not isinstance(place.block, printed.Sentence):
                self._paths[place.names] = keys_of(place.at, form)

    def tags(self, view_class: Any, view: Any, names: ViewPath) -> Iterator[Tag]:
        """The fields of a view or row; ``view`` is an example of one, if there is any."""
        for field in printed_fields(view_class):
            value = getattr(view, field.name) if view is not None else None
            inside = names / field.name
            match field.block:
                case printed.Group():
                    yield from self.tags(field.row, value, inside)
                case printed.Rows():
                    yield self._tag(field, inside, f"{len(value or ())} 行")
                    yield from self.tags(field.row, value[0] if value else None, inside / EACH)
                case _:
                    yield self._tag(field, inside, _example(value))

    def _tag(self, field: Printed, names: ViewPath, example: str) -> Tag:
        listed = list_around(names)
        path = self._paths.get(names)
        info = field_at(self._form.model, path) if path else None
        return Tag(
            expression_of(names, self._uses),
            place_of(ViewPath(*(step for step in names if step != EACH)), self._form),
            tag_of(names, field.block, self._uses, in_word=True),
            loop_over(listed, self._uses, in_word=True) if listed else "",
            example,
            (info.description if info else "") or "",
            path is None or has_place(self._form, path),
            self._other_names(path) if path else (),
        )

    def _other_names(self, path: DataPath) -> tuple[str, ...]:
        key, model = str(path[-1]), self._form.model
        holder = model_there(model, path.parent) if path.parent else model
        entry = entry_of(key, holder) if holder else None
        return tuple(name for name in entry.names if name != key) if entry else ()


def _example(value: Any) -> str:
    if isinstance(value, Label):
        return value.text
    text = value if isinstance(value, str) else " / ".join(value or ())
    return shown(text, _MOST_OF_AN_EXAMPLE)
