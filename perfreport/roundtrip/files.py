"""The files that perfreport prints, read back: Word files, and workbooks (.xlsx)."""

from __future__ import annotations

from perfreport.docx.embedding import embedded_data
from perfreport.docx.page.package import main_part, read_package
from perfreport.docx.page.reader import read_page as read_docx_page
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits, refusal
from perfreport.roundtrip.reader import read_page
from perfreport.roundtrip.reading import Reading
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.reading import holds_data
from perfreport.xlsx import embedding as xlsx
from perfreport.xlsx.page import read_page as read_xlsx_page
from perfreport.xlsx.traces import traces_in

_DATA = (
    "这是填数据的工作簿，不是生成的表格，它本身就是数据文件；"
    "检查用 perfreport check，生成用 perfreport build，比较用 perfreport diff"
)


def read_docx(
    content: bytes,
    registry: FormRegistry,
    limits: Limits | None = None,
    form_id: str | None = None,
) -> Reading:
    """What the Word file ``content`` says, as a typed document, and what was edited in it.

    Args:
        content: of the file.
        registry: of the forms that it may be printed on.
        limits: bounds of what is read.
        form_id: of the form that it is printed on, if it does not name one itself.

    Raises:
        InputError: when it was not made by perfreport, is damaged or encrypted, is beyond the
            limits, or its form cannot be told.
        TemplateError: when the manifest of its form is wrong.
    """
    limits = limits or Limits()
    parts = read_package(content, limits)
    main = main_part(parts)
    page = read_docx_page(parts, main, limits)
    return read_page(page, embedded_data(parts, main), registry, form_id)


def read_xlsx(
    content: bytes,
    registry: FormRegistry,
    limits: Limits | None = None,
    form_id: str | None = None,
) -> Reading:
    """The same of the printed workbook ``content`` (.xlsx).

    Raises:
        InputError: as ``read_docx`` does; a data workbook was not printed.
        TemplateError: as ``read_docx`` does.
    """
    limits = limits or Limits()
    workbook = read_workbook(content, None, limits)
    traces = traces_in(content, limits)
    carried = xlsx.embedded_data(workbook)
    if carried is None and holds_data(workbook):
        raise refusal(_DATA)
    page = read_xlsx_page(workbook, traces, limits)
    return read_page(page, carried, registry, form_id)
