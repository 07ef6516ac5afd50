"""A template has a place for all that its form prints, or nothing is printed on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest

import perfreport
from perfreport import InputError, Settings, TemplateError
from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks.walk import keyed
from perfreport.documents.coverage import lacking as templates_lack
from perfreport.documents.rendering import FORMATS
from perfreport.forms.coverage import lacks, places_of
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.uses import Uses
from tests.cli.running import Runner, runner
from tests.forms.own_templates import pdf_template, with_file, with_form
from tests.small_files import DEPARTMENT, PROJECTS, altered

CITY = "guangzhou-project-targets"
DISTRICT = "guangzhou-district-project-targets"
PANYU = "guangzhou-district-department-targets"
TRANSFERS = "{{ budget.transfers }}"
REGISTRY = FormRegistry()


@pytest.fixture
def perfreport_command(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Runs ``perfreport`` with arguments."""
    return runner(capsys)


def all_of(printed: Iterable[ViewPath], loops: Mapping[ViewPath, str] | None = None) -> Uses:
    """Uses that print these fields, whatever they say."""
    paths = frozenset(printed)
    return Uses(paths, paths, loops or {})


def lacking(form_id: str, *printed: str) -> dict[str, tuple[bool, str]]:
    """What a template that prints these fields lacks: whether it has to be there, and its tag."""
    uses = all_of(ViewPath(*each.split(".")) for each in printed)
    found = lacks(REGISTRY.get(form_id), uses, in_word=True)
    return {each.label: (each.is_required, each.tag) for each in found}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_the_built_in_templates_lack_nothing(form_id: str, format: str) -> None:
    found = templates_lack(REGISTRY.get(form_id), REGISTRY, format)
    # Such sums may be stated where a template prints them; a table for each project has none.
    assert [each for each in found if not each.is_total] == []


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_all_that_the_view_declares_is_asked_for(form_id: str) -> None:
    form = REGISTRY.get(form_id)
    everything = {place.names for place in places_of(form)}
    assert not lacks(form, all_of(everything), in_word=True)
    for place in places_of(form):
        also = {each.names for each in places_of(form) if each.at == place.at}
        rest = lacks(form, all_of(everything - also), in_word=True)
        is_asked_for = place.is_own and place.at != ("year",)
        label = keyed(form.model, place.at).label.replace(".*", "")
        is_left_out = any(label.startswith(each) for each in form.not_printed)
        if is_asked_for and not is_left_out:
            assert any(label.startswith(each.label) for each in rest)


def test_a_list_of_which_nothing_is_printed_is_named_once() -> None:
    found = lacking(CITY, "title", "department", "units.*.name")
    assert found["资金使用单位.项目"] == (
        True,
        "{%tr for each_project in each_unit.projects %} … {%tr endfor %}"
        "，写在 {%tr for each_unit in units %} 之内",
    )
    assert not [each for each in found if each.startswith("资金使用单位.项目.")]


def test_a_column_of_rows_that_are_printed_has_to_be_there() -> None:
    found = lacking("guangzhou-self-evaluation", "key_indicators.*.name", "scores.*.name")
    assert found["履职效能.关键指标.实际完成值"][0]
    assert found["管理效率.指标.二级"] == (
        True,
        "{% merge each_score.level_two %}，写在 {%tr for each_score in scores %} 之内",
    )
    assert not found["管理效率.指标.一级"][0]
    assert found["决算支出"] == (True, "{{ final_account }}")


def test_what_the_title_names_has_a_place() -> None:
    named = lacking("guangzhou-district-project-targets", "title_lines.*")
    assert "部门名称" not in named
    assert "部门名称" in lacking(CITY, "title_lines.*")


def test_the_year_may_be_among_the_fixed_words() -> None:
    assert "年度" not in lacking(CITY)


def test_what_the_form_does_not_print_is_not_asked_for() -> None:
    optional = "下属二级单位数"
    assert optional not in lacking("guangzhou-department-targets")
    assert lacking("guangzhou-district-department-targets")[optional][0]  # for the form asks for it


def test_what_every_form_demands_is_asked_for_as_is_what_must_always_be_there() -> None:
    form = "guangzhou-department-targets"
    found = lacking(form, "tasks.*.content.*")
    assert found["年度重点工作任务.名称"][0]
    assert found["年度重点工作任务.拟投入的资金"][0]


def test_names_in_loops_are_those_of_the_template() -> None:
    uses = all_of([ViewPath("units", EACH, "name")], {ViewPath("units"): "单位"})
    tags = [each.tag for each in lacks(REGISTRY.get(CITY), uses, in_word=False)]
    assert "{{ 单位.funds.total }}，写在 {% for 单位 in units %} 之内" in tags


def word_template(*paragraphs: str) -> bytes:
    """A Word template of these paragraphs."""
    document, file = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def folder_with(folder: Path, content: bytes) -> Settings:
    """A folder with the district's form and this Word template."""
    path = with_form(folder, DISTRICT, str) / "docx" / f"{DISTRICT}.docx"
    path.parent.mkdir()
    path.write_bytes(content)
    return Settings(templates=[folder])


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        (
            ["{{ title }}"],
            "没有印“资金使用单位”，所填的会丢失；请加上标签 {%tr for each_unit in units %}",
        ),
        (
            ["{{ title }}", "{%p for unit in units %}", "{{ unit.name }}", "{%p endfor %}"],
            "没有印“资金使用单位.项目”，所填的会丢失；请加上标签 {%tr for each_project in",
        ),
        (
            ["{{ title }}", "{%p for unit in units[:5] %}", "{{ unit.name }}", "{%p endfor %}"],
            "“资金使用单位”有时不印（比较了大小、次序或内容，或只取了几项），所填的会丢失；请在",
        ),
    ],
)
def test_a_template_that_would_lose_what_every_document_states_is_refused(
    tmp_path: Path, paragraphs: list[str], told: str
) -> None:
    settings = folder_with(tmp_path, word_template(*paragraphs))
    document = perfreport.loads(PROJECTS, settings=settings)
    for format in FORMATS:  # for the PDF is made from the same template
        with pytest.raises(TemplateError) as refused:
            perfreport.render(document, format, settings=settings)
        assert f"版式 {DISTRICT}：Word 模板 {DISTRICT}.docx：{told}" in str(refused.value)
    with_file(tmp_path, f"pdf/{DISTRICT}.xml", pdf_template(DISTRICT))
    with_pdf = Settings(templates=[tmp_path])
    assert perfreport.render(document, "pdf", settings=with_pdf)
    with pytest.raises(TemplateError):
        perfreport.render(document, "docx", settings=with_pdf)


def test_data_that_a_template_has_no_place_for_are_refused_with_their_place(
    tmp_path: Path,
) -> None:
    text = altered(pdf_template(PANYU), (TRANSFERS, "0.00"))
    with_file(tmp_path, f"pdf/{PANYU}.xml", text)
    settings = Settings(templates=[tmp_path])
    document = perfreport.loads(DEPARTMENT, settings=settings)
    assert perfreport.render(document, "pdf", settings=settings)
    stated = document.replace("预算整体情况.拟用于对下转移支付资金", "12.00")
    assert perfreport.render(stated, "docx", settings=settings)
    with pytest.raises(InputError) as refused:
        perfreport.render(stated, "pdf", settings=settings)
    [mistake] = refused.value.mistakes
    assert mistake.path.label == "预算整体情况.拟用于对下转移支付资金"
    assert mistake.message == (
        f"版式 {PANYU} 的 PDF 模板没有这一项的位置，请删去，"
        "或换用有此项的版式（guangzhou-department-targets）"
    )


def test_a_build_is_refused_before_anything_is_written(
    tmp_path: Path, perfreport_command: Runner
) -> None:
    folder_with(tmp_path / "own", word_template("{{ title }}"))
    data = tmp_path / "data.yaml"
    data.write_text(PROJECTS, "utf-8")
    out = tmp_path / "out"
    outcome = perfreport_command("build", data, "-o", out, "--templates", tmp_path / "own")
    assert (outcome.code, outcome.out) == (3, "")
    assert "没有印“资金使用单位”" in outcome.err
    assert not out.exists()
