"""Whoever makes a workbook that is too large to be read back is told, and with what it is read."""

from __future__ import annotations

import re

import pytest

from perfreport.basics.errors import InputError
from perfreport.office.limits import LABELS, Limits
from perfreport.roundtrip import read_xlsx
from perfreport.xlsx.excess import excess
from tests.examples import rendered
from tests.roundtrip.workbooks.readings import REGISTRY, TABLES


@pytest.mark.parametrize("name", TABLES)
def test_an_ordinary_workbook_has_nothing_in_excess(name: str) -> None:
    assert excess(rendered(name, "xlsx")) is None


@pytest.mark.parametrize("name", ["file_bytes", "unpacked_bytes", "parts", "elements", "blocks"])
def test_what_a_reader_refuses_is_in_excess(name: str) -> None:
    limits = Limits(**{name: 5})
    file = rendered(TABLES[0], "xlsx")
    with pytest.raises(InputError, match=LABELS[name]):
        read_xlsx(file, REGISTRY, limits)
    assert f"{LABELS[name]}=" in str(excess(file, limits))


@pytest.mark.parametrize("name", TABLES)
def test_a_workbook_is_read_with_the_limit_that_is_told(name: str) -> None:
    """Cells that are covered by merged ones are counted once, by both."""
    file = rendered(name, "xlsx")
    [count] = re.findall("段落和单元格=([0-9]+)", str(excess(file, Limits(blocks=10))))
    assert read_xlsx(file, REGISTRY, Limits(blocks=int(count))).document
