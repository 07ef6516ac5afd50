"""Explanations as text, and places as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.blocks.explanation import Explanation, Operand
from perfreport.documents.explaining import as_text

RATE = Explanation(
    path=DataPath("部门整体支出", "支出执行率"),
    label="支出执行率",
    value="99.15%",
    formula="决算支出÷全年预算数×100%",
    operands=(
        Operand("决算支出", "10,105.79", DataPath("部门整体支出", "本年支出合计", "决算数")),
        Operand("全年预算数", "10,192.48", DataPath("部门整体支出", "本年支出合计", "全年预算数")),
    ),
    result="99.14947098%",
    rounding="四舍五入到2位小数",
    basis="版式甲",
)
STATED = Explanation(
    path=DataPath("合计", "总计"),
    label="合计的总计",
    value="10.01",
    formula="甲＋乙",
    operands=(),
    result="10.00万元",
    rounding="四舍五入到2位小数",
    basis="版式甲",
    is_stated=True,
)


def test_an_explanation_shows_formula_operands_result_and_basis() -> None:
    assert as_text([RATE], lambda path: 77 if path[-1] == "决算数" else None) == (
        "支出执行率：99.15%\n"
        "  位置　部门整体支出.支出执行率\n"
        "  算式　决算支出÷全年预算数×100%\n"
        "　　　　决算支出 10,105.79（部门整体支出.本年支出合计.决算数，第77行）\n"
        "　　　　全年预算数 10,192.48（部门整体支出.本年支出合计.全年预算数）\n"
        "  得数　99.14947098%\n"
        "  取舍　四舍五入到2位小数\n"
        "  依据　版式甲\n"
    )


def test_a_stated_figure_is_said_to_be_printed_as_stated() -> None:
    assert "  照录　数据中写明了这个数，印所写的数，不印得数\n" in as_text([STATED])


keys = st.text(st.sampled_from("合计总分值决算"), min_size=1, max_size=4)
paths = st.lists(st.one_of(keys, st.integers(0, 30)), max_size=5)


@given(key=keys, rest=paths)
def test_a_place_is_read_as_it_is_shown(key: str, rest: list[str | int]) -> None:
    path = DataPath(key, *rest)
    assert DataPath.parse(path.label) == path


@pytest.mark.parametrize("text", ["", "指标[0]", "指标[一]", "指标]", "[", "指标[1"])
def test_what_is_no_place_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ValueError, match="从1数起"):
        DataPath.parse(text)
