"""``perfreport form``: forms of one's own begun, written and proved."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from perfreport.forms.registry import FormRegistry
from tests.cli.running import Runner
from tests.cli.test_completion import Offer, offered
from tests.forms.own_templates import manifest, pdf_template, with_file, with_own_pdf
from tests.roundtrip.word_editor import WordEditor, retype
from tests.small_files import PROJECTS, altered

__all__ = ["offered"]

DISTRICT = "guangzhou-district-project-targets"


@pytest.fixture
def own(perfreport: Runner, tmp_path: Path) -> Path:
    """A folder with a form begun from the district's."""
    folder = tmp_path / "我的版式"
    outcome = perfreport("form", "new", "某县", "--from", DISTRICT, "-o", folder)
    assert (outcome.code, outcome.err) == (0, "")
    return folder


@pytest.fixture
def own_pdf(own: Path) -> Path:
    """The same folder with PDF templates of the form's own, of which one is the base."""
    return with_own_pdf(own, DISTRICT, "某县")


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_form_is_begun_with_all_its_files(perfreport: Runner, own: Path) -> None:
    assert files_in(own) == {"forms/某县.yaml", "docx/某县.docx"}
    text = (own / "forms/某县.yaml").read_text("utf-8")
    assert text == manifest(DISTRICT).replace(f"版式: {DISTRICT}\n", "版式: 某县\n")
    outcome = perfreport("forms", "--templates", own)
    assert " 某县 " in outcome.out


def test_what_is_edited_in_the_word_template_is_in_the_pdf(
    perfreport: Runner, own: Path, tmp_path: Path
) -> None:
    path = own / "docx/某县.docx"
    editor = WordEditor(path.read_bytes())
    retype(editor.paragraph("总计"), "共计")
    path.write_bytes(editor.save())
    assert perfreport("form", "check", own).code == 0
    data = tmp_path / "项目.yaml"
    data.write_text(altered(PROJECTS, (DISTRICT, "某县")), "utf-8")
    options = ("-o", tmp_path, "--templates", own, "--no-system-fonts")
    assert perfreport("build", data, *options).code == 0
    [pdf] = tmp_path.glob("*.pdf")
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "共计" in page
    assert "总计" not in page


def test_pdf_templates_of_a_forms_own_come_along(
    perfreport: Runner, own_pdf: Path, tmp_path: Path
) -> None:
    new = tmp_path / "新"
    perfreport("form", "new", "某乡", "--from", "某县", "-o", new, "--templates", own_pdf)
    base = "pdf/_某乡-某县-base.xml"
    assert files_in(new) == {"forms/某乡.yaml", "docx/某乡.docx", "pdf/某乡.xml", base}
    assert (new / "pdf/某乡.xml").read_text("utf-8") == altered(
        (own_pdf / "pdf/某县.xml").read_text("utf-8"), ('"_某县-base.xml"', '"_某乡-某县-base.xml"')
    )
    assert (new / base).read_bytes() == (own_pdf / "pdf/_某县-base.xml").read_bytes()
    assert perfreport("form", "check", new).code == 0


def test_a_ready_made_pdf_template_that_somebody_took_over_comes_along(
    perfreport: Runner, own: Path, tmp_path: Path
) -> None:
    with_file(own, "pdf/某县.xml", pdf_template(DISTRICT))
    new = tmp_path / "新"
    perfreport("form", "new", "某乡", "--from", "某县", "-o", new, "--templates", own)
    assert (new / "pdf/某乡.xml").read_text("utf-8") == pdf_template(DISTRICT)


def test_what_is_begun_says_what_to_do_next(perfreport: Runner, tmp_path: Path) -> None:
    outcome = perfreport("form", "new", "某县", "--from", DISTRICT, "-o", tmp_path / "新")
    *written, next_steps = outcome.out.splitlines()
    assert all(line.startswith("已写出 ") for line in written)
    assert f"perfreport form check 某县 --templates {tmp_path / '新'}" in next_steps


def test_comments_of_a_manifest_are_kept(perfreport: Runner, own: Path, tmp_path: Path) -> None:
    path = own / "forms/某县.yaml"
    noted = altered(path.read_text("utf-8"), ("版式: 某县\n", "# 试用\n版式: '某县' # 编号\n"))
    path.write_text(noted, "utf-8")
    target = tmp_path / "新"
    perfreport("form", "new", "某乡", "--from", "某县", "-o", target, "--templates", own)
    text = (target / "forms/某乡.yaml").read_text("utf-8")
    assert text == noted.replace("'某县'", "某乡")


@pytest.mark.parametrize(
    ("new_id", "form_id", "code", "message"),
    [
        ("某县", DISTRICT, 4, "某县.docx：已经有这个文件，没有覆盖"),
        (DISTRICT, DISTRICT, 2, f"已经有版式 {DISTRICT}，请换一个编号"),
        ("../某县", DISTRICT, 2, "版式编号“../某县”写法不对，只用字母、数字、汉字和 - _ ."),
        ("某乡", "guangzhou-district", 2, "没有版式“guangzhou-district”，是不是"),
    ],
)
def test_a_form_that_cannot_be_begun_leaves_nothing(
    perfreport: Runner, own: Path, new_id: str, form_id: str, code: int, message: str
) -> None:
    (own / "forms/某县.yaml").unlink()
    before = sorted(own.rglob("*"))
    outcome = perfreport("form", "new", new_id, "--from", form_id, "-o", own)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert sorted(own.rglob("*")) == before


def test_a_form_that_was_only_copied_is_sound(perfreport: Runner, own: Path) -> None:
    outcome = perfreport("form", "check", own)
    assert outcome == (0, "版式 某县：没有发现问题：各项都印得出，Word 和 PDF 一致，读得回来\n", "")
    assert perfreport("form", "check", "某县", "--templates", own) == outcome


def test_a_form_that_loses_something_is_told_with_its_place(
    perfreport: Runner, own_pdf: Path
) -> None:
    base = own_pdf / "pdf/_某县-base.xml"
    old = "{{ project.name }}"
    text = altered(base.read_text("utf-8"), (old, f"{{% if loop.last %}}{old}{{% endif %}}"))
    base.write_text(text, "utf-8")
    line = text.partition(old)[0].count("\n") + 1
    outcome = perfreport("form", "check", own_pdf)
    assert (outcome.code, outcome.err) == (3, "")
    first, place, message, cure, *_ = outcome.out.splitlines()
    assert first.startswith("版式 某县：")
    assert place == (
        f"  pdf/某县.xml　正文　_某县-base.xml 第 {line} 行　标签 {{{{ project.name }}}}"
    )
    assert message.startswith("      “资金使用单位.项目.名称”没有印出来，如“试填")
    assert cure.startswith("      处理：请核对它外面的条件")

    found = json.loads(perfreport("form", "check", own_pdf, "--format", "json").out)
    [form] = found["forms"]
    assert form["form"] == "某县"
    first_finding = form["findings"][0]
    assert first_finding["tag"] == "{{ project.name }}"
    assert set(first_finding) == {
        "template", "part", "place", "tag", "message", "cure", "sample",
    }  # fmt: skip


def test_a_build_on_it_is_refused_with_the_same_words(
    perfreport: Runner, own_pdf: Path, tmp_path: Path
) -> None:
    base = own_pdf / "pdf/_某县-base.xml"
    sound = base.read_text("utf-8")
    base.write_text(altered(sound, (">总计<", ">合计<")), "utf-8")
    data = tmp_path / "项目.yaml"
    data.write_text(altered(PROJECTS, (DISTRICT, "某县")), "utf-8")
    options = ("build", data, "-o", tmp_path / "结果", "--templates", own_pdf)
    outcome = perfreport(*options)
    assert (outcome.code, outcome.out) == (3, "")
    assert "Word 印的是“总计”，PDF 印的是“合计”" in outcome.err
    assert not (tmp_path / "结果").exists()
    # What is not made need not be alike.
    assert perfreport(*options, "-f", "docx").code == 0
    base.write_text(sound, "utf-8")
    assert perfreport(*options).code == 0


def test_every_manifest_of_a_folder_is_proved(perfreport: Runner, own: Path) -> None:
    (own / "forms/坏的.yaml").write_text("文种: 通知\n", "utf-8")
    outcome = perfreport("form", "check", own)
    assert outcome.code == 3
    assert "版式 某县：没有发现问题" in outcome.out
    assert "版式 坏的：1 处要改\n  forms/坏的.yaml\n" in outcome.out


def test_a_template_of_ones_own_for_a_built_in_form_is_proved(
    perfreport: Runner, tmp_path: Path
) -> None:
    folder = with_file(tmp_path / "模板", f"pdf/{DISTRICT}.xml", pdf_template(DISTRICT))
    assert perfreport("form", "check", folder).out.startswith(f"版式 {DISTRICT}：没有发现问题")


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("某乡", 2, "没有版式“某乡”，"),
        ("空的", 3, "空的：这里没有版式"),
    ],
)
def test_what_is_no_form_is_told(
    perfreport: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    typed: str, code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("空的").mkdir()
    outcome = perfreport("form", "check", typed)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


@pytest.mark.parametrize("form_id", FormRegistry().ids)
def test_every_tag_that_is_listed_may_be_written(perfreport: Runner, form_id: str) -> None:
    listed = json.loads(perfreport("form", "tags", form_id, "--json").out)
    assert listed["form"] == form_id
    for tag in listed["tags"]:
        assert tag["name"] in tag["tag"]
        assert tag["label"]
        # Of several boxes one is ticked, of several places one is for an attachment.
        may_be_blank = re.search("合计|偏差原因分析|完成目标可能性|附件说明", tag["label"])
        assert tag["example"] or not tag["is_printed"] or may_be_blank


def test_tags_are_listed_with_labels_and_loops(perfreport: Runner) -> None:
    outcome = perfreport("form", "tags", DISTRICT)
    assert outcome.code == 0
    [line] = [each for each in outcome.out.splitlines() if "{{ project.name }}" in each]
    assert line.split("  ")[1:] != []
    assert "资金使用单位.项目.名称" in line
    assert "{%tr for project in spending_unit.projects %}" in line
    assert "某名称" in line
    department = perfreport("form", "tags", "guangzhou-department-targets").out
    assert "下属二级单位数（本版式不印）" in department


def test_tags_for_programs_say_what_a_field_is_called_elsewhere(perfreport: Runner) -> None:
    listed = json.loads(perfreport("form", "tags", "guangzhou-self-evaluation", "--json").out)
    also = {tag["name"]: tag["also"] for tag in listed["tags"]}
    assert "全年执行数" in also["expenditure.project.final"]
    assert "指标名称" in also["indicator.name"]
    assert "任务名称" in also["task.name"]
    assert also["title"] == []


def test_forms_are_offered(offered: Offer, own: Path) -> None:
    assert offered("form", "") == ["check", "new", "tags"]
    assert offered("form", "tags", "guangzhou-s") == ["guangzhou-self-evaluation"]
    assert offered("form", "check", "--templates", own, "某") == ["某县"]
    assert offered("form", "new", "x", "--from", "guangzhou-s") == ["guangzhou-self-evaluation"]
