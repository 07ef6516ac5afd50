"""What counts as surely read back is read back, whatever is typed into indicators."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import FieldPath
from perfreport.blocks.cell_reader import CellReader, cell_reader
from perfreport.blocks.cells import CellWords
from perfreport.blocks.form import Form
from perfreport.blocks.model import Indicator
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.sure_cells import SureCells, reads_as
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.form import ProjectTargetsForm

FORM = FormRegistry().get("guangzhou-district-project-targets")
assert isinstance(FORM, ProjectTargetsForm)
CELL = FORM.wording.indicator_cell
assert CELL is not None
LEVELS = [(one.name, two.name) for one in FORM.taxonomy.levels_one for two in one.levels_two]
PLACE = FieldPath("units", "projects", "indicators")
ITEMS = {
    "the form's own": CELL.item.text,
    "marks alone": "{number}{level_one}；{level_two}；{name}；{cycle_value}；{annual_value}。",
    "commas": "{number}{level_one}-{level_two}：{name}，{cycle_value}，年度{annual_value}元。",
    "nothing between": "{number}{level_one}{level_two}：{name}{cycle_value}，{annual_value}。",
    "stops": "{number}{level_one}-{level_two}：{name}。{cycle_value}。（{annual_value}）。",
    "no mark at the end": "{number}{level_one}：{level_two}{name}（{cycle_value}）{annual_value}",
}
NUMBERINGS = ("1、", "①", "一是", "")
PIECES = (
    *"甲乙标率≥95.3%％（）()-—~、，,。．；;：:1２一二十① \u3000", "12.5", "3、", "（2）", "；2-",
    "实施", "实施周期指标值", "；实施周期指标值:", "；年度", "年度指标值:", "指标值:", "保密项目",
    "元", "1-产出指标", "产出指标", "2-效益指标；", "产", "1-", "数量指标", "；11-数量指标；",
    "。2、1-产出指标",
)  # fmt: skip


@cache
def told(
    item: str, numbering: str, separate: bool = False
) -> tuple[SureCells, CellReader, CellWords]:
    form = worded(item, numbering, separate)
    wording = form.words("indicator_cell")
    reader = cell_reader(form, wording, PLACE)
    return SureCells(form, wording, reader), reader, CellWords(form, wording)


def worded(item: str, numbering: str, separate: bool) -> Form:
    assert CELL is not None
    changes = {
        "item": Phrase(ITEMS[item]),
        "item_numbering": numbering,
        "separate_paragraphs": separate,
    }
    wording = FORM.wording.model_copy(update={"indicator_cell": CELL.model_copy(update=changes)})
    return FORM.model_copy(update={"wording": wording})


def indicators() -> st.SearchStrategy[Indicator]:
    odd = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
    text = st.sampled_from(("甲率", "完成乙", "≥95.3%")) | odd
    return st.builds(
        lambda levels, name, cycle, annual: Indicator.model_construct(
            level_one=levels[0],
            level_two=levels[1],
            name=name,
            cycle_value=cycle,
            annual_value=annual,
        ),
        st.sampled_from(LEVELS),
        text,
        st.none() | text,
        st.none() | text,
    )


@pytest.mark.parametrize("numbering", NUMBERINGS)
@pytest.mark.parametrize("item", ITEMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_surely_reads_back_is_read_back(
    item: str, numbering: str, data: st.DataObject
) -> None:
    sure, reader, words = told(item, numbering)
    held = data.draw(st.lists(indicators(), min_size=1, max_size=4))
    if sure.are(held):
        assert reads_as(reader, words.paragraphs(held), held)


@pytest.mark.parametrize("numbering", NUMBERINGS)
@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("separate", [False, True])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_a_cell_surely_says_is_what_is_read_from_it(
    separate: bool, item: str, numbering: str, data: st.DataObject
) -> None:
    sure, reader, words = told(item, numbering, separate)
    held = data.draw(st.lists(indicators(), min_size=1, max_size=4))
    texts = words.paragraphs(held)
    place = data.draw(st.integers(0, len(texts[0])))
    typed = data.draw(st.just("") | st.sampled_from(PIECES))
    edited = (texts[0][:place] + typed + texts[0][place:], *texts[1:])
    for each in (texts, edited, ("".join(texts),), tuple(reversed(texts))):
        said = sure.read(each)
        assert said is None or said == reader.read(each)


def test_a_usual_cell_is_surely_read() -> None:
    sure, reader, words = told("the form's own", "1、")
    held = [
        Indicator(
            level_one=one,
            level_two=two,
            name="完成率（%）",
            cycle_value=f"≥{i}.33%",
            annual_value="无",
        )
        for i, (one, two) in enumerate(LEVELS)
    ]
    texts = words.paragraphs(held)
    assert sure.read(texts) == reader.read(texts)
    assert sure.read((texts[0].replace("指标值", "值"),)) is None


@pytest.mark.parametrize("text", ["≥95.33%", "完成率（%）", "2024年", "12,000", "社会公众"])
def test_usual_texts_are_sure(text: str) -> None:
    wording = FORM.words("indicator_cell")
    sure = SureCells(FORM, wording, cell_reader(FORM, wording, PLACE))
    indicator = Indicator(
        level_one="产出指标", level_two="数量指标", name=text, cycle_value=text, annual_value=text
    )
    assert sure.are([indicator] * 12)
