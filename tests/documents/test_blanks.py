"""Blanks load, say what is to be filled in, and filled in they are printed."""

from __future__ import annotations

import re

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import PENDING
from perfreport.data.data_files import parse_source
from perfreport.data.source import Node
from perfreport.documents.blanks import blank_called, blank_text
from perfreport.documents.loading import understand
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.kinds.kind import Kind
from tests.filled_blanks import REGISTRY, fields_of, filled, keys_alone, read

HEADING = 5
"""Lines that say how to fill the file in."""
RENDERER = Renderer(REGISTRY, system_fonts=False)


def blank_of(word: str) -> str:
    return blank_text(blank_called(word, REGISTRY), REGISTRY)


def without_comments(line: str) -> str:
    return "" if line.lstrip().startswith("#") else re.split(r"\s#", line)[0]


def uncommented(text: str) -> str:
    """``text`` with what may be left out as if it were filled in: a field that says nothing."""
    lines = text.split("\n")[HEADING:]
    kept = [line for line in lines if "# 例：" not in line]
    return "\n".join(re.sub(r"^(\s*)# ", r"\1", line) for line in kept)


def keys_in(node: Node, path: DataPath = DataPath()) -> set[DataPath]:
    """The paths, without positions, of all that stands in a data file."""
    found = {keys_alone(path)} - {DataPath()}
    for key, child in node.children.items():
        found |= keys_in(child, path / key)
    return found


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_loads_and_lists_every_place_that_says_so(form_id: str) -> None:
    text = blank_of(form_id)
    loaded = understand(parse_source(text), REGISTRY, allow_pending=True)
    assert loaded.form.id == form_id
    said = [without_comments(line).count(PENDING) for line in text.split("\n")]
    assert len(loaded.pending) == sum(said)
    lines = {loaded.line(path) for path in loaded.pending}
    assert lines == {number for number, count in enumerate(said, start=1) if count}


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_names_every_field_that_the_form_prints(form_id: str) -> None:
    fields = fields_of(form_id)
    named = keys_in(read(uncommented(blank_of(form_id)), form_id).root)
    # Of a passage a comment says how it is classified.
    passages = {path / "涉密" for path, each in fields.items() if each.sort == "段落"}
    hidden = passages | {path for path, each in fields.items() if not each.is_printed}
    assert named == {path for path in fields if hidden.isdisjoint(path.prefixes())}


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_filled_in_is_printed(form_id: str) -> None:
    loaded = understand(parse_source(filled(blank_of(form_id), form_id)), REGISTRY)
    for format in FORMATS:
        assert RENDERER.render(loaded, format).content


@pytest.mark.parametrize("kind", [each for each in REGISTRY.kinds.all if not each.is_open])
def test_of_a_kind_with_several_forms_the_form_is_to_be_chosen(kind: Kind) -> None:
    forms = REGISTRY.of_kind(kind.name)
    for word in (kind.id, kind.name):
        blank = blank_called(word, REGISTRY)
        assert blank.kind == kind.name
        assert blank.form == (forms[0] if len(forms) == 1 else None)
        if blank.form is None:
            text = blank_text(blank, REGISTRY)
            line = next(each for each in text.split("\n") if each.startswith("版式: 待填"))
            assert all(form.id in line for form in forms)
            with pytest.raises(InputError) as refused:
                understand(parse_source(text), REGISTRY, allow_pending=True)
            (mistake,) = refused.value.mistakes
            assert "请写明用哪个版式" in mistake.message


def test_a_kind_that_its_only_form_names_is_that_form() -> None:
    blank = blank_called("项目支出绩效评价报告", REGISTRY)
    assert blank.form
    assert blank.form.id == "national-2020-evaluation-report"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("henan-2022-project-target", "是不是“henan-2022-project-targets”"),
        ("项目支出绩效目标", "是不是“项目支出绩效目标表”"),
        ("某某", "版式可写：anhui-2022-department-evaluation"),
        ("report", "请写明版式：henan-2020-evaluation-summary"),
    ],
)
def test_a_word_that_is_neither_is_answered_with_what_there_is(word: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        blank_called(word, REGISTRY)


def test_second_levels_are_told_for_each_first_one_and_fixed_indicators_are_there() -> None:
    text = blank_of("henan-2022-project-targets")
    assert "二级: 待填  # 可写：数量指标、质量指标或时效指标\n" in text
    text = blank_of("henan-2022-department-targets")
    assert "  二级: 绩效管理\n    名称: 绩效目标编制完成率\n    指标值: 待填\n" in text


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_in_the_blank_of_a_kind_each_form_that_is_chosen_tells_what_is_lacking(
    form_id: str,
) -> None:
    """Nothing of it is told to be wrong but what this form asks for, or does not have."""
    form = REGISTRY.get(form_id)
    blank = blank_called(form.kind, REGISTRY)
    text = re.sub("(?m)^版式: 待填.*$", f"版式: {form_id}", blank_text(blank, REGISTRY))
    try:
        assert understand(parse_source(text), REGISTRY, allow_pending=True).pending
    except InputError as error:
        told = {mistake.message.partition("，")[0] for mistake in error.mistakes}
        lacks = re.compile("缺这一项|这个版式要印这一项|.*至少要写一项|没有|版式 ")
        assert all(map(lacks.match, told)), told


@pytest.mark.parametrize("word", ["henan-2022", "henan-2022-"])
def test_of_forms_that_begin_so_only_these_are_told(word: str) -> None:
    with pytest.raises(InputError) as caught:
        blank_called(word, REGISTRY)
    (mistake,) = caught.value.mistakes
    assert mistake.message == (
        f"没有版式或文种“{word}”，是不是：henan-2022-department-targets、"
        "henan-2022-project-targets或henan-2022-transfer-targets？"
    )
    with pytest.raises(InputError, match="是不是 henan-2022-department-targets、"):
        REGISTRY.get(word)
