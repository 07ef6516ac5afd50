"""The text of a paragraph, and what is noted of all that is none."""

from __future__ import annotations

import pytest

from tests.docx.page.small_pages import page_of, paragraph, run, texts


def in_run(element: str) -> str:
    return f"<w:r><w:t>甲</w:t>{element}<w:t>乙</w:t></w:r>"


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("<w:tab/>", "甲\t乙"),
        ("<w:br/>", "甲\n乙"),
        ("<w:cr/>", "甲\n乙"),
        ("<w:noBreakHyphen/>", "甲-乙"),
        ("<w:softHyphen/>", "甲乙"),
        ("<w:lastRenderedPageBreak/>", "甲乙"),
        ('<w:sym w:font="宋体" w:char="2022"/>', "甲•乙"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "甲✓乙"),
        ('<w:sym w:font="Symbol" w:char="00B3"/>', "甲≥乙"),
        ('<w:sym w:font="Symbol" w:char="2265"/>', "甲≥乙"),
        ("<w:ptab/>", "甲\t乙"),
        ('<w:footnoteReference w:id="1"/>', "甲乙"),
        ("<w:t>\x7f\x86</w:t>", "甲乙"),
    ],
)
def test_characters_with_elements_of_their_own(element: str, text: str) -> None:
    page = page_of(paragraph(in_run(element)))
    assert texts(page) == [text]
    assert page.traces.pictures == 0


@pytest.mark.parametrize("code", ["D800", "DFFF", "0001", "FFFE", "110000", "G0", "-5", "", "９"])
def test_a_symbol_that_is_no_character_counts_as_a_picture(code: str) -> None:
    page = page_of(paragraph(in_run(f'<w:sym w:char="{code}"/>'), in_run("<w:sym/>")))
    assert texts(page) == ["甲乙甲乙"]
    assert page.traces.pictures == 2


WRAPPED = [
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:customXml w:element="x">{}</w:customXml>',
    '<w:fldSimple w:instr="SEQ 表">{}</w:fldSimple>',
    "<w:dir>{}</w:dir>",
    "<w:bdo><w:hyperlink>{}</w:hyperlink></w:bdo>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:r><w:t>旧</w:t></w:r>"
    "</mc:Fallback></mc:AlternateContent>",
    "<w:r><w:ruby><w:rt/><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
]


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_what_only_marks_words_leaves_them_as_they_are(wrapping: str) -> None:
    page = page_of(paragraph("一", wrapping.format(run("二")), "三"))
    assert texts(page) == ["一二三"]
    assert not page.traces.asides
    assert not page.traces.inserted


@pytest.mark.parametrize("wrapping", ["<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>"])
def test_tracked_insertions_are_there_and_noted(wrapping: str) -> None:
    page = page_of(paragraph("一", wrapping.format(run("二")), "三"))
    assert texts(page) == ["一二三"]
    assert page.traces.inserted == ["二"]


GONE = "<w:r><w:delText>{}</w:delText></w:r>"


@pytest.mark.parametrize(
    "wrapping",
    [
        "<w:del>{}</w:del>",
        "<w:moveFrom>{}</w:moveFrom>",
        "<w:ins><w:del>{}</w:del></w:ins>",
        "<w:del><w:ins>{}</w:ins></w:del>",
        "<w:moveFrom><w:moveTo>{}</w:moveTo></w:moveFrom>",
        "<w:hyperlink><w:del>{}</w:del></w:hyperlink>",
    ],
)
@pytest.mark.parametrize("words", [GONE.format("二"), run("二")])
def test_tracked_deletions_are_gone_and_noted(wrapping: str, words: str) -> None:
    page = page_of(paragraph("一", wrapping.format(words), "三"))
    assert texts(page) == ["一三"]
    assert page.traces.deleted == ["二"]
    assert not page.traces.inserted


BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    "element",
    [
        f"<w:drawing>{BOX}</w:drawing>",
        f"<w:pict>{BOX}</w:pict>",
        "<w:drawing><a:t>框中字</a:t></w:drawing>",
        f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_the_words_of_a_text_box_are_noted_once(element: str) -> None:
    page = page_of(paragraph(in_run(element.format(*2 * [paragraph("框中字")]))))
    assert texts(page) == ["甲乙"]
    assert (page.traces.asides, page.traces.pictures) == (["框中字"], 0)


@pytest.mark.parametrize(
    "element", ["<w:drawing/>", "<w:pict/>", "<w:object/>", "<w:contentPart/>"]
)
def test_pictures_are_counted(element: str) -> None:
    assert page_of(paragraph(in_run(element), in_run(element))).traces.pictures == 2


@pytest.mark.parametrize(
    "element",
    [
        "<m:oMath><m:r><m:t>另有</m:t></m:r></m:oMath>",
        f"<w:unknown>{run('另有')}</w:unknown>",
        "<w:t>另有</w:t>",
        "<w:r><w:unknown><w:t>另有</w:t></w:unknown></w:r>",
        "<w:r><w:delText>另有</w:delText></w:r>",
        f"<w:r><w:ruby><w:rt>{run('另有')}</w:rt></w:ruby></w:r>",
        run("另有", "<w:vanish/>"),
    ],
)
def test_words_in_a_place_of_no_running_text_are_noted(element: str) -> None:
    page = page_of(paragraph("一", element, "二"))
    assert texts(page) == ["一二"]
    assert page.traces.asides == ["另有"]


@pytest.mark.parametrize(
    ("properties", "is_noted"),
    [
        ("<w:b/>", True),
        ('<w:b w:val="0"/>', False),
        ('<w:u w:val="single"/>', True),
        ('<w:u w:val="none"/>', False),
        ('<w:color w:val="FF0000"/>', True),
        ('<w:color w:val="auto"/>', False),
        ('<w:shd w:fill="FFFF00"/>', True),
        ('<w:shd w:val="clear" w:fill="auto"/>', False),
        ('<w:sz w:val="20"/>', False),
        ('<w:rFonts w:eastAsia="华文行楷"/>', True),
        ('<w:rFonts w:eastAsia="仿宋_GB2312"/>', False),
        ('<w:vanish w:val="0"/>', False),
    ],
)
def test_a_format_of_ones_own_is_noted(properties: str, is_noted: bool) -> None:
    styles = '<w:docDefaults><w:rFonts w:eastAsia="仿宋_GB2312"/></w:docDefaults>'
    page = page_of(paragraph(run("甲", properties)), styles=styles)
    assert texts(page) == ["甲"]
    assert page.traces.formatted == (["甲"] if is_noted else [])


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ 表</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE_FIELD = f'<w:fldSimple w:instr="SEQ 表">{run("7")}</w:fldSimple>'


@pytest.mark.parametrize("field", [FIELD, SIMPLE_FIELD])
def test_the_result_of_a_field_is_text_and_in_a_template_its_place_is_known(field: str) -> None:
    body = paragraph("表 ", field, " 情况")
    assert texts(page_of(body)) == ["表 7 情况"]
    assert texts(page_of(body, is_template=True)) == ["表 {{ field() }} 情况"]


@pytest.mark.parametrize(
    ("text", "properties", "shown"),
    [
        ("2", '<w:vertAlign w:val="superscript"/>', "m²"),
        ("-3+n", '<w:vertAlign w:val="superscript"/>', "m⁻³⁺ⁿ"),
        ("(2)", '<w:vertAlign w:val="subscript"/>', "m₍₂₎"),
        ("2", '<w:vertAlign w:val="baseline"/>', "m2"),
        ("2", '<w:position w:val="0"/>', "m2"),
        (" ", '<w:vertAlign w:val="superscript"/>', "m "),
    ],
)
def test_raised_and_lowered_characters_are_those_that_unicode_has(
    text: str, properties: str, shown: str
) -> None:
    page = page_of(paragraph("m", run(text, properties)))
    assert texts(page) == [shown]
    assert page.traces.formatted == []


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("2甲", '<w:vertAlign w:val="superscript"/>'),
        ("2.5", '<w:vertAlign w:val="subscript"/>'),
        ("2", '<w:position w:val="12"/>'),
    ],
)
def test_what_unicode_cannot_raise_stays_as_it_is_and_is_noted(text: str, properties: str) -> None:
    page = page_of(paragraph("m", run(text, properties)))
    assert texts(page) == [f"m{text}"]
    assert page.traces.formatted == [text]


WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'


def test_codes_of_a_symbol_font_in_text_are_the_characters_they_show() -> None:
    page = page_of(paragraph("是", run("\uf0fe", WINGDINGS), "否", run("\uf0a8", WINGDINGS)))
    assert texts(page) == ["是☑否□"]
    assert (page.traces.symbols, page.traces.formatted) == ([], [])
    assert page.traces.formatted == []


def test_a_private_character_in_the_documents_own_faces_was_printed_so() -> None:
    styles = '<w:docDefaults><w:rFonts w:eastAsia="仿宋"/></w:docDefaults>'
    own = run("\uf0fe", '<w:rFonts w:eastAsia="仿宋"/>')
    page = page_of(paragraph(run("\uf0fe"), own), styles=styles)
    assert texts(page) == ["\uf0fe\uf0fe"]
    assert page.traces.symbols == []


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ('<w:r><w:sym w:font="MT Extra" w:char="F04C"/></w:r>', "字体 MT Extra，编码 F04C"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0F0"/></w:r>', "字体 Symbol，编码 F0F0"),
        ('<w:r><w:sym w:char="F0FC"/></w:r>', "字体 不明，编码 F0FC"),
        (run("\uf04c", '<w:rFonts w:hAnsi="MT Extra"/>'), "字体 MT Extra，编码 F04C"),
    ],
)
def test_an_unknown_symbol_is_left_out_and_named_with_the_words_around_it(
    element: str, said: str
) -> None:
    page = page_of(paragraph("办公用房面积", element, "平方米"))
    assert texts(page) == ["办公用房面积平方米"]
    assert page.traces.symbols == [f"“办公用房面积□平方米”（{said}）"]
    assert page.traces.pictures == 0


def test_unknown_symbols_of_one_paragraph_are_named_together_and_not_with_the_next() -> None:
    first, second = (f'<w:r><w:sym w:font="MT Extra" w:char="F04{n}"/></w:r>' for n in (1, 2))
    page = page_of(paragraph("甲", first, "乙", second) + paragraph("丙"))
    assert texts(page) == ["甲乙", "丙"]
    assert page.traces.symbols == ["“甲□乙□”（字体 MT Extra，编码 F041、字体 MT Extra，编码 F042）"]


def test_hidden_symbols_are_no_less_named() -> None:
    hidden = run("密\uf04c", '<w:vanish/><w:rFonts w:hAnsi="MT Extra"/>')
    page = page_of(paragraph("甲", hidden))
    assert texts(page) == ["甲"]
    assert page.traces.asides == ["密"]
    assert len(page.traces.symbols) == 1


def test_what_is_noted_of_words_with_unknown_symbols_is_the_words() -> None:
    unknown = '<w:sym w:font="MT Extra" w:char="F04C"/>'
    inserted = f"<w:ins><w:r><w:t>增</w:t>{unknown}</w:r></w:ins>"
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t>{unknown}</w:r>"
    traces = page_of(paragraph("甲", inserted, bold)).traces
    assert (traces.inserted, traces.formatted) == (["增"], ["粗"])
    assert len(traces.symbols) == 1
