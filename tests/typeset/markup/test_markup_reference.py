"""The reference of the markup for authors of templates is complete, and its examples work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.typeset.markup.grammar import ELEMENTS
from tests.typeset.typesetting import pages_of, text_of

REFERENCE = (Path(__file__).parents[3] / "docs" / "pdf-markup.md").read_text("utf-8")
EXAMPLES = re.findall(r"```xml\n(<document.*?)```", REFERENCE, re.DOTALL)
ATTRIBUTES = sorted({name for element in ELEMENTS.values() for name in element.attributes})


@pytest.mark.parametrize("name", ELEMENTS)
def test_every_element_is_explained(name: str) -> None:
    assert re.search(rf"<{name}[ >/]|^## {name}$", REFERENCE, re.MULTILINE)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_every_attribute_is_explained(name: str) -> None:
    assert re.search(rf"`{name}`|[ `]{name}[=> ]", REFERENCE)


@pytest.mark.parametrize("scheme", [*filter(None, NUMBERING_SCHEMES)])
def test_every_numbering_scheme_is_named(scheme: str) -> None:
    assert f"`{scheme}`" in REFERENCE


def test_the_example_becomes_a_page() -> None:
    (example,) = EXAMPLES
    (page,) = pages_of(example)
    for text in ("绩效自评报告", "一、部门基本情况", "6,759.56", "— 1 —"):
        assert text in text_of(page)
