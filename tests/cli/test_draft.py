"""``perfreport draft``: a data file begun from declarations; the rest says 待填."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.kinds import KINDS
from tests.cli.running import Runner
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

FOLDER = resources.examples()
DECLARED = FOLDER / "guangzhou-2023-project-targets.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in (("项目", PROJECTS), ("部门", DEPARTMENT), ("自评", REPORT)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def waiting(text: str) -> list[int]:
    """The lines that hold something to be filled in, comments aside."""
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if "待填" in line.split("#")[0]]


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("self-evaluation", "guangzhou-2023-project-targets"),
        ("部门整体支出绩效自评报告", "panyu-2024-department-targets"),
        ("project-targets", "zengcheng-2024-project-targets"),
        ("department-targets", "guangzhou-2024-department-targets"),
    ],
)
def test_a_draft_loads_and_check_lists_what_is_to_be_filled_in_with_its_line(
    perfreport: Runner, tmp_path: Path, kind: str, source: str
) -> None:
    target = tmp_path / "新" / "草稿.yaml"
    outcome = perfreport("draft", kind, "--from", FOLDER / f"{source}.yaml", "-o", target)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"已起草 {target}；")
    text = target.read_text("utf-8")
    assert f"文种: {KINDS.called(kind).name}\n" in text
    checked = perfreport("check", target, "--format", "json")
    assert checked.code == 1
    (file,) = json.loads(checked.out)["files"]
    assert {finding["code"] for finding in file["findings"]} == {"DRAFT-001"}
    assert [finding["line"] for finding in file["findings"]] == waiting(text)


def test_a_draft_is_not_built_as_if_it_were_filled_in(perfreport: Runner, tmp_path: Path) -> None:
    target = tmp_path / "草稿.yaml"
    perfreport("draft", "self-evaluation", "--from", DECLARED, "-o", target)
    outcome = perfreport("build", target, "-o", tmp_path / "结果", "--allow-errors")
    assert (outcome.code, outcome.out) == (2, "")
    count = len(waiting(target.read_text("utf-8")))
    assert outcome.err.startswith(f"{target}:8：{count}处还没有填写")
    assert outcome.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [target]


def test_an_evaluation_is_begun_from_several_declarations(perfreport: Runner, data: Path) -> None:
    target = data / "草稿.yaml"
    sources = ("--from", data / "部门.yaml", "--from", data / "项目.yaml")
    assert perfreport("draft", "self-evaluation", *sources, "-o", target).code == 0
    text = target.read_text("utf-8")
    assert "网格化服务管理工作" in text
    assert "到位率" in text


@pytest.mark.parametrize("existing", ["填好的内容", ""])
def test_a_file_that_is_there_is_never_overwritten(
    perfreport: Runner, tmp_path: Path, existing: str
) -> None:
    target = tmp_path / "草稿.yaml"
    target.write_text(existing, "utf-8")
    outcome = perfreport("draft", "self-evaluation", "--from", DECLARED, "-o", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"{target} 已经有了；请换一个文件名")
    assert target.read_text("utf-8") == existing


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "self-evaluation --from 自评.yaml",
            "自评.yaml:1：文种：这是部门整体支出绩效自评",
        ),
        ("self-evaluation --from 没有.yaml", "没有.yaml：找不到这个文件"),
        ("self-evaluation --from 待填.yaml", "还没有填写"),
        ("self-evaluation --from 项目.yaml --form 没有", "没有版式“没有”"),
        (
            "self-evaluation --from 项目.yaml --form guangzhou-project-targets",
            "guangzhou-project-targets 是“项目支出绩效目标表”的版式；可写：guangzhou-self-",
        ),
        (
            "self-evaluation --from 项目.yaml --form xuwen-2024-self-evaluation",
            "xuwen-2024-self-evaluation 各节由提纲定，不能由申报起草；可写：guangzhou-self-",
        ),
        ("project-targets --from 部门.yaml", "部门.yaml:1：文种：这是部门整体预算绩效目标申报表，"),
        ("project-targets --from 待填.yaml", "还没有填写"),
        (
            "project-targets --from 项目.yaml --from 项目.yaml",
            "名称：项目“编外人员聘用经费”在几份项目支出绩效目标表里都有，请只给一份",
        ),
        ("project-evaluation --from 项目.yaml", "项目支出绩效自评表不止一个版式，请指明用哪个"),
        ("self-evaluation --from 部门.yaml --from 别年.yaml", "各份的年度不同"),
        ("self-evaluation --from 部门.yaml --from 别家.yaml", "各份的部门不同"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_written(
    perfreport: Runner,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    message: str,
) -> None:
    monkeypatch.chdir(data)
    text = altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 待填"))
    Path("待填.yaml").write_text(text, "utf-8")
    year = next(line for line in PROJECTS.splitlines() if line.startswith("年度:"))
    Path("别年.yaml").write_text(altered(PROJECTS, (year, "年度: 2019")), "utf-8")
    whose = next(line for line in PROJECTS.splitlines() if line.startswith("部门名称:"))
    Path("别家.yaml").write_text(altered(PROJECTS, (whose, "部门名称: 某某馆")), "utf-8")
    outcome = perfreport("draft", *arguments.split(), "-o", "草稿.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert not Path("草稿.yaml").exists()


def test_a_draft_is_no_json_which_has_no_comments(perfreport: Runner, tmp_path: Path) -> None:
    outcome = perfreport("draft", "self-evaluation", "--from", DECLARED, "-o", tmp_path / "甲.json")
    assert outcome.code == 2
    assert "文件名请以 .yaml、.yml或.xlsx 结尾" in outcome.err


def test_a_place_that_cannot_be_written_to_has_its_own_exit_code(
    perfreport: Runner, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_bytes(b"")
    target = tmp_path / "文件" / "草稿.yaml"
    outcome = perfreport("draft", "self-evaluation", "--from", DECLARED, "-o", target)
    assert (outcome.code, outcome.out) == (4, "")
    assert "写不了" in outcome.err


def test_a_folder_is_refused_by_all_commands_with_the_same_endings(
    perfreport: Runner, tmp_path: Path
) -> None:
    (tmp_path / "空").mkdir()
    target = tmp_path / "草稿.yaml"
    told = (
        perfreport("draft", "self-evaluation", "--from", tmp_path / "空", "-o", target),
        perfreport("convert", tmp_path / "空", "-o", target),
        perfreport("check", tmp_path / "空"),
        perfreport("summary", tmp_path / "空"),
        perfreport("year", tmp_path / "空"),
    )
    listed = {outcome.err.partition("数据文件（")[2].partition("）")[0] for outcome in told}
    assert len(listed) == 1
    assert {".yaml", ".json", ".xlsx", ".ods"} < set(listed.pop().split("、"))
