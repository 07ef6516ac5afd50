"""What is worked out for a form while it prints is no part of the form."""

from __future__ import annotations

import copy
import pickle

from perfreport.blocks.printing import build_view
from perfreport.forms.registry import FormRegistry
from tests.examples import example

NAME = "guangzhou-2023-self-evaluation"


def test_a_form_that_has_printed_equals_one_that_has_not() -> None:
    document = example(NAME)
    one, other = (copy.deepcopy(FormRegistry().get(document.form or "")) for _ in range(2))
    build_view(document, one)
    assert one == other


def test_a_form_that_has_printed_can_be_pickled_and_prints_the_same() -> None:
    document = example(NAME)
    form = FormRegistry().get(document.form or "")
    view = build_view(document, form)
    assert build_view(document, pickle.loads(pickle.dumps(form))) == view


def test_a_copy_of_a_form_that_has_printed_prints_as_it_says_itself() -> None:
    document = example(NAME)
    form = FormRegistry().get(document.form or "")
    build_view(document, form)
    figures = form.figures.model_copy(update={"unit": "元", "amount_places": 0})
    copied = form.model_copy(update={"figures": figures})
    assert build_view(document, copied).unit == "元"
    assert build_view(document, copied) != build_view(document, form)
