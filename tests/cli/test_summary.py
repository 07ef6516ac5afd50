"""``perfreport summary``: tables of units together, and the report that is begun from them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
import yaml

import perfreport as library
from perfreport.basics import resources
from tests.cli.running import Runner
from tests.forms.own_templates import with_copy
from tests.kinds.chain.evaluations import DREDGING, HEAD, TRAINING, TWO
from tests.small_files import PROJECTS, altered

YEAR = resources.examples() / "year"
EVALUATION = YEAR / "5-项目自评.yaml"
REPORT = YEAR / "6-自评总结.yaml"
MANY = resources.examples() / "qingshan-2023-project-evaluation.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables of two units, and another document."""
    monkeypatch.chdir(tmp_path)
    inner = Path("自评", "机关")
    inner.mkdir(parents=True)
    Path("自评/管理所.yaml").write_text(HEAD + DREDGING, "utf-8")
    (inner / "培训.yaml").write_text(HEAD + TRAINING, "utf-8")
    Path("自评/目标.yaml").write_text(PROJECTS, "utf-8")
    return tmp_path


def cells(text: str, first: str) -> list[list[str]]:
    """The rows of the tables that begin with a word, cell by cell."""
    rows = (line.split() for line in text.splitlines())
    return [row for row in rows if row and row[0] == first]


def waiting(text: str) -> list[int]:
    """The lines of the places that are to be filled in: of a block that of its key."""
    found, at = [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.split("  #")[0]
        if ": " in content or content.endswith(":") or content.lstrip().startswith("- "):
            at = number
        if "待填" in content and not line.startswith("#"):
            found.append(at)
    return found


def test_a_folder_is_summed_up_unit_by_unit(perfreport: Runner) -> None:
    outcome = perfreport("summary", "自评")
    assert outcome.code == 0
    assert outcome.out.startswith("2024年度项目支出绩效自评表：2 个项目\n")
    assert cells(outcome.out, "合计") == [
        ["合计", "2", "150.00", "146.00", "97.33%", "86.8", "优", "1（50%）、中", "1（50%）"],
        ["合计", "6", "4", "66.67%", "2", "0", "1"],
    ]
    assert cells(outcome.out, "某市河道管理所")[0][1:6] == [
        "1",
        "100.00",
        "96.00",
        "96.00%",
        "98.6",
    ]
    assert cells(outcome.out, "培训人次") == [
        ["培训人次", "业务培训", "≥200人次", "100人次", "没有写"]
    ]
    assert cells(outcome.out, "居民满意度")[0][-1] == "施工扰民。"
    assert cells(outcome.out, "持证上岗率")[0][-1] == "年初定得偏低。"
    assert outcome.err == "说明　自评/目标.yaml：这是项目支出绩效目标表，不是自评表，没有汇总\n"


def test_files_a_list_and_standard_input_say_the_same(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("名单").write_text("自评/管理所.yaml\n自评/机关/培训.yaml\n", "utf-8")
    several = perfreport("summary", "自评/管理所.yaml", "自评/机关/培训.yaml")
    assert several.code == 0
    assert perfreport("summary", "@名单") == several
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TWO.encode())))
    assert perfreport("summary", "-") == several
    assert perfreport("summary", "自评", "自评/管理所.yaml").out == several.out


def test_workbooks_are_summed_up_too(perfreport: Runner) -> None:
    library.dump(library.loads(HEAD + DREDGING), "管理所.xlsx")
    assert perfreport("summary", "管理所.xlsx") == perfreport("summary", "自评/管理所.yaml")


def test_programs_get_exact_numbers_and_all_indicators(perfreport: Runner) -> None:
    outcome = perfreport("summary", "自评", "--format", "json")
    found = json.loads(outcome.out)
    assert library.summary("自评").as_json() == found
    assert found["passed_over"] == [{"file": "自评/目标.yaml", "kind": "项目支出绩效目标表"}]
    (kind,) = found["kinds"]
    total = kind["total"]
    assert (total["count"], total["planned"], total["executed"]) == (2, 150.0, 146.0)
    assert total["rate"] == pytest.approx(97.3333333333)
    assert total["average"] == 86.8
    assert total["grades"] == [
        {"grade": "优", "number": 1, "share": 50.0},
        {"grade": "中", "number": 1, "share": 50.0},
    ]
    assert (total["indicators"], total["met"], total["unmet"], total["open"]) == (6, 4, 2, 0)
    assert total["without_reason"] == 1
    assert {each["unit"]: each["average"] for each in kind["units"]} == {
        "某市河道管理所": 98.6,
        "某市水利局机关": 75.0,
    }
    (unmet,) = (
        each
        for part in kind["parts"]
        for each in part["indicators"]
        if each["state"] == "unmet" and each["reason"] is None
    )
    assert unmet["name"] == "培训人次"
    assert {part["file"] for part in kind["parts"]} == {"自评/管理所.yaml", "自评/机关/培训.yaml"}


def test_a_document_with_gaps_is_told_and_counts_as_far_as_it_is_filled_in(
    perfreport: Runner,
) -> None:
    Path("缺.yaml").write_text(altered(TWO, ("全年执行数: 50.00", "全年执行数: 待填")), "utf-8")
    outcome = perfreport("summary", "缺.yaml")
    assert outcome.code == 0
    assert outcome.err.startswith("说明　缺.yaml：1处还没有填写")
    assert "没有全年执行数、得分，没有计入" in outcome.out
    assert cells(outcome.out, "合计")[0][2:6] == ["100.00", "96.00", "96.00%", "98.6"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("自评/目标.yaml", "这里没有自评表，只有项目支出绩效目标表；汇总用：项目支出绩效自评表、"),
        ("没有.yaml", "没有.yaml：找不到这个文件"),
        ("空", "空：这个文件夹里没有数据文件"),
        ("自评 -o 总结.docx", "总结.docx 要写成数据文件，文件名请以 .yaml、.yml或.xlsx 结尾"),
        ("自评 -o 自评/目标.yaml", "自评/目标.yaml 已经有了；请换一个文件名"),
        ("自评 --form henan-2020-evaluation-summary", "--form 和 -o 一起写"),
        ("自评 -o 总结.yaml --form 没有", "没有版式“没有”"),
        (
            "自评 -o 总结.yaml --form national-2020-evaluation-report",
            "national-2020-evaluation-report（项目支出绩效评价报告）的提纲没有写“汇总”",
        ),
        (
            f"{resources.examples()}/anhui-2022-department-evaluation.yaml -o 总结.yaml",
            "起草部门项目支出绩效自评总结报告要有各项目的自评表，这里只有部门整体支出绩效自评表",
        ),
    ],
)
def test_what_cannot_be_summed_up_is_told_and_nothing_written(
    perfreport: Runner, arguments: str, message: str
) -> None:
    Path("空").mkdir()
    before = set(Path().rglob("*"))
    outcome = perfreport("summary", *arguments.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert set(Path().rglob("*")) == before


def test_the_mistakes_of_all_files_are_told_at_once(perfreport: Runner) -> None:
    Path("甲.yaml").write_text(altered(TWO, ("年度: 2024", "年度: 某年")), "utf-8")
    Path("乙.yaml").write_text("文种: 别的\n", "utf-8")
    outcome = perfreport("summary", "甲.yaml", "没有.yaml", "乙.yaml")
    assert outcome.code == 2
    assert all(name in outcome.err for name in ("甲.yaml:4：", "没有.yaml：", "乙.yaml:1："))


@pytest.mark.parametrize("source", [EVALUATION, MANY, "自评"])
@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_a_report_is_begun_that_loads_with_its_gaps(
    perfreport: Runner, source: Path | str, ending: str
) -> None:
    target = f"总结.{ending}"
    assert perfreport("summary", source, "-o", target).out.startswith(f"已起草 {target}；")
    checked = perfreport("check", target, "--format", "json")
    (file,) = json.loads(checked.out)["files"]
    assert {finding["code"] for finding in file["findings"]} == {"DRAFT-001"}
    if ending == "yaml":
        text = Path(target).read_text("utf-8")
        assert [finding["line"] for finding in file["findings"]] == waiting(text)
    built = perfreport("build", target, "-o", "结果", "--draft", "-f", "docx")
    assert built.code == 0, built.err


def test_sentences_and_tables_say_what_is_known(perfreport: Runner) -> None:
    perfreport("summary", "自评", "-o", "总结.yaml")
    said = yaml.safe_load(Path("总结.yaml").read_text("utf-8"))["章节"]
    assert said["项目支出基本情况"].splitlines()[:2] == [
        "2024年度，某市水利局预算安排项目支出2项，全年预算数合计150.00万元。",
        "截至2024年12月31日，各项目全年执行数合计146.00万元，总体执行率97.33%；"
        "执行率达到100%的1项，没有达到的1项。",
    ]
    assert said["自评得分和等级"] == (
        "2个项目自评平均得分86.8分。其中：等级为“优”的1项，占50%；等级为“中”的1项，占50%。"
    )
    assert said["没有完成、超额完成的原因"] == [
        "河道清淤的“居民满意度”年度指标值为≥90%，实际完成81%，没有完成。原因：施工扰民。",
        "业务培训的“培训人次”年度指标值为≥200人次，实际完成100人次，没有完成。"
        "原因：【待填：原因和改进措施】。",
        "业务培训的“持证上岗率”年度指标值为≥60%，实际完成90%，超出较多。原因：年初定得偏低。",
    ]
    scores = [
        (row["主管部门或实施单位"], row["得分"], row["等级"]) for row in said["各项目自评得分"]
    ]
    assert scores == [("某市河道管理所", 98.6, "优"), ("某市水利局机关", 75, "中")]


def test_what_is_not_known_of_all_projects_is_to_be_filled_in_with_the_reason(
    perfreport: Runner,
) -> None:
    Path("缺.yaml").write_text(altered(TWO, ("全年执行数: 50.00", "全年执行数: 待填")), "utf-8")
    perfreport("summary", "缺.yaml", "-o", "总结.yaml")
    text = Path("总结.yaml").read_text("utf-8")
    assert "全年预算数合计【待填：全年预算数合计】万元" in text
    assert "  项目支出基本情况: |-  # 业务培训没有全年执行数、得分\n" in text
    assert "平均得分【待填：平均得分】分" in text
    assert "全年预算数: 50.00, 全年执行数: 待填" in text


def test_weights_that_are_not_whole_are_told(perfreport: Runner) -> None:
    (line,) = (each for each in TWO.splitlines(keepends=True) if "名称: 学员满意度" in each)
    Path("缺.yaml").write_text(altered(TWO, (line, "")), "utf-8")
    outcome = perfreport("summary", "缺.yaml")
    assert outcome.code == 0
    assert "业务培训   分值合计90分，应为100分；得分没有计入平均" in outcome.out
    assert cells(outcome.out, "合计")[0][5:] == ["98.6", "优", "1（100%）"]
    perfreport("summary", "缺.yaml", "-o", "总结.yaml")
    text = Path("总结.yaml").read_text("utf-8")
    assert "平均得分【待填：平均得分】分" in text
    assert "# 业务培训的分值合计90分，应为100分\n" in text
    rows = [each for each in text.splitlines() if "项目名称: 业务培训" in each]
    assert ["得分: 待填" in row for row in rows] == [False, True]


def test_a_project_without_a_budget_is_in_no_sentence_about_rates(perfreport: Runner) -> None:
    text = altered(
        TWO, ("全年预算数: 50.00, 全年执行数: 50.00", "全年预算数: 0.00, 全年执行数: 0.00")
    )
    Path("无.yaml").write_text(text, "utf-8")
    row, *_ = cells(perfreport("summary", "无.yaml").out, "业务培训")
    assert row[2:5] == ["0.00", "0.00", "—"]
    perfreport("summary", "无.yaml", "-o", "总结.yaml")
    assert "总体执行率96%；执行率达到100%的0项，没有达到的1项，没有预算的1项不计。" in Path(
        "总结.yaml"
    ).read_text("utf-8")


def test_two_years_are_told_apart_and_a_report_is_of_one(perfreport: Runner) -> None:
    last = altered(TWO, ("年度: 2024", "年度: 2023"))
    Path("自评/去年.yaml").write_text(last, "utf-8")
    outcome = perfreport("summary", "自评")
    assert outcome.code == 0
    heads = [line for line in outcome.out.splitlines() if "年度项目支出" in line]
    assert heads == [f"{year}年度项目支出绩效自评表：2 个项目" for year in (2023, 2024)]
    refused = perfreport("summary", "自评", "-o", "总结.yaml")
    assert refused.code == 2
    assert "有几个年度的（2023、2024）；报告写一年的，请指明年度（--year）" in refused.err
    assert perfreport("summary", "自评", "--year", "2024", "-o", "总结.yaml").code == 0
    assert "年度: 2024\n" in Path("总结.yaml").read_text("utf-8")
    none = perfreport("summary", "自评", "--year", "2020")
    assert (none.code, none.out) == (2, "")
    assert "没有 2020 年度的自评表；有的年度：2023、2024" in none.err


def test_a_table_that_is_hardly_begun_is_summed_up_and_told(perfreport: Runner) -> None:
    gaps = [(f"名称: {name}", "名称: 待填") for name in ("某市水利局", "业务培训", "学员满意度")]
    text = altered(HEAD + TRAINING, *gaps, ("实施单位: 某市水利局机关", "实施单位: 待填"))
    for name in ("甲.yaml", "乙.yaml"):  # two without a name are not the same
        Path(name).write_text(text, "utf-8")
    outcome = perfreport("summary", "甲.yaml", "乙.yaml")
    assert outcome.code == 0
    assert cells(outcome.out, "（单位待填）")[0][1:3] == ["2", "100.00"]
    assert len(cells(outcome.out, "（名称待填）")) == 2
    assert perfreport("summary", "甲.yaml", "乙.yaml", "-o", "总结.yaml").code == 0
    assert perfreport("check", "总结.yaml").code == 1


def test_departments_together_leave_open_who_reports(perfreport: Runner) -> None:
    Path("林业.yaml").write_text(
        altered(HEAD + TRAINING, ("某市水利局\n", "某市林业局\n")), "utf-8"
    )
    perfreport("summary", "自评/管理所.yaml", "林业.yaml", "-o", "总结.yaml")
    text = Path("总结.yaml").read_text("utf-8")
    assert "部门名称: 待填  # 汇总的部门：某市水利局、某市林业局\n" in text
    assert "【待填：部门名称】预算安排项目支出2项" in text


def test_another_form_words_the_report_in_its_own_outline(perfreport: Runner) -> None:
    with_copy(Path("我的版式"), "henan-2020-evaluation-summary", "某市")
    manifest = Path("我的版式/forms/某市.yaml")
    text = manifest.read_text("utf-8")
    sentence = '"{projects}个项目自评平均得分{average}分。其中：{grades}。"'
    words = "平均{average}分，没有完成的指标{unmet}个，等级情况：{grades}。"
    changed = altered(
        text,
        (sentence, words),
        ("{名称: 等级, 英文: grade, 填写说明: 优、良、中、差}",
         "{名称: 等级, 英文: grade, 填写说明: 优、良、中、差}\n"
         "      - {名称: 复核人, 英文: checked_by, 必填: true, 填写说明: 复核这张表的人}"),
    )  # fmt: skip
    manifest.write_text(changed, "utf-8")
    either = perfreport("summary", "自评", "-o", "总结.yaml", "--templates", "我的版式")
    assert either.code == 2
    assert "不止一种，请指明版式（--form），可写：henan-2020-evaluation-summary或某市" in either.err
    chosen = ("--templates", "我的版式", "--form", "某市")
    assert perfreport("summary", "自评", "-o", "总结.yaml", *chosen).code == 0
    said = yaml.safe_load(Path("总结.yaml").read_text("utf-8"))["章节"]
    assert said["自评得分和等级"].startswith(
        "平均86.8分，没有完成的指标2个，等级情况：等级为“优”的1项"
    )
    assert [row["复核人"] for row in said["各项目自评得分"]] == ["待填", "待填"]


def test_the_report_of_the_year_is_the_draft_filled_in(perfreport: Runner) -> None:
    """But for what nobody can take from the tables."""
    perfreport("summary", EVALUATION, "-o", "总结.yaml")
    begun = yaml.safe_load(Path("总结.yaml").read_text("utf-8"))["章节"]
    filled = yaml.safe_load(REPORT.read_text("utf-8"))["章节"]
    assert begun.keys() == filled.keys()
    for heading, content in begun.items():
        if isinstance(content, str):
            known = [line for line in content.splitlines() if "待填" not in line]
            assert filled[heading].splitlines()[: len(known)] == known
        else:
            assert filled[heading] == content
    assert perfreport("check", REPORT).out == f"{REPORT}：没有发现问题\n"
    built = perfreport("build", REPORT, "-o", "结果")
    assert (built.code, built.err) == (0, "")


def test_of_many_other_documents_it_is_told_how_many_there_are(perfreport: Runner) -> None:
    for number in range(3):
        Path(f"自评/目标{number}.yaml").write_text(PROJECTS, "utf-8")
    outcome = perfreport("summary", "自评")
    told = "说明　4 份不是自评表，没有汇总：项目支出绩效目标表 4 份\n"
    assert (outcome.code, outcome.err) == (0, told)


def test_what_waits_in_documents_that_are_passed_over_is_not_told(perfreport: Runner) -> None:
    gap = altered(PROJECTS, ("年度: 2024", "年度: 待填"))
    Path("自评/目标.yaml").write_text(gap, "utf-8")
    outcome = perfreport("summary", "自评")
    assert outcome.err == "说明　自评/目标.yaml：这是项目支出绩效目标表，不是自评表，没有汇总\n"


def test_projects_of_one_name_are_told_apart_by_department_and_unit(perfreport: Runner) -> None:
    other = altered(HEAD + TRAINING, ("某市水利局\n", "某市林业局\n"))
    Path("林业.yaml").write_text(other, "utf-8")
    outcome = perfreport("summary", "自评/机关/培训.yaml", "林业.yaml")
    units = [row[1] for row in cells(outcome.out, "业务培训")]
    assert units == ["某市水利局·某市水利局机关", "某市林业局·某市水利局机关"]
    deviations = [row[1] for row in cells(outcome.out, "培训人次")]
    assert deviations == [f"业务培训（{unit}）" for unit in units]
