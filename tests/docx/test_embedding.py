"""What a finished Word file carries of its data."""

from __future__ import annotations

import pytest

from perfreport.blocks.walk import walk_texts
from perfreport.docx.embedding import data_element, embedded_data
from perfreport.office.package import write_package
from tests.docx.word_files import parts_of
from tests.examples import EXAMPLES, PUBLISHED, example, rendered

_MAIN = "word/document.xml"


def carried(name: str) -> str:
    """The embedded part of an example, as text."""
    part = next(
        part for name, part in parts_of(rendered(name, "docx")).items() if "customXml/item" in name
    )
    return part.decode()


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_at_most_a_tenth_of_the_file(name: str) -> None:
    file = rendered(name, "docx")
    bare = {name: part for name, part in parts_of(file).items() if "customXml" not in name}
    assert len(file) - len(write_package(bare)) <= len(file) / 10


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_printed_is_not_there_a_second_time(name: str) -> None:
    data = carried(name)
    texts = {text for _, text in walk_texts(example(name)) if len(text) > 8}
    assert {text for text in texts if text in data} <= {example(name).form}


def test_it_names_the_form_its_kind_and_the_version() -> None:
    parts = parts_of(rendered("guangzhou-2024-department-targets", "docx"))
    data = embedded_data(parts, _MAIN)
    assert data is not None
    assert data["version"] == "1"
    assert data["kind"] == "department-targets"
    assert data["form"] == "guangzhou-department-targets"
    assert data["edition"] == "2024"


def test_somebody_elses_custom_part_is_passed_over() -> None:
    parts = parts_of(rendered("guangzhou-2024-department-targets", "docx"))
    item = next(name for name in parts if "customXml/item9" in name)
    assert embedded_data({**parts, item: b"<other/>"}, _MAIN) is None
    assert embedded_data({**parts, item: b"<broken"}, _MAIN) is None


def test_an_element_of_data_is_read_as_it_was_written() -> None:
    parts = parts_of(rendered("guangzhou-2024-department-targets", "docx"))
    item = next(name for name in parts if "customXml/item9" in name)
    element = data_element({"version": "1"}, {"data": '{"a":["<&>"]}'})
    assert embedded_data({**parts, item: element}, _MAIN) == {
        "version": "1",
        "data": '{"a":["<&>"]}',
    }
