"""Large amounts and values are whole on every form, in both formats, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import pytest

from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.model import Document
from perfreport.documents.coverage import is_word, uses_of
from perfreport.documents.loading import Loaded
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.coverage import lacks
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.uses import Uses
from perfreport.proof.samples import Wanted, sample
from perfreport.proof.trial import Trial
from perfreport.proof.words import Words
from tests.outside.soffice import Soffice
from tests.pages.faults import faults_of
from tests.pages.sheets import design_of

REGISTRY = FormRegistry()
RENDERER = Renderer(REGISTRY, system_fonts=False)
FORMATS: tuple[Format, ...] = ("pdf", "docx")
LARGEST = Decimal("9999999.99")
LARGEST_VALUE = Decimal("987654.32")

by_form = pytest.mark.parametrize("form_id", REGISTRY.ids)


SIGNED = ("≥{}元", "≤{}％", ">{}元", "＜{}‰", "={}元", "≈{}℃", "￥{}", "约{}万元", "（{}）")
"""Values of indicators, as their marks have them."""


APART = frozenset(["sichuan-2023-project-targets"])
"""Forms whose values have columns of their own for sign and unit, and no room for those."""


class LargeAmounts(Words):
    """What samples are filled with, amounts as large as any that are likely."""

    def amount(self) -> Amount:
        """An amount with all decimals that the form prints."""
        places = self._figures.amount_places
        return Amount(round(LARGEST - self._next(), places), Unit.named(self._figures.unit))


class LargeFigures(LargeAmounts):
    """The same with such values of indicators."""

    def text(self, *, is_paragraph: bool = False) -> str:
        """A text; that of a value is a figure with its marks."""
        if is_paragraph or not self._label.endswith("值"):
            return super().text(is_paragraph=is_paragraph)
        number = self._next()
        return SIGNED[number % len(SIGNED)].format(LARGEST_VALUE - number)


@cache
def uses(form_id: str) -> Mapping[Format, Uses]:
    """What the templates of a form do with its view."""
    form = REGISTRY.get(form_id)
    return {format: uses_of(form, REGISTRY, format) for format in FORMATS}


@cache
def document(form_id: str) -> Document:
    """A document in which every amount and value is large that the form prints."""
    form = REGISTRY.get(form_id)
    without = frozenset(
        lack.path
        for format, used in uses(form_id).items()
        for lack in lacks(form, used, in_word=is_word(form, REGISTRY, format))
    )
    with pytest.MonkeyPatch.context() as patch:
        words = LargeAmounts if form_id in APART else LargeFigures
        patch.setattr("perfreport.proof.samples.Words", words)
        made = sample(form, Wanted("long", without=without))
    assert made is not None
    return made


@cache
def rendered(form_id: str, format: Format) -> bytes:
    return RENDERER.render(Loaded(document(form_id), REGISTRY.get(form_id)), format).content


def torn(form_id: str, pdf: bytes) -> list[str]:
    """The figures that are parted in ``pdf``; rows of tables are told by the Word file."""
    faults = faults_of(pdf, design_of(rendered(form_id, "docx")))
    return [fault.text for fault in faults if fault.sort == "torn"]


@by_form
def test_no_figure_is_torn_in_a_pdf(form_id: str) -> None:
    assert torn(form_id, rendered(form_id, "pdf")) == []


def test_no_figure_is_torn_in_a_word_file(soffice: Soffice) -> None:
    pdfs = soffice.convert_all([rendered(each, "docx") for each in REGISTRY.ids], "pdf")
    found = {form_id: torn(form_id, pdf) for form_id, pdf in zip(REGISTRY.ids, pdfs, strict=True)}
    assert not any(found.values()), found


@by_form
def test_what_is_set_smaller_is_read_back(form_id: str) -> None:
    trial = Trial(REGISTRY.get(form_id), REGISTRY, RENDERER, uses(form_id))
    assert trial.of(document(form_id), "大额", is_whole=False) == []
