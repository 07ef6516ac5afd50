"""A workbook that another program saved says the same document, in each of its notations."""

from __future__ import annotations

import pytest

from perfreport.data.writing import dump, written_fields
from perfreport.documents.loading import read_document, understand
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.writing import write
from tests.examples import FOLDER
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice

_REGISTRY = FormRegistry()
_EXAMPLES = (
    "anhui-2022-department-evaluation",
    "guangzhou-2023-self-evaluation",
    "guangzhou-2024-department-targets",
    "henan-2020-evaluation-summary",
    "henan-2022-project-targets",
    "shanghai-2026-project-targets",
    "sichuan-2023-project-evaluation",
    "zhengzhou-transfer-evaluation",
)
"""Of every kind, with amounts in 元, days, rates, points, and what is classified."""
_LOADED = [read_document(FOLDER / f"{name}.yaml", _REGISTRY) for name in _EXAMPLES]


def _books() -> list[bytes]:
    return [write(written_fields(each.document), each.form) for each in _LOADED]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_examples_that_libreoffice_saved_say_the_same(calc: Soffice, ending: str) -> None:
    saved = calc.convert_all(_books(), ending)
    for loaded, content in zip(_LOADED, saved, strict=True):
        back = understand(read_workbook(content, f"数据.{ending}"), _REGISTRY)
        assert back.document == loaded.document
        assert dump(back.document) == dump(loaded.document)
        assert back.source is not None
        assert not back.source.remarks


def test_workbooks_are_as_the_standard_has_them(ooxml_validator: OoxmlValidator) -> None:
    books = _books()
    assert ooxml_validator.validate_all(books, ".xlsx") == [[] for _ in books]
