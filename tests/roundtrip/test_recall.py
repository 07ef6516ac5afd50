"""What a file remembers may be damaged or forged: it is left out or void, and faults surface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from perfreport.basics.errors import InputError
from perfreport.docx.embedding import embedded_data
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx, reader
from perfreport.roundtrip.memory import Memory, recall
from perfreport.roundtrip.template_reading import layout_of
from tests.docx.word_files import parts_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.test_versions import remembering

REGISTRY = FormRegistry()
REPORT = "guangzhou-2023-self-evaluation"
DEPARTMENT = "guangzhou-2024-department-targets"
HUGE = "9" * 5_000
"""More digits than Python makes a number of."""

WRONG: list[Any] = [
    None, True, 0, 5, -1.5, "x", [], {}, [[]], [{}], [5], ["x"], [["x"]], [[[5]]], [None], [True],
    [{"name": 5}], [[{"name": ["x"]}]], [1, 2], {"0": ["x"]}, {"x": ["y"]}, {"x": {"y": [5]}},
    {"0": {"0": {"name": ["x"]}}}, {HUGE: [1]}, {"x": {HUGE: [1]}}, ["9" * 1_000_001],
    [float("nan")], [float("inf")],
]  # fmt: skip


def carried(name: str) -> dict[str, str]:
    """What an example carries."""
    return dict(embedded_data(parts_of(rendered(name, "docx")), "word/document.xml") or {})


def recalled(name: str, **changes: str) -> Memory | None:
    """What an example remembers after ``changes`` of what it carries."""
    form = REGISTRY.get(str(example(name).form))
    names = layout_of(REGISTRY.docx_template(form.id)).names
    return recall({**carried(name), **changes}, form, names)


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list in ``tree`` with each of its keys or positions."""
    steps = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for step, part in steps:
        yield tree, step
        if isinstance(part, dict | list):
            yield from places(part)


def forgeries(name: str) -> Iterator[str]:
    """The corrections of an example with every value in turn made wrong or taken away."""
    data = json.loads(carried(name).get("data", "{}"))
    yield from map(json.dumps, WRONG)
    for holder, step in list(places(data)):
        kept = holder[step]
        for value in WRONG:
            holder[step] = value
            yield json.dumps(data)
        holder[step] = kept
        if isinstance(holder, dict):
            del holder[step]
            yield json.dumps(data)
            holder[step] = kept


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_remembered_is_recalled(name: str) -> None:
    memory = recalled(name)
    assert memory is not None
    written = json.dumps(memory.correction, default=str)
    assert json.loads(written) == json.loads(carried(name).get("data", "{}"))
    assert memory.codes is not None
    assert not memory.left_out


@pytest.mark.parametrize("name", EXAMPLES)
def test_any_value_may_be_wrong(name: str) -> None:
    for data in forgeries(name):
        memory = recalled(name, data=data)
        assert memory is None or isinstance(memory.correction, dict)


def test_a_report_is_read_whatever_its_memory_says() -> None:
    """Every seventh one, as a page takes its time; where the memory is void, the page alone."""
    alone = read_docx(without_data(rendered(REPORT, "docx")), REGISTRY)
    for data in list(forgeries(REPORT))[::7]:
        reading = read_docx(remembering(REPORT, data=data), REGISTRY)
        assert reading.document.department == example(REPORT).department
        if not reading.embedded:
            assert reading == alone


@pytest.mark.parametrize(
    "data",
    [
        {"indicators": {"name": {"x": [1]}}},
        {"department": {"x": ["y"]}},
        {"budget": {"0": ["x"]}},
        {"indicators": {"0": 7}},
        {"indicators": {"0": ["x", "y"]}},
        {"indicators": {HUGE: {"name": ["x"]}}},
    ],
)
def test_a_correction_of_another_shape_makes_the_memory_void(data: dict[str, Any]) -> None:
    assert recalled(DEPARTMENT, data=json.dumps(data)) is None
    reading = read_docx(remembering(DEPARTMENT, data=json.dumps(data)), REGISTRY)
    assert "no_embedded_data" in [note.code for note in reading.notes]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ([5], "履职效能"),
        ({"deductions": [5]}, "履职效能.扣分原因"),
        ({"deductions": [[{"indicators": [["x"]]}]]}, "履职效能.扣分原因[1].指标[1]"),
        ({"indicators": [[{"name": ["x"]}]]}, "履职效能.关键指标[1].名称"),
    ],
)
def test_a_value_that_its_field_cannot_have_is_left_out_and_told(change: Any, place: str) -> None:
    data = json.dumps({"effectiveness": change})
    reading = read_docx(remembering(REPORT, data=data), REGISTRY)
    messages = [note.message for note in reading.notes if note.code == "contradiction"]
    assert messages
    assert messages[0].startswith(place)
    assert messages[0].endswith("这一项没有读入")


def test_a_field_that_this_version_does_not_know_is_left_out_and_told() -> None:
    data = json.dumps({"comment": ["x"], "indicators": {"0": {"colour": ["红"]}}})
    reading = read_docx(remembering(DEPARTMENT, version="2", data=data), REGISTRY)
    codes = [note.code for note in reading.notes]
    assert codes.count("contradiction") == 2
    assert "newer_version" in codes


@pytest.mark.parametrize("written", ["", "[", "(", ")", "]", "AAA", "x" * 100_000, "(" * 5_000])
def test_codes_that_were_not_written_for_the_form_are_none(written: str) -> None:
    memory = recalled(REPORT, codes=written)
    assert memory is not None
    assert memory.codes is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_character_of_the_codes_can_do_harm(name: str) -> None:
    written = carried(name)["codes"]
    for position in range(0, len(written), 11):
        for character in "A.()[] ":
            codes = f"{written[:position]}{character}{written[position + 1 :]}"
            assert recalled(name, codes=codes)


@pytest.mark.parametrize("written", ["5", "[]", '{"0.0":5}', '{"0.0":[5]}', '{"0.0":{"a":1}}', "{"])
def test_classified_names_of_a_wrong_sort_are_none(written: str) -> None:
    memory = recalled(DEPARTMENT, classified=written)
    assert memory is not None
    assert not any(memory.classified.values())


@pytest.mark.parametrize("attribute", ["version", "kind", "edition"])
@pytest.mark.parametrize("value", ["", "0", "x", HUGE])
def test_wrong_attributes_change_nothing_of_what_is_read(attribute: str, value: str) -> None:
    reading = read_docx(remembering(REPORT, **{attribute: value}), REGISTRY)
    assert reading.document == example(REPORT)


@pytest.mark.parametrize("form_id", ["x", HUGE, "../x"])
def test_a_form_that_is_not_there_is_refused(form_id: str) -> None:
    with pytest.raises(InputError, match="这里没有"):
        read_docx(remembering(REPORT, form=form_id), REGISTRY)


_NOT_UNTOUCHED = ("build_view", "misfits")
"""What reading a page that nobody touched does without."""


@pytest.mark.parametrize("fault", [AttributeError, KeyError, IndexError, TypeError, ValueError])
@pytest.mark.parametrize(
    "step", ["recall", "assembled", "find", "build_view", "texts_on", "misfits"]
)
def test_a_fault_of_the_reader_is_not_taken_for_a_damaged_file(
    step: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault("a fault of our own")

    monkeypatch.setattr(reader, step, fail)
    with pytest.raises(fault, match="a fault of our own"):
        read_docx(without_codes() if step in _NOT_UNTOUCHED else rendered(REPORT, "docx"), REGISTRY)


def without_codes() -> bytes:
    """The report as a file that does not know its old texts."""
    return remembering(REPORT, codes="")
