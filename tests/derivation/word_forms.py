"""Word templates as form authors make them, with python-docx in place of Word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

CENTER = WD_ALIGN_PARAGRAPH.CENTER


def blank(*, landscape: bool = False) -> Document:
    """A new document on A4 in 仿宋."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    face(document.styles["Normal"].element.get_or_add_rPr(), "仿宋_GB2312")
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    return document


def face(properties: Any, name: str) -> None:
    """Have text with these properties set in the face called ``name``."""
    faces = properties.get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia"):
        faces.set(qn(f"w:{slot}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)


def put(cell: _Cell, text: str, *, center: bool = False, bold: bool = False) -> _Cell:
    """``cell`` with these paragraphs, one a line of ``text``."""
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold or None
    for each in others:
        cell.add_paragraph().add_run(each).bold = bold or None
    for paragraph in cell.paragraphs:
        paragraph.alignment = CENTER if center else None
    return cell


def table(document: Document, rows: int, widths: Sequence[float]) -> Table:
    """A table with lines whose columns have these ``widths`` in millimetres."""
    made: Table = document.add_table(rows, len(widths))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
    return made


def shade(cell: _Cell, colour: str) -> None:
    """Fill ``cell`` with ``colour``."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def upright(cell: _Cell) -> None:
    """Set the text of ``cell`` from top to bottom."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRlV")
    cell._tc.get_or_add_tcPr().append(direction)


def height(row: Any, millimetres: float, *, exact: bool = False) -> None:
    """Give ``row`` a height."""
    row.height = Mm(millimetres)
    row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY if exact else WD_ROW_HEIGHT_RULE.AT_LEAST


def project_form(folder: Path) -> Path:
    """One table for each project, on a page of its own (Henan's 项目支出绩效目标表)."""
    document = blank()
    document.add_paragraph("{%p for project in projects %}")
    document.add_paragraph("附件1")
    title = document.add_paragraph()
    title.alignment = CENTER
    run = title.add_run("{{ title }}")
    run.font.size = Pt(18)
    face(run._r.get_or_add_rPr(), "方正小标宋简体")
    year = document.add_paragraph("（{{ year }}年度）")
    year.alignment = CENTER
    _project_table(document)
    signed = document.add_paragraph("填报人：{{ department }}\t联系电话：\t填报日期：")
    signed.paragraph_format.space_before = Pt(6)
    document.add_paragraph("{%p if not loop.last %}")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return saved(document, folder, "项目.docx")


def _project_table(document: Document) -> None:
    made = table(document, 15, (12, 26, 32, 42, 26, 32))
    cells = [row.cells for row in made.rows]
    for row, (label, value) in enumerate(
        (
            ("项目名称", "{{ project.name }}"),
            ("主管部门", "{{ project.department }}"),
            ("实施单位", "{% if project.is_new %}□延续 ☑新增{% else %}☑延续 □新增{% endif %}"),
        )
    ):
        put(cells[row][0].merge(cells[row][1]), label, center=True)
        put(cells[row][2].merge(cells[row][5]), value)
        height(made.rows[row], 9)
    put(cells[3][0].merge(cells[5][1]), "项目资金\n（万元）", center=True)
    for row, (label, value) in enumerate(
        (
            ("年度资金总额", "{{ project.total }}"),
            ("其中：政府预算资金", "{{ project.appropriation }}"),
            ("单位资金", "{{ project.other }}"),
        ),
        start=3,
    ):
        put(cells[row][2].merge(cells[row][3]), label)
        put(cells[row][4].merge(cells[row][5]), value, center=True)
    put(cells[6][0].merge(cells[6][1]), "年度目标", center=True)
    goals = "{%p for goal in project.goals %}\n{{ goal }}\n{%p endfor %}"
    put(cells[6][2].merge(cells[6][5]), goals)
    height(made.rows[6], 30)
    band = cells[7][0].merge(cells[7][5])
    put(band, "分解目标", center=True, bold=True)
    shade(band, "D9D9D9")
    heads = ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "指标值说明")
    for cell, text in zip(cells[8][1:], heads[1:], strict=True):
        put(cell, text, center=True, bold=True)
    put(cells[9][1].merge(cells[9][5]), "{%tr for indicator in project.indicators %}")
    put(cells[10][1], "{% merge indicator.level_one %}", center=True)
    put(cells[10][2], "{% merge indicator.level_two %}", center=True)
    for cell, name in zip(cells[10][3:], ("name", "value", "note"), strict=True):
        put(cell, f"{{{{ indicator.{name} }}}}")
    put(cells[11][0].merge(cells[11][5]), "{%tr endfor %}")
    label = cells[8][0].merge(cells[10][0])
    put(label, "绩效指标", center=True)
    upright(label)
    for spare in made.rows[12:]:
        made._tbl.remove(spare._tr)


def list_form(folder: Path) -> Path:
    """All projects in one table across the page, each name merged over its indicators."""
    document = blank(landscape=True)
    document.add_paragraph("{{ title }}", style="Title")
    above = document.add_paragraph("部门：{{ department }}\t单位：万元")
    above.paragraph_format.tab_stops.add_tab_stop(Mm(257), WD_TAB_ALIGNMENT.RIGHT)
    made = table(document, 7, (40, 30, 60, 60, 67))
    cells = [row.cells for row in made.rows]
    for row in made.rows[:1]:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
        properties.append(OxmlElement("w:cantSplit"))
    for cell, text in zip(
        cells[0], ("项目名称", "总额", "三级指标", "指标值", "说明"), strict=True
    ):
        shade(put(cell, text, center=True, bold=True), "DEEAF6")
    put(cells[1][0].merge(cells[1][4]), "{%tr for project in projects %}")
    put(cells[2][0].merge(cells[4][0]), "{{ project.name }}")
    put(cells[2][1].merge(cells[2][4]), "总额 {{ project.total }}，其中 {{ project.other }}")
    put(cells[3][1].merge(cells[3][4]), "{%tr for each in project.indicators %}")
    put(cells[4][1], "{{ each.level_two.text }}")
    for cell, name in zip(cells[4][2:], ("name", "value", "note"), strict=True):
        put(cell, f"{{{{ each.{name} }}}}")
    put(cells[5][0].merge(cells[5][4]), "{%tr endfor %}")
    put(cells[6][0].merge(cells[6][4]), "{%tr endfor %}")
    return saved(document, folder, "清单.docx")


def halves_form(folder: Path) -> Path:
    """The years of a project beside the whole of it, and what is printed on a condition."""
    document = blank(landscape=True)
    document.add_paragraph("{%p for project in projects %}")
    title = document.add_paragraph("{{ title }}")
    title.alignment = CENTER
    title.paragraph_format.page_break_before = True
    made = table(document, 12, (12, 24, 36, 42, 30, 36, 42, 34))
    cells = [row.cells for row in made.rows]
    put(cells[0][0].merge(cells[0][1]), "项目名称", center=True)
    put(cells[0][2].merge(cells[0][7]), "{{ project.name }}")
    put(cells[1][0].merge(cells[1][1]), "主管部门", center=True)
    put(cells[1][2].merge(cells[1][3]), "{{ project.department }}")
    put(cells[1][4], "单位名称", center=True)
    put(cells[1][5].merge(cells[1][7]), "{{ department }}")
    put(cells[2][0].merge(cells[3][1]), "项目资金（万元）", center=True)
    for row, name in ((2, "total"), (3, "appropriation")):
        for column, half in ((2, "实施期"), (5, "年度")):
            label = cells[row][column].merge(cells[row][column + 1])
            put(label, f"{half}{'资金总额' if row == 2 else '其中：财政拨款'}")
            value = cells[row][4] if column == 2 else cells[row][7]
            put(value, f"{{{{ project.{name} }}}}", center=True)
        height(made.rows[row], 8, exact=True)
    put(cells[4][0].merge(cells[4][7]), "{%tr if project.is_new %}")
    put(cells[5][0].merge(cells[5][7]), "新增项目：{{ project.name }}", center=True)
    put(cells[6][0].merge(cells[6][7]), "{%tr endif %}")
    heads = ("绩效\n指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标")
    for cell, text in zip(cells[7], (*heads, "指标值"), strict=True):
        put(cell, text, center=True)
    put(cells[8][1].merge(cells[8][7]), "{%tr for each in project.indicators %}")
    put(cells[9][1], "{% merge each.level_one %}", center=True)
    for column in (2, 5):
        put(cells[9][column], "{% merge each.level_two %}")
        put(cells[9][column + 1], "{{ each.name }}")
        put(cells[9][column + 2], "{{ each.value }}")
    put(cells[10][1].merge(cells[10][7]), "{%tr endfor %}")
    put(cells[11][1].merge(cells[11][7]), "说明：指标值按实际填写。")
    upright(cells[7][0].merge(cells[11][0]))
    document.add_paragraph(
        "单位负责人（签字）：　　　　　　填报人：　　　　　　填报日期：　　年　　月　　日"
    )
    document.add_paragraph("{%p endfor %}")
    return saved(document, folder, "两栏.docx")


def report_form(folder: Path) -> Path:
    """A report in the styles that python-docx brings along, with all that Word offers in lists."""
    document = docx.Document()
    document.add_heading("{{ title }}", 0)
    document.add_paragraph("{{ department }}", style="Subtitle")
    document.add_heading("一、基本情况", 1)
    words = document.add_paragraph("本单位{{ department }}在{{ year }}年共有项目")
    words.add_run("若干").bold = True
    words.add_run("个，").underline = True
    words.add_run("详见下表。").italic = True
    document.add_heading("（一）项目", 2)
    document.add_paragraph("{%p for project in projects %}")
    document.add_paragraph("{{ project.name }}", style="List Number")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for remark in remarks %}")
    document.add_paragraph("{{ remark }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    made = document.add_table(1, 2)
    made.style = "Light Grid Accent 1"
    put(made.rows[0].cells[0], "名称")
    put(made.rows[0].cells[1], "{% for project in projects %}{{ project.name }}；{% endfor %}")
    document.add_paragraph("页末", style="Intense Quote").add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("二、附件", 1)
    page_number(document)
    return saved(document, folder, "报告.docx")


def page_number(document: Document) -> None:
    """第 1 页 in the middle of the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = CENTER
    paragraph.add_run("第 ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" 页")


def saved(document: Document, folder: Path, name: str) -> Path:
    """Where ``document`` was put."""
    path = folder / name
    document.save(str(path))
    return path
