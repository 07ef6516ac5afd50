"""How the finished examples carry the published texts that they were made after.

Every published line that is not found is listed with the reason.
"""

from __future__ import annotations

import pytest

from tests.content import plain_text
from tests.docx_reading import read_docx
from tests.examples import PUBLISHED, PUBLISHED_REGIONAL, rendered
from tests.fidelity import measure, published_text
from tests.outside.soffice import Soffice
from tests.pdf_reading import read_pdf

ONE_DECIMAL = "二、项目支出3,505.93,432.923,349.08"
"""The published table prints 3,505.9 with one decimal; amounts have two."""

SEMICOLON = "高;4、2-效益指标;24-可持续影响指标;工作效率"
"""The published cell ends an indicator with a semicolon where the form has a full stop."""

NAMES = (*PUBLISHED, *PUBLISHED_REGIONAL)

MISSING_IN_WORD = {
    "guangzhou-2023-self-evaluation": {ONE_DECIMAL},
    "zengcheng-2024-project-targets": {SEMICOLON},
}
MISSING_IN_PDF = {
    "guangzhou-2023-self-evaluation": {ONE_DECIMAL},
    "zengcheng-2024-project-targets": {SEMICOLON},
}

LEAST_RECALL_IN_WORD = 0.99
LEAST_RECALL_IN_PDF = 0.985
LEAST_PRECISION = 0.97

LEAST_PRECISION_OF = {
    "shanghai-2026-project-targets": 0.92,
    "anhui-2022-project-evaluation": 0.84,
}
"""Pages of few characters, where it counts that amounts have decimals; on the first a label is
printed for a level, on the second the names of two first levels, which the published text lost, and
the rate of the money, which it leaves blank."""


def test_word_carries_the_published_texts(soffice: Soffice) -> None:
    texts = soffice.convert_all([rendered(name, "docx") for name in NAMES], "txt")
    for name, text in zip(NAMES, texts, strict=True):
        fidelity = measure(published_text(name), text.decode("utf-8-sig"))
        assert set(fidelity.missing) == MISSING_IN_WORD.get(name, set())
        assert fidelity.recall >= LEAST_RECALL_IN_WORD
        assert fidelity.precision >= LEAST_PRECISION_OF.get(name, LEAST_PRECISION)


@pytest.mark.parametrize("name", NAMES)
def test_pdf_carries_the_published_text(name: str) -> None:
    # What our page breaks part stands whole in the published text, which has other pages.
    text = plain_text(read_pdf(rendered(name, "pdf"), read_docx(rendered(name, "docx"))))
    fidelity = measure(published_text(name), text)
    assert set(fidelity.missing) == MISSING_IN_PDF.get(name, set())
    assert fidelity.recall >= LEAST_RECALL_IN_PDF
    assert fidelity.precision >= LEAST_PRECISION_OF.get(name, LEAST_PRECISION)
