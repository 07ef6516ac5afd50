"""A document with gaps goes through Word and back, wherever they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.data.data_files import read_source
from perfreport.data.pending import DECIDING
from perfreport.data.source import Source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.data.test_pending import places, unfilled
from tests.examples import EXAMPLES, FOLDER
from tests.outside.soffice import Soffice
from tests.small_files import PROJECTS, altered

REGISTRY = FormRegistry()
RENDERER = Renderer(REGISTRY, system_fonts=False)
SOURCES = {name: read_source(FOLDER / f"{name}.yaml") for name in EXAMPLES}


def drafts(source: Source) -> st.SearchStrategy[list[DataPath]]:
    """Some places of ``source`` that may be gaps, none inside another."""
    # Of 附加项 each may wait; a form cannot say of what is not there that it must be.
    may_wait = (
        place
        for place in places(source.root)
        if DECIDING.isdisjoint(place) and place[-1:] != ("附加项",)
    )
    found = sorted(set(may_wait), key=repr)
    return st.lists(st.sampled_from(found), min_size=1, max_size=6, unique=True).map(_outermost)


ROWS_ALONE = "sichuan-2023-project-targets"

ASKS_INSIDE_GAPS = {
    "henan-2022-transfer-targets": ("附加项",),
    "henan-2022-department-targets": ("资金",),
}
"""What the form alone asks for: a part that waits as a whole has no gaps for it."""


def _asked_inside(refused: InputError, gaps: tuple[DataPath, ...], name: str) -> bool:
    """Whether all that is ``refused`` is what the form asks for inside the ``gaps``."""
    return all(
        any(mistake.path.starts_with(gap) for gap in gaps)
        and mistake.message == "这个版式要印这一项，请补上"
        and not set(mistake.path).isdisjoint(ASKS_INSIDE_GAPS[name])
        for mistake in refused.mistakes
    )


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
    try:
        word = RENDERER.render(loaded, "docx", draft=True).content
    except InputError:
        # What stands beside rows needs one of them, and a gap has none.
        if name == ROWS_ALONE:
            return
        raise
    reading = read_docx(word, REGISTRY)
    assert (reading.edits, reading.conflicts, reading.unplaced, reading.notes) == ((),) * 4
    try:
        merged = take_over(reading, loaded.document, REGISTRY)
    except InputError as refused:
        # What the form asks for inside such a gap is named, place by place.
        if name not in ASKS_INSIDE_GAPS or not _asked_inside(refused, loaded.pending, name):
            raise
        return
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
