"""``perfreport read``: what was edited in Word comes back as data, and into the data file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import perfreport as library
from perfreport.basics import resources
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

COMMENTED = altered(
    PROJECTS,
    ("年度: 2024\n", "年度: 2024   # 预算年度\n\n"),
    ("绩效目标: 聘请编外人员。", "绩效目标: '聘请编外人员。'  # 与人事处商定"),
)
Typing = Callable[[WordEditor], None]


def retyped(old: str, new: str, occurrence: int = 0) -> Typing:
    return lambda editor: editor.replace(editor.paragraph(old, occurrence), old, new)


GOAL = retyped("聘请编外人员。", "聘请临时人员。")
AMOUNT = retyped("59.80", "60.00", 1)


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Makes the edited Word file of a data file."""

    def edited(text: str, *acts: Typing, templates: tuple[Path, ...] = ()) -> Path:
        document = library.loads(text, settings=library.Settings(templates=templates))
        editor = WordEditor(
            library.render(document, "docx", settings=library.Settings(templates=templates))
        )
        for act in acts:
            act(editor)
        path = tmp_path / "改过的.docx"
        path.write_bytes(editor.save())
        return path

    return edited


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "数据.yaml"
    path.write_text(COMMENTED, "utf-8")
    return path


Word = Callable[..., Path]


@pytest.fixture
def own_form(tmp_path: Path) -> Path:
    """A folder with a form that only its owner has."""
    folder = tmp_path / "自己的"
    for name in ("forms", "docx"):
        (folder / name).mkdir(parents=True)
    source = resources.templates() / "forms" / "guangzhou-district-project-targets.yaml"
    template = resources.templates() / "docx" / f"{source.stem}.docx"
    (folder / "docx" / "own.docx").write_bytes(template.read_bytes())
    manifest = altered(source.read_text("utf-8"), (f"版式: {source.stem}", "版式: own"))
    (folder / "forms" / "own.yaml").write_text(manifest, "utf-8")
    return folder


def test_the_data_are_printed_and_what_was_edited_is_told_beside_them(
    perfreport: Runner, word: Word
) -> None:
    outcome = perfreport("read", word(PROJECTS, GOAL, AMOUNT))
    assert outcome.code == 0
    after = altered(PROJECTS, ("聘请编外", "聘请临时"), ("59.80", "60.00"))
    assert library.loads(outcome.out) == library.loads(after)
    told = outcome.err.splitlines()
    assert "修改　资金使用单位[1].项目[1].绩效目标：聘请临时人员。" in told
    assert "修改　资金使用单位[1].项目[1].财政拨款：60.00" in told


def test_a_file_that_was_not_edited_says_nothing_but_its_data(
    perfreport: Runner, word: Word
) -> None:
    outcome = perfreport("read", word(REPORT))
    assert (outcome.code, outcome.err) == (0, "")
    assert library.loads(outcome.out) == library.loads(REPORT)


@pytest.mark.parametrize("name", ["新.yaml", "新.json"])
def test_a_new_data_file_is_written_in_the_notation_of_its_name(
    perfreport: Runner, word: Word, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "目录" / name
    outcome = perfreport("read", word(PROJECTS, GOAL), "-o", target)
    assert (outcome.code, outcome.out) == (0, f"已写出 {target}\n")
    assert library.load(target) == library.loads(altered(PROJECTS, ("聘请编外", "聘请临时")))
    if name.endswith("json"):
        assert json.loads(target.read_text("utf-8"))["年度"] == 2024


def test_a_file_that_is_there_is_not_overwritten(
    perfreport: Runner, word: Word, data: Path
) -> None:
    file = word(PROJECTS, GOAL)
    before = file.read_bytes()
    for target in (data, file):
        outcome = perfreport("read", file, "-o", target)
        assert (outcome.code, outcome.out) == (2, "")
        assert f"{target} 已经有了；请换一个文件名" in outcome.err
    assert data.read_text("utf-8") == COMMENTED
    assert file.read_bytes() == before


def test_an_update_changes_the_edited_fields_and_nothing_else(
    perfreport: Runner, word: Word, data: Path
) -> None:
    outcome = perfreport("read", word(PROJECTS, GOAL, AMOUNT), "--update", data)
    kept = data.with_name("数据.yaml~")
    assert (outcome.code, outcome.out) == (0, f"已写出 {data}；改之前的在 {kept}\n")
    assert kept.read_text("utf-8") == COMMENTED
    after = altered(COMMENTED, ("聘请编外", "聘请临时"), ("59.80", "60.00"))
    assert data.read_text("utf-8") == after


def test_an_update_can_go_to_another_file(
    perfreport: Runner, word: Word, data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "新.yaml"
    assert perfreport("read", word(PROJECTS, GOAL), "--update", data, "-o", target).code == 0
    assert data.read_text("utf-8") == COMMENTED
    assert target.read_text("utf-8") == altered(COMMENTED, ("聘请编外", "聘请临时"))


def test_an_update_leaves_what_has_changed_in_the_data_file_since(
    perfreport: Runner, word: Word, data: Path
) -> None:
    current = altered(COMMENTED, ("46.00", "50.00"))
    data.write_text(current, "utf-8")
    assert perfreport("read", word(PROJECTS, GOAL), "--update", data).code == 0
    assert data.read_text("utf-8") == altered(current, ("聘请编外", "聘请临时"))


def test_an_update_tells_what_both_have_changed_and_does_the_rest(
    perfreport: Runner, word: Word, data: Path
) -> None:
    current = altered(COMMENTED, ("聘请编外", "聘请专业"))
    data.write_text(current, "utf-8")
    outcome = perfreport("read", word(PROJECTS, GOAL, AMOUNT), "--update", data)
    assert outcome.code == 1
    (told,) = (line for line in outcome.err.splitlines() if line.startswith("冲突"))
    assert told == (
        f"冲突　{data}:{line_with(current, '聘请专业')}：资金使用单位[1].项目[1].绩效目标："
        "数据文件和 Word 都改了：Word 为“聘请临时人员。”，数据文件为“聘请专业人员。”；未动，请定夺"
    )
    assert data.read_text("utf-8") == altered(current, ("59.80", "60.00"))


def test_a_data_file_without_a_form_is_updated_for_the_form_it_was_built_with(
    perfreport: Runner, data: Path, tmp_path: Path
) -> None:
    form_id = "guangzhou-district-project-targets"
    text = altered(COMMENTED, (f"版式: {form_id}\n", ""))
    data.write_text(text, "utf-8")
    perfreport("build", data, "-o", tmp_path, "-f", "docx", "--form", form_id)
    file = data.with_suffix(".docx")
    editor = WordEditor(file.read_bytes())
    GOAL(editor)
    file.write_bytes(editor.save())
    assert perfreport("read", file, "--update", data).code == 0
    assert data.read_text("utf-8") == altered(text, ("聘请编外", "聘请临时"))


def test_a_json_file_is_updated_too(perfreport: Runner, word: Word, tmp_path: Path) -> None:
    path = tmp_path / "数据.json"
    document = library.loads(PROJECTS)
    path.write_text(document.model_dump_json(by_alias=True, exclude_none=True), "utf-8")
    assert perfreport("read", word(PROJECTS, GOAL), "--update", path).code == 0
    assert library.load(path) == library.loads(altered(PROJECTS, ("聘请编外", "聘请临时")))


def test_an_edited_total_is_told_with_both_figures_and_where_it_comes_from(
    perfreport: Runner, word: Word
) -> None:
    outcome = perfreport("read", word(REPORT, retyped("120.00", "130.00")))
    assert outcome.code == 1
    (told,) = (line for line in outcome.err.splitlines() if line.startswith("不符"))
    assert "Word 中写的是“" in told
    assert "按数据算得“" in told
    assert "之和" in told


def test_words_without_a_place_are_told_with_the_nearest_heading(
    perfreport: Runner, word: Word
) -> None:
    outcome = perfreport("read", word(DEPARTMENT, retyped("部门名称", "部门的名称")))
    assert outcome.code == 1
    assert any(line.startswith("未收　") for line in outcome.err.splitlines())
    assert "部门的名称" in outcome.err


def test_every_thing_told_is_one_line_that_no_terminal_obeys(
    perfreport: Runner, word: Word
) -> None:
    def escape(editor: WordEditor) -> None:
        editor.replace(editor.paragraph("维护社会"), "维护", "维护\u2028甲\x9b31m")

    outcome = perfreport("read", word(DEPARTMENT, escape))
    for line in outcome.err.splitlines():
        assert line.isprintable() or "\u3000" in line
        assert not {"\x9b", "\u2028"} & set(line)


def test_a_field_that_could_not_be_read_is_to_be_filled_in(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    def emptied(editor: WordEditor) -> None:
        editor.replace(editor.paragraph("69.00"), "69.00", "")

    target = tmp_path / "新.yaml"
    outcome = perfreport("read", word(DEPARTMENT, emptied), "-o", target)
    assert outcome.code == 1
    assert "拟投入的资金" in outcome.err
    assert "请在数据文件中补上" in outcome.err
    assert "拟投入的资金: 待填" in target.read_text("utf-8")
    assert "错误 DRAFT-001" in perfreport("check", target).out


def test_a_field_that_could_not_be_read_stays_as_the_data_file_has_it(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    path = tmp_path / "部门.yaml"
    path.write_text(DEPARTMENT, "utf-8")
    file = word(DEPARTMENT, retyped("维护社会大局稳定。", ""))
    outcome = perfreport("read", file, "--update", path)
    assert (outcome.code, outcome.out) == (1, f"没有要改的地方，{path} 没有动\n")
    assert path.read_text("utf-8") == DEPARTMENT


def test_what_cannot_be_read_is_told_in_one_line_with_its_file(
    perfreport: Runner, data: Path, tmp_path: Path
) -> None:
    for path, message in (
        (data, "这不是 Word 文件"),
        (tmp_path / "没有.docx", "找不到这个文件，请核对路径和文件名"),
        (tmp_path, "这是一个文件夹，请指明其中的Word 文件"),
    ):
        outcome = perfreport("read", path)
        assert (outcome.code, outcome.out) == (2, "")
        (line,) = outcome.err.splitlines()
        assert line.startswith(f"{path}：{message}")


@pytest.mark.parametrize(
    ("text", "message"), [(REPORT, "文种："), (altered(PROJECTS, ("59.80", "五十九")), "五十九")]
)
def test_a_data_file_that_does_not_go_with_it_is_told_and_stays(
    perfreport: Runner, word: Word, data: Path, text: str, message: str
) -> None:
    data.write_text(text, "utf-8")
    outcome = perfreport("read", word(PROJECTS, GOAL), "--update", data)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert data.read_text("utf-8") == text


def test_an_amount_that_cannot_be_read_is_to_be_filled_in_and_stays_in_the_data_file(
    perfreport: Runner, word: Word, data: Path, tmp_path: Path
) -> None:
    file = word(PROJECTS, retyped("59.80", "一百万", 1))
    target = tmp_path / "新.yaml"
    outcome = perfreport("read", file, "-o", target)
    assert "未收　资金使用单位[1].项目[1].财政拨款：“一百万”" in outcome.err
    assert "财政拨款: 待填" in target.read_text("utf-8")
    assert perfreport("read", file, "--update", data).code == 1
    assert data.read_text("utf-8") == COMMENTED


def test_a_form_that_is_not_there_is_named(
    perfreport: Runner, word: Word, own_form: Path, tmp_path: Path
) -> None:
    file = word(
        altered(PROJECTS, ("guangzhou-district-project-targets", "own")), templates=(own_form,)
    )
    outcome = perfreport("read", file)
    assert (outcome.code, outcome.out) == (2, "")
    assert "版式 own，这里没有；请指明放这个版式的文件夹（--templates）" in outcome.err
    assert perfreport("read", file, "--templates", own_form).code == 0


def test_a_limit_is_lowered_and_raised_as_the_message_says(perfreport: Runner, word: Word) -> None:
    file = word(PROJECTS, GOAL)
    refused = perfreport("read", file, "--limit", "文字=9", "--limit", "段落和单元格=9")
    assert (refused.code, refused.out) == (2, "")
    (line,) = refused.err.splitlines()
    raised = line.rpartition("（")[2].removesuffix("）").split()
    assert raised[::2] == ["--limit", "--limit"]
    assert perfreport("read", file, *raised).code == 0


@pytest.mark.parametrize("command", ["read", "regenerate"])
def test_a_file_of_another_kind_is_called_what_it_is(
    perfreport: Runner, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(b"%PDF-1.7")
    outcome = perfreport(command, path)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"{path}：这不是 Word 文件（.docx），而是 PDF 文件（.pdf）；"
        "请给出 perfreport 生成、在 Word 里改过的那份 .docx\n"
    )
