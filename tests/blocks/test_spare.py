"""Rows that wait to be filled in stand among those of the data, and come off a page again."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.printed import Label
from perfreport.blocks.printing import build_page_view, build_view
from perfreport.blocks.spare import SpareFiller, SpareRows, says_nothing
from perfreport.blocks.taxonomy import FixedIndicator, LevelOne, LevelTwo, Taxonomy
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.taken_away import take_blank_rows_away

FORM = FormRegistry().get("henan-2022-department-targets")
assert isinstance(FORM, IndicatorForm)
BLANK = SpareRows()
_FREE_NAMES = ("新设一", "新设二", "新设三")


fixed_names = st.tuples(st.sampled_from(("固定一", "固定二")), st.sampled_from((None, "算式"))).map(
    lambda drawn: FixedIndicator(name=drawn[0], explanation=drawn[1])
)
levels_two = st.tuples(
    st.sampled_from(("二级甲", "二级乙", "二级丙")),
    st.lists(fixed_names, unique_by=lambda each: each.name, max_size=2),
).map(lambda drawn: LevelTwo(name=drawn[0], fixed=tuple(drawn[1])))


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """Taxonomies in which second levels, and fixed third ones, of one name may come twice."""
    inside = st.lists(levels_two, max_size=3, unique_by=lambda two: two.name)
    ones = draw(st.lists(inside, min_size=1, max_size=3))
    return Taxonomy(
        source="某文件",
        levels_one=tuple(
            LevelOne(name=f"一级{number}", levels_two=tuple(twos))
            for number, twos in enumerate(ones)
        ),
    )


@st.composite
def indicators(draw: st.DrawFn, taxonomy: Taxonomy, most: int = 8) -> list[Indicator]:
    """Indicators of the second levels of ``taxonomy``, in any order."""
    places = [(one, two) for one in taxonomy.levels_one for two in one.levels_two]
    chosen = draw(st.lists(st.sampled_from(places), max_size=most)) if places else []
    return [
        Indicator(
            level_one=one.name,
            level_two=two.name,
            name=draw(st.sampled_from((*(each.name for each in two.fixed), *_FREE_NAMES))),
            value=f"{number}个",
        )
        for number, (one, two) in enumerate(chosen)
    ]


lists_of_indicators = taxonomies().flatmap(
    lambda taxonomy: st.tuples(st.just(taxonomy), indicators(taxonomy))
)


@given(drawn=lists_of_indicators)
def test_the_rows_of_the_data_stay_in_their_order(drawn: tuple[Taxonomy, list[Indicator]]) -> None:
    taxonomy, there = drawn
    printed = SpareFiller(taxonomy, Indicator, BLANK).filled(there)
    assert [row for row in printed if any(row is each for each in there)] == there


@given(drawn=lists_of_indicators)
def test_every_second_level_and_fixed_name_stands_there_once(
    drawn: tuple[Taxonomy, list[Indicator]],
) -> None:
    taxonomy, there = drawn
    spare = [
        row for row in SpareFiller(taxonomy, Indicator, BLANK).filled(there) if row not in there
    ]
    added = [(row.level_one, row.level_two, row.name) for row in spare]
    named = {(row.level_one, row.level_two, row.name) for row in there}
    filled = {levels[:2] for levels in named}
    wanted = [
        (one.name, two.name, name)
        for one in taxonomy.levels_one
        for two in one.levels_two
        for name in ([each.name for each in two.fixed] or [""])
        if ((one.name, two.name, name) not in named if name else (one.name, two.name) not in filled)
    ]
    assert sorted(added) == sorted(wanted)


@given(drawn=lists_of_indicators)
def test_beside_ordered_data_the_rows_of_a_level_stand_together(
    drawn: tuple[Taxonomy, list[Indicator]],
) -> None:
    taxonomy, there = drawn
    order = [(one.name, two.name) for one in taxonomy.levels_one for two in one.levels_two]
    ordered = sorted(there, key=lambda row: order.index((row.level_one or "", row.level_two or "")))
    printed = SpareFiller(taxonomy, Indicator, BLANK).filled(ordered)
    assert [levels for levels, _ in groupby((r.level_one, r.level_two) for r in printed)] == order


@given(drawn=lists_of_indicators)
def test_a_row_says_nothing_until_it_is_filled_in(drawn: tuple[Taxonomy, list[Indicator]]) -> None:
    taxonomy, there = drawn
    for row in SpareFiller(taxonomy, Indicator, BLANK).filled(there):
        texts = {name: getattr(row, name) or "" for name in _PRINTED}
        assert says_nothing(texts, taxonomy) == all(row is not each for each in there)
        assert not says_nothing({**texts, "value": "1个"}, taxonomy)
        assert not says_nothing({**texts, "name": "另取的名称"}, taxonomy)


_PRINTED = ("level_one", "level_two", "name", "value", "explanation")


def document(rows: list[Indicator]) -> Document:
    """A document with these indicators."""
    return FORM.model.model_validate(
        {
            "kind": FORM.kind,
            "year": 2023,
            "department": "某厅",
            "goals": ["目标"],
            "tasks": [{"name": "任务", "content": ["内容"]}],
            "indicators": rows,
        },
        by_alias=False,
        by_name=True,
    )


def texts_of(view: Any) -> dict[ViewPath, str]:
    """The texts of the rows of indicators, by their places in a view."""
    return {
        ViewPath("indicators", position, name): text.text if isinstance(text, Label) else text
        for position, row in enumerate(view.indicators)
        for name, text in row._asdict().items()
    }


labels = st.sampled_from(("指标{序号}：", "（{序号}）指标 ", "第{序号}项.")).map(Phrase)
dots = st.sampled_from(("……", "…… ……", "..."))
spare_rows = st.builds(
    SpareRows,
    count=st.integers(1, 3),
    label=labels,
    ellipsis=st.none() | dots,
    more_levels=st.none() | dots,
    labels_data=st.booleans(),
    fills_up=st.booleans(),
) | st.builds(SpareRows, count=st.integers(1, 3), ellipsis=st.none() | dots)


@settings(max_examples=60, deadline=None)
@given(
    rows=indicators(FORM.levels, 12).filter(bool) if FORM.levels else st.nothing(),
    spare=spare_rows,
)
def test_taking_the_spare_rows_off_a_page_gives_the_data_back(
    rows: list[Indicator], spare: SpareRows
) -> None:
    form = FORM.model_copy(update={"spare": spare, "takes_more": True})
    filled = document(rows)
    page = texts_of(build_page_view(filled, form))
    shown = PageTexts(texts=dict(page))
    take_blank_rows_away(shown, form, {})
    assert shown.texts == texts_of(build_view(filled, form))
    assert len(page) > len(shown.texts)


@given(drawn=lists_of_indicators, spare=spare_rows)
def test_each_second_level_without_indicators_has_the_rows_that_are_asked_for(
    drawn: tuple[Taxonomy, list[Indicator]], spare: SpareRows
) -> None:
    taxonomy, there = drawn
    printed = SpareFiller(taxonomy, Indicator, spare).filled(there)
    filled = {(row.level_one, row.level_two) for row in there}
    free = [spare.labelled(1 + number) for number in range(spare.count)]
    free += [spare.ellipsis] if spare.ellipsis else []
    for one in taxonomy.levels_one:
        rows = [row for row in printed if row.level_one == one.name]
        for two in one.levels_two:
            names = [row.name for row in rows if row.level_two == two.name]
            if not two.fixed and (one.name, two.name) not in filled:
                assert names == free
        assert [row.level_two for row in rows].count(spare.more_levels) == bool(spare.more_levels)


@given(drawn=lists_of_indicators, spare=spare_rows)
def test_a_name_comes_back_without_what_is_printed_before_it(
    drawn: tuple[Taxonomy, list[Indicator]], spare: SpareRows
) -> None:
    taxonomy, there = drawn
    printed = SpareFiller(taxonomy, Indicator, spare).filled(there)
    names = [spare.name_in(row.name) for row in printed if row.value]
    assert names == [row.name for row in there]


def test_second_levels_that_have_some_are_filled_up_where_the_form_says_so() -> None:
    spare = SpareRows(
        count=2, label=Phrase("指标{序号}："), ellipsis="……", labels_data=True, fills_up=True
    )
    twos = (LevelTwo(name="数量"), LevelTwo(name="质量"))
    taxonomy = Taxonomy(source="某文件", levels_one=(LevelOne(name="产出", levels_two=twos),))
    there = [
        Indicator(level_one="产出", level_two=two, name=name, value="1个")
        for two, name in (("数量", "泵站"), ("质量", "一"), ("质量", "二"), ("质量", "三"))
    ]
    printed = SpareFiller(taxonomy, Indicator, spare).filled(there)
    assert [row.name for row in printed] == [
        *("指标1：泵站", "指标2：", "……"),
        *("指标1：一", "指标2：二", "指标3：三"),
    ]


def test_names_are_numbered_anew_under_each_second_level() -> None:
    spare = SpareRows(label=Phrase("指标{序号}："), labels_data=True)
    twos = (LevelTwo(name="数量"), LevelTwo(name="质量"))
    taxonomy = Taxonomy(source="某文件", levels_one=(LevelOne(name="产出", levels_two=twos),))
    there = [
        Indicator(level_one="产出", level_two=two, name=name, value="1个")
        for two, name in (("数量", "泵站"), ("数量", "水闸"), ("质量", "合格率"))
    ]
    printed = SpareFiller(taxonomy, Indicator, spare).filled(there)
    assert [row.name for row in printed] == ["指标1：泵站", "指标2：水闸", "指标1：合格率"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("指标1：维修泵站数量", "维修泵站数量"),
        ("指标 12: 维修泵站数量", "维修泵站数量"),
        ("指标１：维修泵站数量", "维修泵站数量"),
        ("维修泵站数量", "维修泵站数量"),
        ("指标1维修泵站数量", "指标1维修泵站数量"),
        ("指标2：", ""),
        ("指标3：……", ""),
        ("…", ""),
        ("......", ""),
        ("……维修", "……维修"),
    ],
)
def test_what_is_typed_into_a_spare_row_is_its_name(typed: str, name: str) -> None:
    spare = SpareRows(label=Phrase("指标{序号}："), ellipsis="……")
    assert spare.name_in(typed) == name


@pytest.mark.parametrize(
    ("own", "printed"),
    [(None, "预算调整率=（预算调整数-年初预算数）/年初预算数×100%"), ("另有说明", "另有说明")],
)
def test_what_the_form_explains_stands_beside_its_own_indicators(
    own: str | None, printed: str
) -> None:
    row = Indicator(level_two="预算和财务管理", name="预算调整率", value="≤5%", explanation=own)
    assert build_view(document([row]), FORM).indicators[0].explanation == printed


def test_what_the_form_explains_is_not_for_other_levels() -> None:
    row = Indicator(level_two="履职效益", name="预算调整率", value="≤5%")
    assert build_view(document([row]), FORM).indicators[0].explanation == ""


def test_spare_rows_of_two_lists_are_not_the_same_parts() -> None:
    taxonomy = FORM.levels
    assert taxonomy is not None
    filler = SpareFiller(taxonomy, Indicator, BLANK)
    first, second = filler.filled(()), filler.filled(())
    assert first == second
    assert first
    assert not {id(row) for row in first} & {id(row) for row in second}
