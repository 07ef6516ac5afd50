"""What the command does, Python can: each function, and the settings that they share."""

from __future__ import annotations

import json
import pickle
import pkgutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import perfreport
from perfreport import InputError, OutputError, ProjectTargets, SelfEvaluation, Settings
from tests.filled_blanks import filled, filled_workbook
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import ALL, PROJECTS, REPORT, altered

PLAIN = Settings(system_fonts=False)


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
@pytest.mark.parametrize("notation", ["yaml", "json"])
def test_a_document_written_as_data_is_read_as_the_same(
    text: str, notation: perfreport.api.Notation
) -> None:
    document = perfreport.loads(text)
    assert perfreport.loads(perfreport.dumps(document, notation=notation), notation=notation) == (
        document
    )


def built(**money: object) -> perfreport.ProjectEvaluation:
    target = perfreport.EvaluatedIndicator(
        level_one="产出指标",
        level_two="数量指标",
        name="维修泵站",
        annual_value="≥12座",
        actual="9座",
        weight=20,
    )
    project = perfreport.EvaluatedProject(name="防汛", sources=money, indicators=[target])
    return perfreport.ProjectEvaluation(
        form="national-2020-project-evaluation", year=2024, department="某局", projects=[project]
    )


@pytest.mark.parametrize(
    "money",
    [
        {"appropriation": {"annual": Decimal("12.50"), "final": 11}},
        {"当年财政拨款": {"全年预算数": Decimal("12.50"), "全年执行数": 11}},
    ],
)
@pytest.mark.parametrize("notation", ["yaml", "json"])
def test_money_that_was_built_in_python_is_written_and_explained(
    money: dict[str, object], notation: perfreport.api.Notation
) -> None:
    document = built(**money)
    text = perfreport.dumps(document, notation=notation)
    again = perfreport.loads(text, notation=notation)
    assert perfreport.explain(document) == perfreport.explain(again)
    (rate,) = perfreport.explain(document, "项目[1].资金.合计.执行率")
    assert rate.value == "88.00%"


def test_money_that_the_form_does_not_have_is_not_written(tmp_path: Path) -> None:
    wrong = built(donations={"annual": 1})
    for act in (perfreport.dumps, lambda document: perfreport.dump(document, tmp_path / "a.yaml")):
        with pytest.raises(InputError, match="donations"):
            act(wrong)
    assert not list(tmp_path.iterdir())


def test_a_gap_of_a_draft_is_written_as_one() -> None:
    document = perfreport.loads(altered(PROJECTS, ("59.80", "待填")), draft=True)
    assert perfreport.loads(perfreport.dumps(document), draft=True) == document
    assert "财政拨款: 待填" in perfreport.dumps(document)


@pytest.mark.parametrize("name", ["数据.yaml", "数据.json"])
def test_a_document_is_written_to_a_file(tmp_path: Path, name: str) -> None:
    document = perfreport.loads(PROJECTS)
    path = perfreport.dump(document, tmp_path / name)
    assert perfreport.load(path) == document


def test_a_data_file_is_not_written_over_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "数据.yaml"
    path.write_text("# 别人的注释", "utf-8")
    with pytest.raises(OutputError, match="已经有这个文件"):
        perfreport.dump(perfreport.loads(PROJECTS), path)
    assert path.read_text("utf-8") == "# 别人的注释"
    perfreport.dump(perfreport.loads(PROJECTS), path, overwrite=True)
    assert perfreport.load(path) == perfreport.loads(PROJECTS)


def test_text_comes_as_bytes_too() -> None:
    assert perfreport.loads(PROJECTS.encode()) == perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match="UTF-8"):
        perfreport.loads(PROJECTS.encode("gb18030"))


def test_every_explained_place_explains_itself() -> None:
    document = perfreport.loads(REPORT)
    for each in perfreport.explain(document):
        assert each in perfreport.explain(document, each.path)
    (rate,) = perfreport.explain(document, "部门整体支出.支出执行率")
    assert rate.label == "支出执行率（支出进度）"


def test_a_place_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="不是位置"):
        perfreport.explain(perfreport.loads(REPORT), "管理效率[0]")


def test_differences_are_told_field_by_field() -> None:
    before = perfreport.loads(PROJECTS)
    after = perfreport.loads(altered(PROJECTS, ("59.80", "69.80")))
    (found,) = perfreport.diff(before, after)
    assert found.before == ("资金使用单位", 0, "项目", 0, "财政拨款")
    assert perfreport.diff(before, before) == ()


@pytest.mark.parametrize("kind", [SelfEvaluation, "self-evaluation", "部门整体支出绩效自评报告"])
def test_an_evaluation_is_begun_from_a_declaration(kind: str | type[SelfEvaluation]) -> None:
    text = perfreport.draft(kind, perfreport.loads(PROJECTS), form="guangzhou-self-evaluation")
    begun = perfreport.loads(text, draft=True)
    assert isinstance(begun, SelfEvaluation)
    assert begun.department == "某某部门"


def test_next_years_declaration_is_begun_from_last_years() -> None:
    text = perfreport.draft(ProjectTargets, perfreport.loads(PROJECTS))
    assert perfreport.loads(text, draft=True).year == 2025


def test_what_cannot_be_begun_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="没有文种“月报”"):
        perfreport.draft("月报", [])
    with pytest.raises(InputError, match="在几份项目支出绩效目标表里都有，请只给一份"):
        perfreport.draft(ProjectTargets, [perfreport.loads(PROJECTS)] * 2)


def test_edits_in_word_are_taken_into_the_text_of_the_data_file() -> None:
    editor = WordEditor(perfreport.render(perfreport.loads(PROJECTS), "docx"))
    editor.replace(editor.paragraph("聘请编外人员。"), "编外人员", "编外人员三名")
    reading = perfreport.read_docx(editor.save())
    text = altered(PROJECTS, ("年度: 2024", "年度: 2024  # 今年"))
    update = perfreport.update(text, reading)
    assert update.text == altered(text, ("聘请编外人员。", "聘请编外人员三名。"))
    assert update.is_whole
    assert [each.new for each in update.differences] == ["聘请编外人员三名。"]


def test_what_both_changed_is_left_and_told() -> None:
    editor = WordEditor(perfreport.render(perfreport.loads(PROJECTS), "docx"))
    editor.replace(editor.paragraph("聘请编外人员。"), "编外人员", "编外人员三名")
    text = altered(PROJECTS, ("聘请编外人员。", "不聘请编外人员。"))
    update = perfreport.update(text, perfreport.read_docx(editor.save()))
    assert (update.text, update.is_whole, len(update.conflicts)) == (text, False, 1)


def test_a_blank_that_is_filled_in_is_a_document_of_its_form(tmp_path: Path) -> None:
    form = "henan-2022-project-targets"
    assert perfreport.loads(filled(perfreport.blank(form), form)).form == form
    workbook = tmp_path / "空白.xlsx"
    workbook.write_bytes(filled_workbook(perfreport.blank_xlsx(form), form))
    assert perfreport.load(workbook).form == form


def test_a_blank_of_no_form_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="没有版式或文种“某表”"):
        perfreport.blank("某表")


def test_forms_are_listed_with_their_kinds() -> None:
    forms = {form.id: form for form in perfreport.list_forms()}
    assert forms["guangzhou-self-evaluation"].kind == "部门整体支出绩效自评报告"


def test_a_schema_is_had_by_class_and_by_name() -> None:
    by_class = perfreport.json_schema(ProjectTargets)
    assert by_class == perfreport.json_schema("project-targets")
    assert by_class["title"] == "项目支出绩效目标表"


def test_no_function_has_the_name_of_a_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(perfreport.__path__)}
    assert not modules & set(perfreport.__all__)


def test_settings_go_to_other_processes() -> None:
    assert PLAIN.registry.ids  # what was found stays behind
    assert pickle.loads(pickle.dumps(PLAIN)) == PLAIN


def rendered(text: str) -> int:
    """The size of the PDF of ``text``; for other processes."""
    return len(perfreport.render(perfreport.loads(text), "pdf", settings=PLAIN))


def test_one_bad_document_among_fifty_is_told_by_a_pool_of_processes() -> None:
    texts = [altered(PROJECTS, ("59.80", f"{number}.80")) for number in range(50)]
    texts[17] = altered(PROJECTS, ("财政拨款: 59.80", "财政拔款: 59.80"))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = [pool.submit(rendered, text) for text in texts]
    (bad,) = filter(None, (result.exception() for result in results))
    assert isinstance(bad, InputError)
    assert "财政拔款" in str(bad)
    assert [each.line for each in bad.mistakes] == [9]
    assert sum(not result.exception() for result in results) == 49


def test_objects_are_built_with_english_names() -> None:
    project = perfreport.Project(name="购置", appropriation=Decimal("12.50"), goal="更新。")
    assert str(project.appropriation) == "12.50"
    assert json.loads(project.model_dump_json(by_alias=True, exclude_defaults=True)) == {
        "名称": "购置",
        "财政拨款": "12.50",
        "绩效目标": ["更新。"],
    }


def test_explaining_a_draft_says_what_waits_for_the_data() -> None:
    text = perfreport.draft("self-evaluation", perfreport.loads(PROJECTS))
    begun = perfreport.loads(text, draft=True)
    assert {each.value for each in perfreport.explain(begun)} >= {"【随数据计算】"}


def test_a_draft_is_equal_to_its_copy_from_another_process() -> None:
    text = altered(REPORT, ("得分: 49.99", "得分: 待填"))
    begun = perfreport.loads(text, draft=True)
    copy = pickle.loads(pickle.dumps(begun))
    assert (copy, perfreport.diff(begun, copy)) == (begun, ())


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path: Path) -> None:
    link = tmp_path / "数据.yaml"
    link.symlink_to(tmp_path / "别处.yaml")
    with pytest.raises(OutputError, match="已经有这个文件"):
        perfreport.dump(perfreport.loads(PROJECTS), link)
    assert link.is_symlink()


def test_of_many_threads_that_write_one_file_the_first_alone_does(tmp_path: Path) -> None:
    documents = [perfreport.loads(altered(PROJECTS, ("59.80", f"{n}.80"))) for n in range(20)]

    def dumped(document: perfreport.Document) -> bool:
        try:
            return bool(perfreport.dump(document, tmp_path / "数据.yaml"))
        except OutputError:
            return False

    with ThreadPoolExecutor(20) as threads:
        written = list(threads.map(dumped, documents))
    assert written.count(True) == 1
    assert perfreport.load(tmp_path / "数据.yaml") == documents[written.index(True)]


@pytest.mark.parametrize("place", ["没有", "资金使用单位[9]", "资金使用单位[1].没有"])
def test_a_place_that_is_not_there_is_refused(place: str) -> None:
    with pytest.raises(InputError, match="没有这个位置"):
        perfreport.explain(perfreport.loads(PROJECTS), place)


def test_a_place_may_be_told_by_english_names() -> None:
    document = perfreport.loads(PROJECTS)
    by_keys = perfreport.explain(document, ("资金使用单位", 0, "项目", 0, "财政拨款"))
    assert by_keys
    assert perfreport.explain(document, ("units", 0, "projects", 0, "appropriation")) == by_keys


def wrong_calls() -> dict[str, Callable[[Any], object]]:
    """Calls that only a program that is wrong makes, with a document."""
    wrong: Any = "表.docx"
    return {
        "a name for a document": lambda _: perfreport.render(wrong, "pdf"),
        "no kind of document": lambda document: perfreport.check(
            perfreport.Document(kind=document.kind, year=2024, department="某局")
        ),
        "a part of a document": lambda document: perfreport.dumps(document.units[0]),
        "no settings": lambda document: perfreport.check(document, settings=wrong),
        "one folder": lambda _: Settings(templates="版式"),
        "a name for a Word file": lambda _: perfreport.read_docx(wrong),
        "no text": lambda _: perfreport.loads(Path(wrong)),  # type: ignore[arg-type]
    }


@pytest.mark.parametrize("call", wrong_calls().values(), ids=wrong_calls())
def test_a_wrong_call_is_a_type_error_that_says_what_is_wanted(
    call: Callable[[Any], object],
) -> None:
    with pytest.raises(TypeError, match=r"wanted|is a|not one"):
        call(perfreport.loads(PROJECTS))


def test_a_notation_or_a_format_that_there_is_not_is_refused(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    with pytest.raises(ValueError, match="'JSON'"):
        perfreport.dumps(document, notation="JSON")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="doc"):
        perfreport.write(document, tmp_path, formats=["doc"])  # type: ignore[list-item]
    with pytest.raises(OutputError, match=r"\.yaml"):
        perfreport.dump(document, tmp_path / "数据.txt")


def test_limits_are_raised_by_the_names_that_messages_use() -> None:
    word = perfreport.render(perfreport.loads(PROJECTS), "docx")
    with pytest.raises(InputError, match=r"（limits 文字=\d+）") as caught:
        perfreport.read_docx(word, settings=Settings(limits={"文字": 9}))
    label, count = str(caught.value).rpartition("（limits ")[2].rstrip("）").split("=")
    assert perfreport.read_docx(word, settings=Settings(limits={label: int(count)})).is_whole


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "名称：缺这一项（name），请补上"),
        ({"nam": "甲"}, "nam：没有这一项，是不是 name？"),
        ({"name": "甲", "名称": "乙"}, "名称：这一项写了两次：“名称”就是 name，请删去一处"),
        ({"name": "甲", "indicators": perfreport.Indicator(name="乙")}, "绩效指标：这里要写成一列"),
    ],
)
def test_what_is_wrong_is_told_once_with_the_english_name(
    values: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError) as caught:
        perfreport.Project.model_validate(values)
    assert any(line.startswith(told) for line in str(caught.value).splitlines())
    assert len(caught.value.mistakes) <= 2


def test_severities_have_an_order_and_are_texts() -> None:
    severity = perfreport.Severity
    assert sorted(severity, reverse=True) == ["error", "warning", "information"]
    assert severity.ERROR > severity.WARNING >= severity.WARNING > "information"
    with pytest.raises(TypeError):
        assert severity.ERROR < 5
