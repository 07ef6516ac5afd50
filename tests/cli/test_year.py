"""``perfreport year``: what there is of a department's year, what fits, what is missing."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

import perfreport as library
from perfreport.basics import resources
from perfreport.documents.lacking import ANY_FORM
from tests.cli.running import Outcome, Runner
from tests.small_files import altered

YEAR = resources.examples() / "year"
DEPARTMENT = "某某市政务服务和数据管理局"
TARGETS, WATCHED, EVALUATED = "1-项目目标.yaml", "3-项目监控.yaml", "5-项目自评.yaml"
NAMES = ["项目目标", "部门目标", "项目监控 1-7月", "部门监控 1-7月", "项目自评表", "自评报告"]
PLATFORM, TRAINING = "政务服务平台升级改造", "基层政务服务人员培训"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The year of the department of the examples, all of whose documents fit."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(YEAR, tmp_path / "一年")).relative_to(tmp_path)


def change(file: Path, *changes: tuple[str, str]) -> None:
    file.write_text(altered(file.read_text("utf-8"), *changes), "utf-8")


def found(outcome: Outcome) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(outcome.out)
    return content


def only_year(outcome: Outcome) -> dict[str, Any]:
    (year,) = found(outcome)["years"]
    assert isinstance(year, dict)
    return year


def misfits(year: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """The pairs in which something was found: both names, how many errors and warnings."""
    return [
        (each["name"], pair["name"], pair["error"], pair["warning"])
        for each in year["documents"]
        for pair in each["compared"]
        if pair["error"] or pair["warning"]
    ]


def begin(perfreport: Runner, missing: dict[str, Any], form: str = "") -> Path:
    """Type the command that begins a ``missing`` document; what it writes."""
    words = shlex.split(missing["command"])
    assert words == missing["arguments"]
    assert missing["form_is_open"] is bool(form)
    outcome = perfreport(*(form if word == ANY_FORM else word for word in words[1:]))
    assert outcome.code == 0, outcome.err
    return Path(words[-1])


def split(folder: Path, name: str, key: str, *parts: str) -> None:
    """Put the items of the list under ``key`` of a file into files of their own."""
    content = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
    (folder / name).unlink()
    for part, item in zip(parts, content[key], strict=True):
        (folder / part).parent.mkdir(exist_ok=True)
        text = yaml.safe_dump({**content, key: [item]}, allow_unicode=True, sort_keys=False)
        (folder / part).write_text(text, "utf-8")


def test_a_year_that_fits_is_told_in_its_order(perfreport: Runner, folder: Path) -> None:
    outcome = perfreport("year", folder)
    assert (outcome.code, outcome.err) == (0, "")
    first, *rows = outcome.out.splitlines()
    assert first == f"{DEPARTMENT}　2023年度：6份文书，都相符"
    assert rows[:3] == [
        "  项目目标        1-项目目标.yaml",
        "  部门目标        2-部门目标.yaml  与项目目标相符",
        "  项目监控 1-7月  3-项目监控.yaml  与项目目标、部门目标相符",
    ]
    assert "缺" not in outcome.out


def test_programs_get_every_pair(perfreport: Runner, folder: Path) -> None:
    outcome = perfreport("year", folder, "--format", "json")
    year = only_year(outcome)
    assert (outcome.code, year["department"], year["year"]) == (0, DEPARTMENT, 2023)
    assert [each["name"] for each in year["documents"]] == NAMES
    for position, each in enumerate(year["documents"]):
        assert [pair["name"] for pair in each["compared"]] == NAMES[:position]
        assert all(pair["fits"] for pair in each["compared"])
    assert year["documents"][0]["projects"] == [PLATFORM, TRAINING]
    assert [each["period"] for each in year["documents"]][2:4] == ["1-7月", "1-7月"]
    assert (year["missing"], misfits(year), year["fits"]) == ([], [], True)


@pytest.mark.parametrize(
    ("file", "missing", "form"),
    [
        (TARGETS, "项目目标", ""),
        ("2-部门目标.yaml", "部门目标", ""),
        (WATCHED, "项目监控", ""),
        ("4-部门监控.yaml", "部门监控", ""),
        (EVALUATED, "项目自评表", ""),
        ("7-自评报告.yaml", "部门自评表", "anhui-2022-department-evaluation"),
    ],
)
def test_what_is_taken_away_is_missing_and_the_command_begins_it(
    perfreport: Runner, folder: Path, file: str, missing: str, form: str
) -> None:
    (folder / file).unlink()
    text = perfreport("year", folder)
    assert f"{missing} " in text.out
    assert "（缺）" in text.out
    (lacking,) = only_year(perfreport("year", folder, "--format", "json"))["missing"]
    assert (lacking["name"], lacking["projects"], lacking["fill_in_first"]) == (missing, [], [])
    made = begin(perfreport, lacking, form)
    assert made.parent == folder
    if lacking["arguments"][1] == "draft":
        after = only_year(perfreport("year", folder, "--format", "json"))
        assert after["missing"] == []
        assert next(each for each in after["documents"] if each["file"] == str(made))["pending"]


def test_a_command_over_several_lines_is_typed_as_it_stands(
    perfreport: Runner, folder: Path
) -> None:
    (folder / EVALUATED).unlink()
    outcome = perfreport("year", folder)
    _, _, command = outcome.out.partition("项目自评表\n")
    words = shlex.split(command.replace("\\\n", ""))
    (lacking,) = only_year(perfreport("year", folder, "--format", "json"))["missing"]
    assert words == lacking["arguments"]


def test_a_folder_with_a_blank_in_its_name_is_quoted(
    perfreport: Runner, folder: Path, tmp_path: Path
) -> None:
    spaced = Path(folder.rename("我的 文书"))
    (spaced / WATCHED).unlink()
    (lacking,) = only_year(perfreport("year", spaced, "--format", "json"))["missing"]
    assert begin(perfreport, lacking).exists()


def test_a_changed_target_is_counted_where_it_differs(perfreport: Runner, folder: Path) -> None:
    change(folder / WATCHED, ("年度指标值: ≥6期", "年度指标值: ≥5期"))
    outcome = perfreport("year", folder, "--format", "json")
    assert outcome.code == 1
    assert misfits(only_year(outcome)) == [
        ("项目监控 1-7月", "项目目标", 0, 1),
        ("项目自评表", "项目监控 1-7月", 0, 1),
        ("自评报告", "项目监控 1-7月", 0, 1),
    ]
    text = perfreport("year", folder)
    assert text.code == 1
    assert "，3处不符\n" in text.out
    assert "与项目目标：警告1\n" in text.out
    check = next(line for line in text.out.splitlines() if WATCHED in line and "check" in line)
    again = perfreport(*shlex.split(check)[1:])
    assert "1个警告" in again.out


def test_what_is_only_a_hint_fits(perfreport: Runner, folder: Path) -> None:
    change(folder / WATCHED, ("年度总体目标: 举办业务培训班6期，", "年度总体目标: 举办培训班6期，"))
    outcome = perfreport("year", folder)
    assert outcome.code == 0
    assert "都相符" in outcome.out
    assert "与项目目标：提示1\n" in outcome.out


def test_what_cannot_be_read_is_named_with_its_first_mistake_and_hides_nothing(
    perfreport: Runner, folder: Path
) -> None:
    change(folder / WATCHED, ("年度: 2023", "年度: 明年"), ("执行数: 178.40", "执行数: 很多"))
    outcome = perfreport("year", folder)
    assert outcome.code == 2
    assert f"{folder / WATCHED}:4：年度：" in outcome.out
    assert "很多" not in outcome.out
    assert "5份文书，都相符，缺1份" in outcome.out
    (unread,) = found(perfreport("year", folder, "--format", "json"))["unread"]
    assert unread["file"] == str(folder / WATCHED)


def test_a_draft_is_told_and_has_to_be_filled_in_before_it_is_used(
    perfreport: Runner, folder: Path
) -> None:
    change(folder / WATCHED, ("执行数: 178.40", "执行数: 待填"))
    (folder / EVALUATED).unlink()
    outcome = perfreport("year", folder)
    assert outcome.code == 0
    assert "1份没有填完" in outcome.out
    assert "草稿，待填1处\n" in outcome.out
    assert "项目自评表：先填好 3-项目监控.yaml\n" in outcome.out
    (lacking,) = only_year(perfreport("year", folder, "--format", "json"))["missing"]
    assert lacking["fill_in_first"] == [str(folder / WATCHED)]
    change(folder / WATCHED, ("执行数: 待填", "执行数: 178.40"))
    assert begin(perfreport, lacking).exists()


@pytest.mark.parametrize(
    "column", ["年初预算数: 320.00", "执行数: 178.40", "全年预计执行数: 320.00"]
)
def test_an_amount_yet_to_be_filled_in_makes_no_difference_of_sums(
    perfreport: Runner, folder: Path, column: str
) -> None:
    text = (folder / WATCHED).read_text("utf-8")
    open_one = f"{column.partition(':')[0]}: 待填"
    (folder / WATCHED).write_text(text.replace(column, open_one, 1), "utf-8")
    outcome = perfreport("year", folder, "--format", "json")
    assert (outcome.code, misfits(only_year(outcome))) == (0, [])


def test_what_a_draft_says_already_is_compared(perfreport: Runner, folder: Path) -> None:
    text = (folder / WATCHED).read_text("utf-8")
    changed = text.replace("年初预算数: 320.00", "年初预算数: 待填", 1)
    (folder / WATCHED).write_text(
        changed.replace("年初预算数: 30.00", "年初预算数: 31.00"), "utf-8"
    )
    outcome = perfreport("year", folder, "--format", "json")
    assert ("项目监控 1-7月", "项目目标", 0, 1) in misfits(only_year(outcome))


def test_a_blank_without_department_and_year_belongs_nowhere(
    perfreport: Runner, folder: Path
) -> None:
    assert perfreport("new", "henan-project-monitoring", "-o", folder / "空白.yaml").code == 0
    outcome = perfreport("year", folder)
    assert outcome.code == 0
    assert outcome.out.endswith("\n\n归不到年度的\n  空白.yaml　年度、部门名称还没有填写\n")


def test_departments_are_told_apart(perfreport: Runner, folder: Path) -> None:
    other = folder / "体育局"
    other.mkdir()
    text = (folder / TARGETS).read_text("utf-8")
    (other / "目标.yaml").write_text(text.replace(DEPARTMENT, "某某市体育局"), "utf-8")
    outcome = perfreport("year", folder, "--format", "json")
    one, whole = found(outcome)["years"]
    assert (outcome.code, one["department"], whole["missing"]) == (0, "某某市体育局", [])
    assert [each["name"] for each in one["missing"]] == [
        "部门目标",
        "项目监控",
        "部门监控",
        "项目自评表",
        "部门自评表",
    ]
    assert {str(Path(each["arguments"][-1]).parent) for each in one["missing"]} == {str(other)}


def test_a_department_in_another_width_is_the_same(perfreport: Runner, folder: Path) -> None:
    change(
        folder / WATCHED,
        (f"部门名称: {DEPARTMENT}", f"部门名称: {DEPARTMENT[:4]} {DEPARTMENT[4:]}"),
    )
    assert len(only_year(perfreport("year", folder, "--format", "json"))["documents"]) == 6


def test_years_are_told_apart_and_the_next_is_begun_from_the_last(
    perfreport: Runner, folder: Path
) -> None:
    text = (folder / WATCHED).read_text("utf-8")
    (folder / "明年.yaml").write_text(text.replace("2023", "2024"), "utf-8")
    outcome = perfreport("year", folder, "--format", "json", "--year", "2024")
    year = only_year(outcome)
    assert (outcome.code, year["year"], len(year["documents"])) == (0, 2024, 1)
    begun = {each["name"]: each for each in year["missing"]}
    assert str(folder / TARGETS) in begun["项目目标"]["arguments"]
    made = begin(perfreport, begun["项目目标"])
    assert made.name == "项目目标.yaml"
    assert "年度: 2024\n" in made.read_text("utf-8")
    assert [
        each["year"] for each in found(perfreport("year", folder, "--format", "json"))["years"]
    ] == [2023, 2024]


def test_projects_in_several_files_are_told_together(perfreport: Runner, folder: Path) -> None:
    split(folder, TARGETS, "资金使用单位", "中心/目标.yaml", "机关/目标.yaml")
    split(folder, WATCHED, "项目", "中心/监控.yaml", "机关/监控.yaml")
    outcome = perfreport("year", folder, "--format", "json")
    year = only_year(outcome)
    assert (outcome.code, misfits(year), year["missing"]) == (0, [], [])
    department = next(each for each in year["documents"] if each["name"] == "部门目标")
    files = [str(folder / each / "目标.yaml") for each in ("中心", "机关")]
    assert [pair["files"] for pair in department["compared"]] == [files]


def test_a_project_that_the_next_stage_has_in_no_file_is_missing(
    perfreport: Runner, folder: Path
) -> None:
    split(folder, TARGETS, "资金使用单位", "中心/目标.yaml", "机关/目标.yaml")
    split(folder, WATCHED, "项目", "中心/监控.yaml", "机关/监控.yaml")
    (folder / "中心" / "监控.yaml").unlink()
    outcome = perfreport("year", folder, "--format", "json")
    (lacking,) = only_year(outcome)["missing"]
    assert (outcome.code, lacking["name"], lacking["projects"]) == (1, "项目监控", [PLATFORM])
    assert f"项目监控：没有项目“{PLATFORM}”\n" in perfreport("year", folder).out
    made = begin(perfreport, lacking)
    text = made.read_text("utf-8")
    assert made.parent.name == "中心"
    assert PLATFORM in text
    assert TRAINING not in text
    assert only_year(perfreport("year", folder, "--format", "json"))["missing"] == []


@pytest.mark.parametrize("file", sorted(path.name for path in YEAR.iterdir()))
def test_a_copy_beside_a_document_makes_no_difference(
    perfreport: Runner, folder: Path, file: str
) -> None:
    shutil.copy(folder / file, folder / f"副本-{file}")
    outcome = perfreport("year", folder, "--format", "json")
    year = only_year(outcome)
    assert (outcome.code, misfits(year), year["missing"]) == (0, [], [])
    assert len(year["documents"]) == 7


def test_an_older_version_is_told_by_its_file(perfreport: Runner, folder: Path) -> None:
    text = (folder / TARGETS).read_text("utf-8")
    (folder / "旧稿.yaml").write_text(text.replace("≥6期", "≥8期"), "utf-8")
    outcome = perfreport("year", folder)
    assert outcome.code == 1
    assert "与旧稿.yaml：警告1\n" in outcome.out
    assert f"与{TARGETS}、部门目标相符\n" in outcome.out


def test_two_periods_of_monitoring_are_compared_in_their_order(
    perfreport: Runner, folder: Path
) -> None:
    text = altered(
        (folder / WATCHED).read_text("utf-8"),
        ("监控期间: 1-7月", "监控期间: 1-9月"),
        ("执行数: 178.40", "执行数: 160.00"),
    )
    (folder / "0-再监控.yaml").write_text(text, "utf-8")
    outcome = perfreport("year", folder, "--format", "json")
    assert outcome.code == 1
    found_ones = misfits(only_year(outcome))
    assert ("项目监控 1-9月", "项目监控 1-7月", 0, 1) in found_ones
    assert not [each for each in found_ones if each[0] == "项目监控 1-7月"]


def test_reports_on_forms_of_their_own_are_listed(perfreport: Runner, folder: Path) -> None:
    shutil.copy(resources.examples() / "henan-2020-evaluation-summary.yaml", folder)
    outcome = perfreport("year", folder, "--format", "json")
    document = library.load(folder / "henan-2020-evaluation-summary.yaml")
    years = {(each["department"], each["year"]): each for each in found(outcome)["years"]}
    (listed,) = years[document.department, document.year]["documents"]
    assert (listed["name"], listed["compared"]) == (document.kind, [])


def test_other_files_are_passed_over(perfreport: Runner, folder: Path) -> None:
    before = perfreport("year", folder)
    (folder / "说明.txt").write_text("记事", "utf-8")
    (folder / "初稿.docx").write_bytes(b"PK no document")
    outcome = perfreport("build", folder / TARGETS, "-o", folder, "-f", "xlsx", "-f", "docx")
    assert outcome.code == 0
    assert perfreport("year", folder) == before


def test_a_data_workbook_counts_like_any_data_file(perfreport: Runner, folder: Path) -> None:
    library.dump(library.load(folder / WATCHED), folder / "3-项目监控.xlsx")
    (folder / WATCHED).unlink()
    year = only_year(perfreport("year", folder, "--format", "json"))
    assert (misfits(year), year["missing"], len(year["documents"])) == ([], [], 6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("空", "空：这个文件夹里没有数据文件（"),
        ("没有", "没有：没有这个文件夹"),
        (f"一年/{TARGETS}", "没有这个文件夹；请写放着"),
        ("一年 --year 2020", "一年：这个文件夹里没有 2020 年度的文书；有的年度：2023"),
    ],
)
def test_what_cannot_be_looked_at_is_refused(
    perfreport: Runner, folder: Path, arguments: str, message: str
) -> None:
    Path("空").mkdir()
    outcome = perfreport("year", *arguments.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_no_line_is_wider_than_a_page(perfreport: Runner, folder: Path) -> None:
    deep = folder / "很长的文件夹名称用来放一个单位的材料" / "又一层很长的文件夹名称"
    deep.mkdir(parents=True)
    (folder / WATCHED).rename(deep / "一份名称很长的监控表.yaml")
    change(folder / EVALUATED, ("年度指标值: ≥6期", "年度指标值: ≥5期"))
    (folder / "4-部门监控.yaml").unlink()
    (folder / "坏.yaml").write_text("年度: 2023\n", "utf-8")
    outcome = perfreport("year", folder)
    assert outcome.code == 2
    # A path cannot be broken where it is to be copied.
    lines = [each for each in outcome.out.splitlines() if f"{folder}/" not in each]
    assert max(map(cell_len, lines)) <= 100
    assert len(lines) > 12


def missing_beside(perfreport: Runner, folder: Path, *examples: str) -> list[list[str]]:
    """The commands for what is missing beside some of the examples, as of one department."""
    folder.mkdir()
    for name in examples:
        content = yaml.load(
            (resources.examples() / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader
        )
        text = yaml.safe_dump({**content, "部门名称": "某某局", "年度": "2024"}, allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    year = only_year(perfreport("year", folder, "--format", "json"))
    for each in year["missing"]:
        if not each["form_is_open"]:
            begin(perfreport, each)
    return [each["arguments"][1:] for each in year["missing"]]


@pytest.mark.parametrize(
    ("example", "begun"),
    [
        ("henan-2022-project-targets", "project-evaluation --form henan-2020-project-evaluation"),
        (
            "henan-bond-project-targets",
            "project-evaluation --form henan-bond-project-evaluation",
        ),
        ("henan-2022-transfer-targets", f"transfer-evaluation --form {ANY_FORM}"),
        (
            "sichuan-2023-project-targets",
            "project-evaluation --form sichuan-2023-project-evaluation",
        ),
        ("shanghai-2026-project-targets", f"project-evaluation --form {ANY_FORM}"),
        ("guangzhou-2024-department-targets", "self-evaluation --form guangzhou-self-evaluation"),
    ],
)
def test_a_form_of_the_region_and_of_the_sort_is_suggested(
    perfreport: Runner, folder: Path, example: str, begun: str
) -> None:
    commands = missing_beside(perfreport, folder / "另一个", example)
    assert begun.split() in [words[1:4] for words in commands]


def test_projects_of_two_sorts_are_begun_apart(perfreport: Runner, folder: Path) -> None:
    sorts = ("henan-2022-project-targets", "henan-bond-project-targets")
    commands = missing_beside(perfreport, folder / "另一个", *sorts)
    evaluations = [words for words in commands if words[1] == "project-evaluation"]
    forms = [words[3] for words in evaluations]
    assert sorted(forms) == ["henan-2020-project-evaluation", "henan-bond-project-evaluation"]
    for words in evaluations:
        assert [Path(each).stem for each in words[5:-2:2]] == [sorts["bond" in words[3]]]
    assert len({words[-1] for words in commands}) == len(commands)


def test_what_two_departments_of_a_folder_lack_goes_into_files_of_its_own(
    perfreport: Runner, folder: Path
) -> None:
    text = (folder / TARGETS).read_text("utf-8")
    (folder / "另一局.yaml").write_text(text.replace(DEPARTMENT, "某某市体育局"), "utf-8")
    (folder / WATCHED).unlink()
    years = found(perfreport("year", folder, "--format", "json"))["years"]
    commands = [each["arguments"] for year in years for each in year["missing"]]
    watched = [words[-1] for words in commands if words[2] == "project-monitoring"]
    assert len(watched) == len(set(watched)) == 2
    assert all(not Path(name).exists() for name in watched)
