"""Sample documents fit their form, have what they should have, and are the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import attributes, model_there, walk, walk_texts
from perfreport.forms.conformance import has_place, misfits
from perfreport.forms.registry import FormRegistry
from perfreport.proof.samples import Size, Wanted, hindrance, sample, variants, without_positions
from tests.forms.own_templates import with_form
from tests.kinds.toy import KINDS

TOY = Path(__file__).parents[1] / "kinds" / "toy" / "templates"
REGISTRY = FormRegistry()
FORMS = [*map(REGISTRY.get, REGISTRY.ids), FormRegistry([TOY], KINDS).get("toy-procurement-plan")]
PROJECT = DataPath("资金使用单位", "项目")

by_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def made(form: Form, wanted: Wanted) -> Document:
    """A sample, of which there has to be one."""
    document = sample(form, wanted)
    assert document is not None
    return document


def fields(document: Document) -> Iterator[tuple[DataPath, object]]:
    """Every field with its keys, without positions, and what it holds; None for its default."""
    for path, part in walk(document):
        for key, name in attributes(type(part)).items():
            value = getattr(part, name)
            is_usual = key != "文种" and value == type(part).model_fields[name].default
            yield without_positions(path) / key, None if is_usual else value


def stated(document: Document) -> set[str]:
    """The labels of the fields that say something somewhere."""
    return {path.label for path, value in fields(document) if value not in (None, (), False)}


@by_form
@pytest.mark.parametrize("size", ["short", "example", "long"])
def test_a_sample_fits_its_form_and_is_the_same_every_time(form: Form, size: Size) -> None:
    document = made(form, Wanted(size))
    assert document.form == form.id
    assert list(misfits(document, form)) == []
    assert made(form, Wanted(size)) == document


SAYING_YES = ("涉密", "完成")
"""What says yes or no: a long sample says no, and says nothing."""


@by_form
def test_a_long_sample_has_all_that_the_form_prints(form: Form) -> None:
    long = stated(made(form, Wanted("long")))
    short = stated(made(form, Wanted("short")))
    assert short < long
    never = {"履职效能.扣分原因.指标", "资金使用单位.项目.涉密说明"}
    document = made(form, Wanted("long"))
    known = {path.label for path, _ in fields(document) if has_place(form, path)}
    left = {each for each in known - never - long if not each.endswith(SAYING_YES)}
    assert {each for each in left if ".偏差原因分析." not in f".{each}"} == set()


@by_form
def test_no_two_texts_and_no_two_amounts_of_a_long_sample_are_alike(form: Form) -> None:
    document = made(form, Wanted("long"))
    levels = {*(form.levels.names if form.levels else ()), document.kind, form.id}
    # Deductions name indicators, which have to be there.
    texts = [
        text
        for path, text in walk_texts(document)
        if text not in levels and path[:3] != ("管理效率", "扣分原因")
    ]
    chosen = {"指标", "层次", "完成目标可能性", "是否达序时", "是否达目标"}
    free = (each for each in walk_texts(document) if not chosen & {*each[0]})
    texts = [text for _, text in free if text in texts]
    assert len(set(texts)) == len(texts)
    amounts = [value for _, value in fields(document) if isinstance(value, Amount)]
    assert len(set(amounts)) == len(amounts)


def holder(form: Form, path: DataPath) -> type[BaseModel]:
    """The class of what states the field at ``path``."""
    model = model_there(form.model, path.parent) if path.parent else form.model
    assert model is not None
    return model


@by_form
def test_variants_differ_in_one_field(form: Form) -> None:
    whole, optional = stated(made(form, Wanted("long"))), list(variants(form))
    tried = 0
    for wanted in optional:
        document = sample(form, wanted)
        if document is None:
            continue
        tried += 1
        assert list(misfits(document, form)) == []
        for path in wanted.without:
            assert path.label not in stated(document)
        for path in wanted.saying_yes:
            assert path.label not in whole
            if path.label not in stated(document):
                # Nothing is classified on a form that has no words to say so.
                assert path[-1] == "涉密"
                assert not form.withheld(holder(form, path))
    # Few fields of a report by outline may be left out.
    assert tried > (3 if form.kind_id == "report" else 5)


def test_what_a_form_asks_for_is_in_the_short_sample(tmp_path: Path) -> None:
    form_id = "guangzhou-district-project-targets"
    asked = (PROJECT / "财政专户拨款").label
    change = "必填:\n"
    folder = with_form(
        tmp_path, form_id, lambda text: text.replace(change, f"{change}  - {asked}\n")
    )
    assert asked in stated(made(FormRegistry([folder]).get(form_id), Wanted("short")))
    assert asked not in stated(made(REGISTRY.get(form_id), Wanted("short")))


def test_what_cannot_be_has_no_sample() -> None:
    form = REGISTRY.get("guangzhou-district-project-targets")
    wanted = Wanted("long", without=frozenset([PROJECT / "绩效目标"]))
    assert sample(form, wanted) is None
    told, _, message = hindrance(form, wanted).partition("：")
    assert re.fullmatch(r"资金使用单位\[\d\]\.项目\[\d\]\.绩效目标", told)
    assert message.startswith("缺这一项，请补上")
    assert not hindrance(form, Wanted("long"))
