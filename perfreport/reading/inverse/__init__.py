"""From a view back to the fields of the document: the reverse of ``perfreport.views``."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from perfreport.forms.manifest import (
    DepartmentTargetsForm,
    Form,
    ProjectTargetsForm,
    SelfEvaluationForm,
)
from perfreport.reading.inverse import department_targets, project_targets, self_evaluation
from perfreport.reading.inverse.common import TITLE, title_slots
from perfreport.reading.inverse.found import (
    Findings,
    Found,
    Place,
    Recovered,
    Unclear,
    slot_names,
)
from perfreport.reading.sheet import Sentence
from perfreport.views import View
from perfreport.views.department_targets import DepartmentTargetsView
from perfreport.views.project_targets import ProjectTargetsView
from perfreport.views.self_evaluation import SelfEvaluationView

__all__ = ["Found", "Place", "Recovered", "Text", "Unclear", "find", "sentences", "slots_by_field"]


class Text(NamedTuple):
    """What a view says: the fields found in it, and the texts that are none."""

    found: tuple[Found, ...]
    unclear: tuple[Unclear, ...]

    @property
    def stated(self) -> dict[Place, object]:
        """What is printed in the places of figures that may be stated, by the fields."""
        return {each.path: each.value for each in self.found if each.may_be_stated}

    @property
    def data(self) -> Iterator[Found]:
        """The fields that are no computed figures."""
        return (each for each in self.found if not each.may_be_stated)

    @property
    def unread(self) -> list[Place]:
        """The fields of data whose texts are no content of theirs."""
        return [each.path for each in self.unclear if not each.is_computed]

    @property
    def kept(self) -> list[Place]:
        """The fields whose data stay as they are, for something in their place is unclear."""
        return [each.whole for each in self.unclear if not each.is_computed]

    def by_source(self) -> dict[Place, dict[Place, object]]:
        """What each text of the view says: fields and their content."""
        says: dict[Place, dict[Place, object]] = {}
        for each in self.found:
            says.setdefault(each.source, {})[each.path] = each.value
        return says


def find(
    view: View, form: Form, edited: Container[Place] = (), recovered: Recovered | None = None
) -> Text:
    """What ``view`` says.

    Args:
        view: of a page.
        form: that it is printed on.
        edited: the places whose texts were changed.
        recovered: slots of sentences that are worded otherwise, as far as they are known.
    """
    everything = tuple(_findings(view, form, edited, recovered or {}))
    return Text(
        tuple(each for each in everything if isinstance(each, Found)),
        tuple(each for each in everything if isinstance(each, Unclear)),
    )


def _findings(view: View, form: Form, edited: Container[Place], recovered: Recovered) -> Findings:
    match view, form:
        case DepartmentTargetsView(), DepartmentTargetsForm():
            yield from department_targets.find(view, form, edited)
        case ProjectTargetsView(), ProjectTargetsForm():
            yield from project_targets.find(view, form)
        case SelfEvaluationView(), SelfEvaluationForm():
            yield from self_evaluation.find(view, form, edited, recovered)
        case _:
            raise TypeError(f"form {form.id} is not for {type(view).__name__}")


def sentences(form: Form) -> Mapping[str, Sentence]:
    """How to take the title and the sentences that ``form`` words apart, by their fields."""
    title: dict[str, Sentence] = {TITLE: partial(title_slots, form)}
    if isinstance(form, SelfEvaluationForm):
        return {**title, **self_evaluation.sentences(form)}
    return title


def slots_by_field(form: Form) -> dict[str, list[str]]:
    """The slots of the title and of the sentences, in their order."""
    phrases = {TITLE: form.title}
    if isinstance(form, SelfEvaluationForm):
        phrases.update(self_evaluation.phrases(form))
    return {name: slot_names(phrase) for name, phrase in phrases.items()}
