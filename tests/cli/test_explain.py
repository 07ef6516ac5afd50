"""``perfreport explain``: how a computed figure came about, with the lines of what went in."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from perfreport.basics import resources
from tests.cli.running import Runner
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

EXAMPLES = [
    path for path in sorted(resources.examples().glob("*.yaml")) if "department" not in path.name
]
"""Those of the kinds that print computed figures."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "自评.yaml"
    path.write_text(REPORT, "utf-8")
    return path


def test_one_figure_is_explained_with_formula_operands_and_source(
    perfreport: Runner, report: Path
) -> None:
    outcome = perfreport("explain", report, "履职效能.得分率")
    assert (outcome.code, outcome.err) == (0, "")
    for words in ("得分÷分值×100%", "  取舍　", "  依据　版式guangzhou-self-evaluation"):
        assert words in outcome.out
    line = line_with(REPORT, "得分: 49.99")
    assert f"得分 49.99（履职效能.得分，第{line}行）" in outcome.out
    assert outcome.out.count("  算式　") == 1


def test_without_a_place_every_computed_figure_is_explained(
    perfreport: Runner, report: Path
) -> None:
    outcome = perfreport("explain", report)
    assert outcome.code == 0
    assert outcome.out.count("  算式　") > 5
    assert perfreport("explain", report, "履职效能.得分率").out in outcome.out


def test_of_a_typed_figure_those_are_explained_that_it_went_into(
    perfreport: Runner, report: Path
) -> None:
    outcome = perfreport("explain", report, "履职效能.得分")
    assert outcome.code == 0
    assert "履职效能.得分率" in outcome.out


@pytest.mark.parametrize("place", ["没有.这里", "履职效能.得分律", "管理效率.指标[99].得分率"])
def test_a_place_without_a_computed_figure_is_told(
    perfreport: Runner, report: Path, place: str
) -> None:
    outcome = perfreport("explain", report, place)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"“{place}”处没有算出的数；不写位置，可列出这份文书全部算出的数\n"
        "用法见：perfreport explain --help\n"
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_every_place_that_is_printed_explains_its_figure(perfreport: Runner, example: Path) -> None:
    told = perfreport("explain", example)
    if example.stem == "xuwen-2024-self-evaluation":
        assert "没有算出的数" in told.err
        return
    for block in told.out.split("\n\n"):
        (place,) = re.findall(r"^  位置　(.*)$", block, re.MULTILINE)
        # As a shell takes it: to zsh a bracket that is not quoted is a pattern.
        (typed,) = shlex.split(place)
        assert ("[" in place) == (place != typed)
        assert perfreport("explain", example, typed).out.startswith(block.rstrip("\n"))
        for operand in re.findall(r"^　{4}.*（(.*?)(?:，第\d+行)?）$", block, re.MULTILINE):
            assert perfreport("explain", example, operand).code == 0


def test_explanations_are_there_for_programs_too(perfreport: Runner, report: Path) -> None:
    outcome = perfreport("explain", report, "履职效能.得分率", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    (figure,) = json.loads(outcome.out)["figures"]
    assert (figure["place"], figure["value"]) == ("履职效能.得分率", "99.98%")
    score = {"label": "得分", "value": "49.99", "place": "履职效能.得分"}
    assert figure["operands"][0] == {**score, "line": line_with(REPORT, "得分: 49.99")}
    everything = json.loads(perfreport("explain", report, "--format", "json").out)["figures"]
    assert figure in everything
    assert len(everything) > 5


def test_what_is_no_place_is_told_with_how_to_write_one(perfreport: Runner, report: Path) -> None:
    outcome = perfreport("explain", report, "管理效率.指标[0]")
    assert (outcome.code, outcome.out) == (2, "")
    assert "请写成“管理效率.指标[3].得分率”这样，从1数起" in outcome.err


def test_a_document_without_computed_figures_is_no_mistake(
    perfreport: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "申报.yaml"
    path.write_text(DEPARTMENT, "utf-8")
    outcome = perfreport("explain", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "这份文书里没有算出的数，印出的都是填写的数\n"
    assert json.loads(perfreport("explain", path, "--format", "json").out) == {"figures": []}


def test_a_wrong_file_is_told(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "项目.yaml"
    path.write_text(altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 待填")), "utf-8")
    for file, message in ((path, "还没有填写"), (tmp_path / "没有.yaml", "找不到这个文件")):
        outcome = perfreport("explain", file)
        assert (outcome.code, outcome.out) == (2, "")
        assert message in outcome.err
