"""A document with gaps goes through Word and back, wherever they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import walk
from perfreport.data.data_files import parse_source, read_source
from perfreport.data.gaps import decides
from perfreport.data.source import Source
from perfreport.documents.kept_data import KeptText
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.documents.taking_over import take_over, updated
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.data.test_pending import places, unfilled
from tests.examples import EXAMPLES, FOLDER
from tests.outside.soffice import Soffice
from tests.roundtrip.word_editor import WordEditor, text_of
from tests.small_files import PROJECTS, altered

REGISTRY = FormRegistry()
RENDERER = Renderer(REGISTRY, system_fonts=False)
SOURCES = {name: read_source(FOLDER / f"{name}.yaml") for name in EXAMPLES}


def drafts(source: Source) -> st.SearchStrategy[list[DataPath]]:
    """Some places of ``source`` that may be gaps, none inside another."""
    found = sorted({place for place in places(source.root) if not decides(place)}, key=repr)
    return st.lists(st.sampled_from(found), min_size=1, max_size=6, unique=True).map(_outermost)


def _outermost(found: list[DataPath]) -> list[DataPath]:
    return [
        place
        for place in found
        if not any(place[:depth] in found for depth in range(1, len(place)))
    ]


def with_gaps_at(source: Source, gaps: list[DataPath]) -> Loaded | None:
    """The draft; None where other fields depend on what is missing."""
    for place in gaps:
        source = unfilled(source, place)
    try:
        return understand(source, REGISTRY, allow_pending=True)
    except InputError:
        return None


@pytest.mark.parametrize("name", EXAMPLES)
@given(data=st.data())
@settings(max_examples=15)
def test_a_draft_that_nobody_touched_is_read_back_as_it_is(name: str, data: st.DataObject) -> None:
    loaded = with_gaps_at(SOURCES[name], data.draw(drafts(SOURCES[name])))
    if loaded is None:
        return
    word = RENDERER.render(loaded, "docx", draft=True).content
    reading = read_docx(word, REGISTRY)
    assert (reading.edits, reading.conflicts, reading.unplaced, reading.notes) == ((),) * 4
    merged = take_over(reading, loaded.document, REGISTRY)
    assert (merged.document, merged.conflicts) == (loaded.document, ())


def test_a_list_that_is_to_be_filled_in_has_a_row_with_gaps() -> None:
    name = "guangzhou-2024-department-targets"
    loaded = with_gaps_at(SOURCES[name], [DataPath("绩效指标")])
    assert loaded is not None
    (row,) = loaded.document.indicators  # type: ignore[attr-defined] # it is of that kind
    assert row.name == "【待填】"


def test_reasons_that_are_to_be_filled_in_are_not_made_up() -> None:
    name = "guangzhou-2023-self-evaluation"
    loaded = with_gaps_at(SOURCES[name], [DataPath("管理效率", "扣分原因")])
    assert loaded is not None
    assert loaded.pending == (("管理效率", "扣分原因"),)
    assert loaded.document.efficiency.deductions == ()  # type: ignore[attr-defined] # as above


def test_libreoffice_keeps_what_a_draft_says(soffice: Soffice, tmp_path: Path) -> None:
    path = tmp_path / "草稿.yaml"
    path.write_text(altered(PROJECTS, ("聘请编外人员。", "待填"), ("59.80", "待填")), "utf-8")
    loaded = understand(read_source(path), REGISTRY, allow_pending=True)
    again = soffice.convert(RENDERER.render(loaded, "docx", draft=True).content, "docx")
    reading = read_docx(again, REGISTRY)
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())
    assert take_over(reading, loaded.document, REGISTRY).document == loaded.document


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_row_that_waits_for_everything_has_gaps_where_the_form_prints_them(name: str) -> None:
    waiting = [place for place in places(SOURCES[name].root) if place[-2:] == ("绩效指标", 0)]
    for place in waiting[:1]:
        loaded = with_gaps_at(SOURCES[name], [place])
        assert loaded is not None
        row = next(part for path, part in walk(loaded.document) if path == place)
        gaps = {field for field, value in row.__dict__.items() if value}
        assert gaps.isdisjoint(loaded.form.unprinted(type(row)))
        assert gaps & {"cycle_value", "annual_value", "value"}


def test_a_row_of_a_draft_is_filled_in() -> None:
    name = "henan-2022-project-targets"
    place = DataPath("资金使用单位", 0, "项目", 0, "绩效指标")
    loaded = with_gaps_at(SOURCES[name], [place])
    assert loaded is not None
    editor = WordEditor(RENDERER.render(loaded, "docx", draft=True).content)
    texts = iter(("产出指标", "数量指标", "培训人次", "≥300人次"))
    for cell in [each for each in editor.root.iter("{*}tc") if "待填" in text_of(each)]:
        editor.retype_cell(cell, next(texts))
    reading = read_docx(editor.save(), REGISTRY)
    assert not reading.unplaced
    project = take_over(reading, loaded.document, REGISTRY).document.units[0].projects[0]  # type: ignore[attr-defined] # as above
    (row,) = project.indicators
    assert (row.level_two, row.name, row.value) == ("数量指标", "培训人次", "≥300人次")
    assert next(texts, None) is None


@pytest.mark.parametrize(
    ("name", "waiting"),
    [
        ("henan-2022-transfer-targets", "资金使用单位:\n  - 待填\n"),
        ("henan-2022-department-targets", "资金: 待填\n"),
        ("sichuan-2023-project-targets", "资金使用单位: 待填\n"),
    ],
)
def test_what_waits_as_a_whole_stays_so_when_another_place_is_edited(
    name: str, waiting: str
) -> None:
    key = waiting.partition("\n")[0].partition(":")[0]
    filled = (FOLDER / f"{name}.yaml").read_text("utf-8") + "\n#\n"
    text = re.sub(rf"(?ms)^{key}:\n.*?(?=^\S)", waiting, filled)
    loaded = understand(parse_source(text), REGISTRY, allow_pending=True)
    editor = WordEditor(RENDERER.render(loaded, "docx", draft=True).content)
    old = loaded.document.department
    for paragraph in [each for each in editor.root.iter("{*}p") if old in text_of(each)]:
        editor.replace(paragraph, old, "某某局")
    changed = updated(KeptText(text), loaded, read_docx(editor.save(), REGISTRY), REGISTRY)
    assert changed.content == text.replace(old, "某某局", 1)
