"""Rows of a blank form that say 指标1：, 指标2：, ……: what is typed there is an indicator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import perfreport
from perfreport.basics.addresses import NOWHERE
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip import Reading
from tests.examples import form_of, rendered
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import Element, WordEditor, text_of

HENAN = "henan-2022-project-targets"
ZHENGZHOU = "zhengzhou-project-targets"
Edit = Callable[[WordEditor], object]


def row_after(editor: WordEditor, words: str, steps: int) -> Element:
    """The row so many below the first one of the first table that has a cell of ``words``."""
    there = rows(tables(editor)[0])
    at = next(n for n, row in enumerate(there) if words in [text_of(c) for c in cells(row)])
    return there[at + steps]


def typed(words: str, steps: int, texts: dict[int, str]) -> Edit:
    """Type ``texts`` into the cells of the row so many below the one with ``words``."""

    def edit(editor: WordEditor) -> None:
        row = cells(row_after(editor, words, steps))
        for place, text in texts.items():
            editor.retype_cell(row[place], text)

    return edit


def added_below(words: str, steps: int, *texts: str) -> Edit:
    """Put a row below such a one, merged labels running on."""
    return lambda editor: editor.add_row(row_after(editor, words, steps), *texts)


def edited(name: str, *edits: Edit) -> Reading:
    editor = WordEditor(rendered(name, "docx"))
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save())


def told(reading: Reading, level_two: str) -> list[tuple[str, str | None]]:
    """The indicators of the first project's ``level_two``, and their values."""
    assert isinstance(reading.document, ProjectTargets)
    project = reading.document.units[0].projects[0]
    assert (reading.conflicts, reading.unplaced, reading.notes) == ((), (), ())
    return [
        (each.name, each.value or each.annual_value)
        for each in project.indicators
        if each.level_two == level_two
    ]


# 社会成本指标 has no indicators in the example.
@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((typed("社会成本指标", 0, {2: "指标1：维修泵站数量", 3: "3座"}),), ["维修泵站数量"]),
        ((typed("社会成本指标", 0, {2: "维修泵站数量", 3: "3座"}),), ["维修泵站数量"]),
        ((typed("社会成本指标", 1, {2: "指标2: 维修泵站数量", 3: "3座"}),), ["维修泵站数量"]),
        ((typed("社会成本指标", 2, {2: "维修泵站数量", 3: "3座"}),), ["维修泵站数量"]),
        (
            (
                typed("社会成本指标", 0, {2: "指标1：维修泵站数量", 3: "3座"}),
                typed("社会成本指标", 1, {2: "指标2：清淤沟渠", 3: "3座"}),
                added_below("社会成本指标", 2, "指标3：新建水闸", "3座"),
            ),
            ["维修泵站数量", "清淤沟渠", "新建水闸"],
        ),
        ((added_below("社会成本指标", 2, "新建水闸", "3座"),), ["新建水闸"]),
    ],
)
def test_a_row_that_is_filled_in_gives_its_name(
    edits: tuple[Edit, ...], expected: list[str]
) -> None:
    reading = edited(HENAN, *edits)
    assert told(reading, "社会成本指标") == [(name, "3座") for name in expected]
    assert {each.change for each in reading.edits} == {"added"}
    assert reading.is_whole


def test_a_second_level_of_ones_own_is_typed_where_the_dots_are() -> None:
    reading = edited(HENAN, typed("生态环境成本指标", 3, {1: "其他成本指标", 2: "水费", 3: "3元"}))
    assert told(reading, "其他成本指标") == [("水费", "3元")]
    assert reading.is_whole


def test_a_row_with_dots_for_its_second_level_lacks_one() -> None:
    reading = edited(HENAN, typed("生态环境成本指标", 3, {2: "水费", 3: "3元"}))
    assert [each.label.rpartition(".")[2] for each in reading.pending] == ["二级"]


def test_either_half_of_a_row_is_filled_in() -> None:
    reading = edited(ZHENGZHOU, typed("经济效益指标", 0, {6: "门票收入", 7: "30万元"}))
    assert told(reading, "经济效益指标") == [("门票收入", "30万元")]
    assert reading.is_whole


def test_another_level_typed_in_the_empty_half_is_held_against_that_of_the_other() -> None:
    edit = typed("经济效益指标", 0, {2: "社会效益指标", 6: "门票收入", 7: "30万元"})
    [conflict] = edited(ZHENGZHOU, edit).conflicts
    assert {conflict.shown, conflict.computed} == {"经济效益指标", "社会效益指标"}


@pytest.mark.parametrize(
    ("field", "text"), [("name", "指标1：泵站"), ("name", "……"), ("level_two", "……")]
)
def test_data_cannot_say_what_the_form_prints_itself(field: str, text: str) -> None:
    form = form_of(HENAN)
    assert isinstance(form, IndicatorForm)
    texts = {"level_two": "数量指标", "name": "泵站", field: text}
    indicator = Indicator(level_one="产出指标", value="3座", **texts)  # type: ignore[arg-type]
    paths = [path for path, _ in form.misfits_of(NOWHERE, indicator)]
    assert [path.label for path in paths] == [{"name": "名称", "level_two": "二级"}[field]]
