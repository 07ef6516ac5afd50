"""A Word template carried out: texts, loops, merged labels, mistakes in words."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from perfreport.basics.properties import Properties
from perfreport.blocks.printed import Label
from perfreport.blocks.printing import labels
from perfreport.docx import template as template_module
from perfreport.docx.package import read_package
from perfreport.docx.template import WordTemplate
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.xml import PRESERVE
from tests.content import Cell as ReadCell
from tests.content import tables
from tests.docx.word_files import (
    PROPERTIES,
    Example,
    Row,
    SmallView,
    body_of,
    examples,
    paragraph,
    paragraphs_of,
    parts_of,
    render,
    rendered,
    saved,
    table,
    with_parts,
    word_template,
)
from tests.docx_reading import read_docx
from tools.word_template.elements import Element, field, run, w

ANY_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
)
UNRULY_TEXTS = [
    "支出 <5% & “结余” 'x' \"y\"",
    "{{ title }}",
    "{% raw %}{% endraw %}",
    "{_{ }_} {_% %_}",
    "  两端 和 中间  有空格 ",
    "&amp; &lt;w:p&gt; ]]> <!-- -->",
    "😀 𠮷 㐂 ％ １２３ ",
    "<w:br/>\u2028\u3000",
]


def row(name: str, *texts: str) -> Row:
    return Row(Label(name, 1), name, texts)


@pytest.mark.parametrize("text", UNRULY_TEXTS)
def test_a_text_comes_out_as_it_went_in(text: str, tmp_path: Path) -> None:
    template = word_template("【{{ title }}】", "{{ title }}")

    assert paragraphs_of(rendered(template, SmallView(text), tmp_path)) == [f"【{text}】", text]


@given(ANY_TEXT)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = rendered(word_template("{{ title }}"), SmallView(text), Path(folder))

    assert paragraphs_of(file) == [text]


def test_blanks_at_the_ends_of_texts_are_kept(tmp_path: Path) -> None:
    file = rendered(word_template("{{ title }}"), SmallView(" 甲 "), tmp_path)

    assert {text.get(PRESERVE) for text in body_of(file).iter(W + "t")} == {"preserve"}


def test_a_tag_may_be_split_over_runs(tmp_path: Path) -> None:
    split = paragraph(run("{"), run("{ ti"), run("tle }"), run("}。"))

    assert paragraphs_of(rendered(word_template(split), SmallView("甲"), tmp_path)) == ["甲。"]


def test_quotes_that_word_curled_are_understood(tmp_path: Path) -> None:
    template = word_template("表 {{ number(“表”) }}", "表 {{ number(“表”) }}")

    assert paragraphs_of(rendered(template, SmallView(""), tmp_path)) == ["表 1", "表 2"]


def test_every_document_is_numbered_from_one(tmp_path: Path) -> None:
    template = WordTemplate(saved(word_template('{{ number("表") }}'), tmp_path), SmallView)

    for _ in range(2):
        assert paragraphs_of(template.render(SmallView(""), PROPERTIES)) == ["1"]


def test_fields_that_count_show_their_numbers(tmp_path: Path) -> None:
    simple = w("fldSimple", run("7"), instr=" SEQ 表 \\* ARABIC ")
    first = paragraph("表 ", simple)
    second = paragraph("表 ", *field('SEQ "表"', "7"))
    other = paragraph("图 ", *field("SEQ 图 \\* MERGEFORMAT", "7"), "。")

    file = rendered(word_template(first, second, other), SmallView(""), tmp_path)

    assert paragraphs_of(file) == ["表 1", "表 2", "图 1。"]


@pytest.mark.parametrize("instruction", ["SEQ 表 \\c", "SEQ 表 \\r 5", "PAGE"])
def test_fields_that_count_otherwise_are_left_alone(instruction: str, tmp_path: Path) -> None:
    template = word_template("{{ title }}", paragraph(*field(instruction, "7")))

    assert paragraphs_of(rendered(template, SmallView(""), tmp_path)) == ["", "7"]


def test_loops_repeat_paragraphs_and_rows(tmp_path: Path) -> None:
    view = SmallView("", (row("甲", "一", "二"), row("乙", "三")))

    [read] = tables(read_docx(rendered(with_texts("表格正文"), view, tmp_path)))

    assert read.grid() == [["甲", "一\n二"], ["乙", "三"]]


def test_a_cell_whose_loop_finds_nothing_keeps_a_paragraph_of_its_style(tmp_path: Path) -> None:
    file = rendered(with_texts("表头"), SmallView("", (row("甲"),)), tmp_path)

    last_cell = list(body_of(file).iter(W + "tc"))[-1]
    [style] = last_cell.findall(f"{W}p/{W}pPr/{W}pStyle")
    assert style.get(W + "val") == "TableHeading"


def with_texts(style: str) -> bytes:
    """A template with a row for each of the view's rows, its texts in paragraphs of ``style``."""
    return word_template(each_row(f"| {{{{ row.name }}}} | [[ row.texts ]] ({style}) |"))


def each_row(typed: str) -> Element:
    """A table with the row ``typed`` for each of the view's rows."""
    return table("{%tr for row in rows %}", typed, "{%tr endfor %}")


def test_a_cell_with_a_condition_keeps_a_paragraph(tmp_path: Path) -> None:
    template = word_template(table("| 甲 | {%p if total %} // 有 // {%p endif %} |"))

    assert paragraphs_of(rendered(template, SmallView("", total=1), tmp_path)) == ["甲", "有"]
    assert paragraphs_of(rendered(template, SmallView(""), tmp_path)) == ["甲", ""]


@given(st.lists(st.sampled_from(["产出", "效益", "满意度"]), min_size=1, max_size=8))
def test_merged_labels_span_the_rows_they_belong_to(names: list[str]) -> None:
    merged = [first for (first,) in labels([(name,) for name in names])]
    view = SmallView("", tuple(Row(label, str(i)) for i, label in enumerate(merged)))
    template = word_template(each_row("| {% merge row.label %} | {{ row.name }} |"))

    with TemporaryDirectory() as folder:
        file = rendered(template, view, Path(folder))

    [read] = tables(read_docx(file))
    assert [cell for cell in read.cells if cell.column == 0] == [
        ReadCell(index, 0, label.text, rowspan=label.rows)
        for index, label in enumerate(merged)
        if label.rows
    ]


def test_headers_and_footers_have_tags_too(tmp_path: Path) -> None:
    template = word_template("正文")
    footer = parts_of(template)["word/footer.xml"].replace("— ".encode(), b"{{ title }} ")

    file = rendered(with_parts(template, {"word/footer.xml": footer}), SmallView("甲"), tmp_path)

    assert "甲 " in parts_of(file)["word/footer.xml"].decode()


@pytest.mark.parametrize(
    ("tag", "complaint"),
    [
        ("{{ titel }}", "标签 {{ titel }}：视图里没有“titel”，是不是 title？"),
        ("{% for row in rows %}{{ row.nmae }}{% endfor %}", "{{ row.nmae }}：视图里没有“nmae”"),
        ("{{ title", "“{{ title”中有不完整的标签 {{"),
        ("title }}", "不完整的标签 }}"),
        ("｛｛ title ｝｝", "“｛｛ title ｝｝”像标签，不会填上内容"),
        ("{％ for x in units ％}", "“{％ for x in units ％}”像标签"),
        ("{ project.name }", "“{ project.name }”像标签"),
        ("{% fro row in rows %}", "标签 {% fro row in rows %} 写错"),
        ("{% if title %}甲", "标签 {% if title %} 写错"),
        ("{{ title！ }}", "标签 {{ title！ }} 写错"),
        ("{{ title|upper }}", "标签 {{ title|upper }} 写错"),
        ("{{ " + "title + " * 200 + "title }}", "标签过长"),
        ("{{ rows }}", "标签 {{ rows }} 出错：这里要写文字"),
        ("{{ rows[5].name }}", "标签 {{ rows[5].name }} 出错"),
        ("{{ total / total }}", "标签 {{ total / total }} 出错"),
        ("甲{%p if title %}", "标签 {%p if title %} 要独占一段"),
        ("{%tr if title %}", "标签 {%tr if title %} 要独占一行"),
        ("{{p title }}", "标签 {{p title }} 里的“p”用不了"),
        ("{%r if title %}", "标签 {%r if title %} 里的“r”用不了"),
        ("{% merge title %}", "标签 {% merge title %} 要独占表格的一格"),
    ],
)
def test_a_wrong_tag_is_named_with_its_place(tag: str, complaint: str, tmp_path: Path) -> None:
    template = word_template("{{ title }}", tag)

    with pytest.raises(TemplateError) as error:
        rendered(template, SmallView("甲"), tmp_path)

    assert "Word 模板 模板.docx 正文：" in str(error.value)
    assert complaint in str(error.value)


@pytest.mark.parametrize(("opening", "closing"), [("for a in [1]", "endfor"), ("if 1", "endif")])
def test_tags_nested_too_deep_are_refused(opening: str, closing: str, tmp_path: Path) -> None:
    template = word_template(f"{{% {opening} %}}" * 3_000 + f"{{% {closing} %}}" * 3_000)

    # Python's own limit comes first where nobody has raised it.
    with pytest.raises(TemplateError, match=r"太多层|超过上限 60 层"):
        rendered(template, SmallView("甲"), tmp_path)


def test_every_unknown_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as error:
        WordTemplate(saved(word_template("{{ one }}", "{{ two }}"), tmp_path), SmallView)

    assert len(str(error.value).splitlines()) == 2


def test_a_wrong_tag_in_the_footer_is_found_there(tmp_path: Path) -> None:
    template = word_template("正文")
    footer = parts_of(template)["word/footer.xml"].replace("— ".encode(), b"{{ titel }} ")

    with pytest.raises(TemplateError, match="页脚：标签"):
        rendered(with_parts(template, {"word/footer.xml": footer}), SmallView(""), tmp_path)


def test_text_beside_a_row_tag_is_not_lost_in_silence(tmp_path: Path) -> None:
    template = word_template(table("| {%tr if title %} | 旁边的文字 |"))

    with pytest.raises(TemplateError, match="要独占一行"):
        rendered(template, SmallView(""), tmp_path)


def test_a_condition_that_reaches_into_a_table_is_refused(tmp_path: Path) -> None:
    template = word_template("{% if title %}", table("| {% endif %} | 甲 |"))

    with pytest.raises(TemplateError, match="不在同一层"):
        rendered(template, SmallView(""), tmp_path)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ title.upper() }}",
        "{{ title.format(title) }}",
        "{{ number.__init__.__globals__ }}",
        "{{ rows.count(1) }}",
        '{% include "/etc/passwd" %}',
        '{% import "/etc/passwd" as x %}',
        '{% from "/etc/passwd" import x %}',
        '{% extends "/etc/passwd" %}',
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% set x = title.encode %}{{ x() }}",
        "{{ title|attr('__class__') }}",
        "{{ 'x' * 10 ** 10 }}",
        "{{ '%9999999999d' % total }}",
    ],
)
def test_a_template_that_reaches_for_more_than_its_view_is_refused(
    tag: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError):
        rendered(word_template(tag), SmallView("<甲>", (row("乙"),)), tmp_path)


def test_a_field_cannot_be_put_together_by_tags(tmp_path: Path) -> None:
    begin, harmless, *rest = field("SEQ", "1")
    instruction = run(w("instrText", "DDEAUTO c:\\calc"))
    runs = [begin, run("{% if total %}"), harmless, run("{% endif %}"), instruction, *rest]
    template = word_template(paragraph(*runs))

    with pytest.raises(TemplateError, match="域“DDEAUTO”"):
        rendered(template, SmallView(""), tmp_path)


EXAMPLES = examples()
NOT_LOADED = """
import sys
import perfreport, perfreport.docx.template
sys.exit(any(name in sys.modules for name in ("docxtpl", "docx")))
"""


def of_form(form_id: str) -> Example:
    return next(example for example in EXAMPLES if example.form_id == form_id)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The templates read from now on."""
    paths: list[Path] = []

    def read(path: Path) -> dict[str, bytes]:
        paths.append(path)
        return read_package(path)

    monkeypatch.setattr(template_module, "read_package", read)
    return paths


def test_a_template_is_read_once(tmp_path: Path, reads: list[Path]) -> None:
    view = EXAMPLES[0].view
    path = saved(word_template("{{ title }}"), tmp_path)

    assert len({render(view, path, PROPERTIES) for _ in range(3)}) == 1
    assert reads == [path]


def test_threads_read_a_template_once_and_do_not_mix_up_their_documents(
    tmp_path: Path, reads: list[Path]
) -> None:
    path = saved(word_template("{{ title }}", '{{ number("表") }}', "{{ department }}"), tmp_path)
    view = of_form("guangzhou-department-targets").view
    views = [view._replace(department=f"第{number}个部门") for number in range(200)]

    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda each: render(each, path, PROPERTIES), views))

    assert [paragraphs_of(file)[1:] for file in files] == [["1", each.department] for each in views]
    assert reads == [path]


def test_a_template_that_has_changed_is_read_again(tmp_path: Path) -> None:
    view = EXAMPLES[0].view
    path = saved(word_template("旧 {{ title }}"), tmp_path)
    render(view, path, PROPERTIES)
    saved(word_template("新的 {{ title }}"), tmp_path)

    assert paragraphs_of(render(view, path, PROPERTIES)) == [f"新的 {view.title}"]


def test_one_template_may_serve_several_kinds(tmp_path: Path) -> None:
    path = saved(word_template("{{ title }}"), tmp_path)

    for example in EXAMPLES:
        assert paragraphs_of(render(example.view, path, PROPERTIES)) == [example.view.title]


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="读不了这个 Word 模板"):
        render(EXAMPLES[0].view, tmp_path / "没有.docx", PROPERTIES)


def test_the_properties_are_those_of_the_call(tmp_path: Path) -> None:
    path = saved(word_template("{{ title }}"), tmp_path)
    files = [
        render(EXAMPLES[0].view, path, Properties(title=title)) for title in ("甲", "乙", "甲")
    ]

    assert files[0] == files[2] != files[1]


def test_the_built_in_templates_render_again_to_the_same_bytes() -> None:
    registry = FormRegistry()
    for example in EXAMPLES:
        path = registry.docx_template(example.form_id)
        once, again = (render(example.view, path, PROPERTIES) for _ in range(2))
        assert once == again


def test_the_libraries_for_word_are_loaded_only_for_use() -> None:
    subprocess.run(
        [sys.executable, "-c", NOT_LOADED], check=True, env=dict(os.environ, PYTHONHASHSEED="1")
    )
