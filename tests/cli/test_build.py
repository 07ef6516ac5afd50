"""``perfreport build`` and ``demo``: files in, Word and PDF out, a line for each file made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import perfreport as library
from perfreport.basics import resources
from tests.cli.running import Runner
from tests.forms.own_templates import pdf_template, with_file, with_form
from tests.small_files import ALL, PROJECTS, altered

RECORD = "perfreport.sqlite"
DISTRICT = "guangzhou-district-project-targets"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_becomes_word_and_pdf(perfreport: Runner, data: Path, out: Path) -> None:
    outcome = perfreport("build", data / "projects.yaml", "-o", out, "--no-system-fonts")
    assert outcome.code == 0
    assert outcome.out == f"已生成 {out}/projects.docx\n已生成 {out}/projects.pdf\n"
    document = library.loads(PROJECTS)
    assert (out / "projects.docx").read_bytes() == library.render(document, "docx")
    assert (out / "projects.pdf").read_bytes() == library.render(
        document, "pdf", settings=library.Settings(system_fonts=False)
    )


def test_several_files_of_several_kinds_are_built_in_one_run(
    perfreport: Runner, data: Path, out: Path
) -> None:
    files = sorted(data.iterdir())
    outcome = perfreport("build", *files, "-o", out, "-f", "pdf", "--allow-errors")
    assert outcome.code == 0
    *made, summary = outcome.out.splitlines()
    assert made == [f"已生成 {out}/{name}.pdf" for name in sorted(ALL)]
    assert summary == f"生成 3 份；记录在 {out}/perfreport.sqlite"
    assert names(out) == ["department.pdf", RECORD, "projects.pdf", "report.pdf"]


@pytest.mark.parametrize(
    ("formats", "made"),
    [
        (["-f", "docx"], ["projects.docx"]),
        (["--file-format", "pdf"], ["projects.pdf"]),
        (["-f", "pdf", "-f", "pdf"], ["projects.pdf"]),
        (["-f", "pdf", "-f", "docx"], ["projects.docx", "projects.pdf"]),
    ],
)
def test_only_the_wanted_formats_are_made(
    perfreport: Runner, data: Path, out: Path, formats: list[str], made: list[str]
) -> None:
    assert perfreport("build", data / "projects.yaml", "-o", out, *formats).code == 0
    assert names(out) == made


def test_json_is_built_like_yaml(perfreport: Runner, tmp_path: Path, out: Path) -> None:
    document = library.loads(PROJECTS)
    path = tmp_path / "数据.json"
    path.write_text(document.model_dump_json(by_alias=True, exclude_none=True), "utf-8")
    assert perfreport("build", path, "-o", out, "-f", "docx").code == 0
    assert (out / "数据.docx").read_bytes() == library.render(document, "docx")


def test_errors_keep_a_document_from_being_made_unless_they_are_allowed(
    perfreport: Runner, data: Path, out: Path
) -> None:
    arguments = ("build", data / "report.yaml", "-o", out, "-f", "docx")
    outcome = perfreport(*arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert f"错误 SCORE-001　{data / 'report.yaml'}:" in outcome.err
    refused = f"{data / 'report.yaml'}：有错误，没有生成 {out / 'report.docx'}"
    assert outcome.err.endswith(f"{refused}；请改正，或加 --allow-errors 照样生成\n")
    assert not out.exists()
    outcome = perfreport(*arguments, "--allow-errors")
    assert (outcome.code, names(out)) == (0, ["report.docx"])
    assert "错误 SCORE-001" in outcome.err


def test_of_several_documents_each_stands_alone(perfreport: Runner, data: Path, out: Path) -> None:
    files = (data / "report.yaml", data / "projects.yaml", data / "没有.yaml")
    outcome = perfreport("build", *files, "-o", out, "-f", "docx")
    assert outcome.code == 2  # the highest: one of the others ends with 1
    assert outcome.out.splitlines() == [
        f"已生成 {out}/projects.docx",
        f"生成 1 份，没有生成 2 份；记录在 {out}/perfreport.sqlite",
    ]
    assert names(out) == [RECORD, "projects.docx"]
    assert f"错误 SCORE-001　{data / 'report.yaml'}:" in outcome.err
    assert f"{data / 'report.yaml'}：有错误，没有生成 {out}/report.docx；" in outcome.err
    assert outcome.err.endswith(f"{data / '没有.yaml'}：找不到这个文件，请核对路径和文件名\n")


def test_warnings_are_printed_and_the_files_made(perfreport: Runner, data: Path, out: Path) -> None:
    outcome = perfreport("build", data / "projects.yaml", "-o", out, "-f", "docx")
    assert (outcome.code, names(out)) == (0, ["projects.docx"])
    assert "警告 IND-005" in outcome.err
    assert "提示" not in outcome.err


def test_what_is_to_be_filled_in_is_never_printed(
    perfreport: Runner, data: Path, out: Path
) -> None:
    path = data / "projects.yaml"
    path.write_text(altered(PROJECTS, ("聘请编外人员。", "待填")), "utf-8")
    outcome = perfreport("build", path, "-o", out, "--allow-errors")
    assert (outcome.code, outcome.out) == (2, "")
    assert "还没有填写" in outcome.err
    assert not out.exists()


def test_files_that_would_get_the_same_name_are_refused(
    perfreport: Runner, data: Path, tmp_path: Path, out: Path
) -> None:
    one, other = data / "projects.yaml", tmp_path / "projects.json"
    outcome = perfreport("build", one, data / "department.yaml", other, "-o", out)
    assert outcome.code == 2
    for file, rival in ((one, other), (other, one)):
        told = f"{file}：结果会和别的文件的同名（projects）：{rival}；请改名，或分开生成"
        assert told in outcome.err
    assert names(out) == ["department.docx", "department.pdf", RECORD]


@pytest.mark.parametrize(("one", "other"), [("甲A", "甲a"), ("caf\u00e9", "cafe\u0301")])
def test_names_that_other_systems_take_for_the_same_are_refused(
    perfreport: Runner, tmp_path: Path, out: Path, one: str, other: str
) -> None:
    files = [tmp_path / "1" / f"{one}.yaml", tmp_path / "2" / f"{other}.yaml"]
    for file in files:
        file.parent.mkdir()
        file.write_text(PROJECTS, "utf-8")
    outcome = perfreport("build", *files, "-o", out)
    assert outcome.code == 2
    assert outcome.err.count("结果会和别的文件的同名") == len(files)
    assert names(out) == [RECORD]


def test_a_form_can_be_given(perfreport: Runner, data: Path, out: Path) -> None:
    path = data / "projects.yaml"
    path.write_text(altered(PROJECTS, (f"版式: {DISTRICT}\n", "")), "utf-8")
    assert perfreport("build", path, "-o", out, "-f", "docx").code == 2
    assert perfreport("build", path, "-o", out, "-f", "docx", "--form", DISTRICT).code == 0


def test_templates_of_ones_own_stand_before_the_built_in_ones(
    perfreport: Runner, data: Path, tmp_path: Path, out: Path
) -> None:
    def with_another_title(text: str) -> str:
        return text.replace("年项目支出绩效目标表", "年项目表")

    folder = with_form(tmp_path / "版式", DISTRICT, with_another_title)
    arguments = ("build", data / "projects.yaml", "-f", "pdf", "--no-system-fonts")
    perfreport(*arguments, "-o", out / "甲")
    perfreport(*arguments, "-o", out / "乙", "--templates", folder)
    own = library.render(
        library.loads(PROJECTS),
        "pdf",
        settings=library.Settings(templates=[folder], system_fonts=False),
    )
    assert (out / "乙" / "projects.pdf").read_bytes() == own
    assert (out / "甲" / "projects.pdf").read_bytes() != own


def test_a_template_that_fails_names_the_line_and_writes_nothing(
    perfreport: Runner, data: Path, tmp_path: Path, out: Path
) -> None:
    wrong = pdf_template(DISTRICT).replace("{{ department }}", "{{ departmant }}")
    folder = with_file(tmp_path / "版式", f"pdf/{DISTRICT}.xml", wrong)
    outcome = perfreport("build", data / "projects.yaml", "-o", out, "--templates", folder)
    assert outcome.code == 3
    assert f"PDF 模板 {DISTRICT}.xml 第 " in outcome.err
    assert "视图里没有“departmant”，是不是 department？" in outcome.err
    assert not out.exists()


def test_fonts_of_ones_own_are_used(perfreport: Runner, data: Path, out: Path) -> None:
    fonts = resources.fonts() / "fandol"
    arguments = ("build", data / "projects.yaml", "-o", out, "-f", "pdf", "--fonts")
    assert perfreport(*arguments, fonts).code == 0
    assert perfreport(*arguments, data / "没有").code == 2


def test_one_line_says_which_characters_a_font_of_last_resort_has_set(
    perfreport: Runner, data: Path, out: Path
) -> None:
    path = data / "projects.yaml"
    path.write_text(altered(PROJECTS, ("聘请编外人员。", "沥滘张喆，90㎡，☑是")), "utf-8")
    outcome = perfreport("build", path, "-o", out, "--no-system-fonts")
    assert outcome.code == 0
    (note,) = (line for line in outcome.err.splitlines() if line.startswith("说明"))
    remark = "版式的字体里没有的字，“喆”“滘”“㎡”用“后备宋体”印，“☑”用“后备符号”印；内容不受影响"
    assert note == f"说明　{out}/projects.pdf：{remark}"
    alone = perfreport("build", path, "-o", out, "-f", "docx", "--no-system-fonts")
    assert "说明" not in alone.err


def test_a_script_that_joins_its_letters_is_refused_in_a_pdf_and_taken_by_word(
    perfreport: Runner, data: Path, out: Path
) -> None:
    path = data / "projects.yaml"
    path.write_text(altered(PROJECTS, ("聘请编外人员。", "聘请 ئۇيغۇر。")), "utf-8")
    outcome = perfreport("build", path, "-o", out)
    assert outcome.code == 2
    assert "维吾尔文等用阿拉伯字母的文字" in outcome.err
    assert not out.exists()
    assert perfreport("build", path, "-o", out, "-f", "docx").code == 0


def test_a_bar_shows_the_progress_on_a_terminal_only(
    perfreport: Runner, data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("build", data / "projects.yaml", data / "department.yaml", "-o", out)
    assert "100%" not in perfreport(*arguments).err
    monkeypatch.setenv("FORCE_COLOR", "1")  # taken for a terminal
    assert "100%" in perfreport(*arguments).err


def test_the_demonstration_renders_every_example_and_lists_the_files(
    perfreport: Runner, out: Path
) -> None:
    outcome = perfreport("demo", "-o", out)
    assert outcome.code == 0
    stems = sorted(path.stem for path in resources.examples().glob("*.yaml"))
    endings = ("docx", "pdf", "yaml")
    assert names(out) == sorted(f"{stem}.{ending}" for stem in stems for ending in endings)
    for path in out.iterdir():
        assert f" {path} " in outcome.out
        assert f"{path.stat().st_size:,}" in outcome.out


def test_the_data_files_of_the_demonstration_are_the_examples_and_can_be_built(
    perfreport: Runner, tmp_path: Path, out: Path
) -> None:
    assert perfreport("demo", "-o", out).code == 0
    for path in resources.examples().glob("*.yaml"):
        assert (out / path.name).read_bytes() == path.read_bytes()
    again = tmp_path / "别处"
    files = sorted(out.glob("*.yaml"))
    # What a published document states stays, and where it was cut short its sum does not add up.
    cut_short = out / "sichuan-2023-project-targets.yaml"
    whole = [path for path in files if path != cut_short]
    assert perfreport("build", *whole, "-o", again, "--no-system-fonts").code == 0
    options = ("--no-system-fonts", "--allow-errors")
    assert perfreport("build", cut_short, "-o", again, *options).code == 0
    for path in {*again.iterdir()} - {again / RECORD}:
        assert path.read_bytes() == (out / path.name).read_bytes()


def test_a_changed_data_file_of_the_demonstration_stays(perfreport: Runner, out: Path) -> None:
    perfreport("demo", "-o", out)
    path = min(out.glob("*.yaml"))
    changed = path.read_bytes() + "# 我的注\n".encode()
    path.write_bytes(changed)
    outcome = perfreport("demo", "-o", out)
    assert (outcome.code, path.read_bytes()) == (4, changed)
    assert f"{path}：没有覆盖：它和自带的例子不同，有人改过；" in outcome.err
    assert "加 --overwrite" in outcome.err
    assert perfreport("demo", "-o", out, "--overwrite").code == 0
    assert path.read_bytes() != changed


IN_CODE = "import perfreport.cli; perfreport.cli.main()"


@pytest.mark.parametrize("command", [["-m", "perfreport"], ["-c", IN_CODE]])
def test_the_program_itself_builds(data: Path, out: Path, command: list[str]) -> None:
    arguments = ["build", str(data / "projects.yaml"), "-o", str(out), "-f", "pdf"]
    done = subprocess.run(
        [sys.executable, *command, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"已生成 {out}/projects.pdf\n")


def test_the_program_itself_fails_with_its_exit_code(out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "perfreport", "build", "没有.yaml", "-o", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "没有.yaml：找不到这个文件，请核对路径和文件名\n"


@pytest.mark.skipif(sys.platform == "win32", reason="不能有这样的文件名")
def test_a_name_of_two_lines_is_told_in_one(perfreport: Runner, tmp_path: Path, out: Path) -> None:
    file = tmp_path / "甲\n乙.yaml"
    file.write_text(PROJECTS, "utf-8")
    outcome = perfreport("build", file, "-o", out, "-f", "docx")
    assert outcome.out == f"已生成 {out}/甲↵乙.docx\n"
    assert names(out) == ["甲\n乙.docx"]


def test_a_table_becomes_a_workbook_where_one_is_asked_for(
    perfreport: Runner, data: Path, out: Path
) -> None:
    arguments = ("build", data / "projects.yaml", "-o", out, "-f", "xlsx", "--no-system-fonts")
    outcome = perfreport(*arguments)
    assert (outcome.code, outcome.out) == (0, f"已生成 {out}/projects.xlsx\n")
    assert (out / "projects.xlsx").read_bytes() == library.render(
        library.loads(PROJECTS), "xlsx", settings=library.Settings(system_fonts=False)
    )
    assert perfreport(*arguments).code == 0  # over one that nobody touched


def test_a_report_in_prose_is_refused_as_a_workbook_before_anything_is_written(
    perfreport: Runner, data: Path, out: Path
) -> None:
    options = ("-f", "docx", "-f", "xlsx", "--allow-errors")
    outcome = perfreport("build", data / "report.yaml", "-o", out, *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert "是成文的报告，不是表格，印不成 Excel 工作簿；请只生成 Word" in outcome.err
    assert not out.exists()


def test_without_the_packages_it_is_said_how_to_get_them(
    perfreport: Runner, data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    outcome = perfreport("build", data / "projects.yaml", "-o", out, "-f", "docx", "-f", "xlsx")
    assert (outcome.code, outcome.out) == (2, "")
    assert 'pip install "yusuan-jixiao[excel]"' in outcome.err
    assert not out.exists()
