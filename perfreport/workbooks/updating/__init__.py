"""A data workbook that somebody keeps, changed where its document has changed and nowhere else.

Notes, colours, columns and sheets of the user's own, drop-downs, charts and macros stay, and what
formulas refer to follows rows that are put in or taken out.
"""

from __future__ import annotations

from typing import NamedTuple

from perfreport.blocks.model import Document
from perfreport.data.source import Source
from perfreport.data.writing import written_fields
from perfreport.office import xml
from perfreport.office.limits import Limits
from perfreport.sheets.editing.references import LostError
from perfreport.sheets.editing.sheetpart import ArrayError, FormulaError
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.workbook import Workbook
from perfreport.workbooks.contents import contents_of
from perfreport.workbooks.layout import Layout
from perfreport.workbooks.updating.beginning import aligned
from perfreport.workbooks.updating.documentrows import change_document
from perfreport.workbooks.updating.filling import UnfitError
from perfreport.workbooks.updating.lists import change_lists
from perfreport.workbooks.updating.places import places_of

__all__ = ["Rewritten", "UnfitError", "rewrite"]


class Rewritten(NamedTuple):
    """A workbook that was changed.

    Attributes:
        content: of the .xlsx file.
        remarks: what its user has to look after in it, each a sentence without its end.
    """

    content: bytes
    remarks: tuple[str, ...] = ()


def rewrite(
    content: bytes,
    workbook: Workbook,
    layout: Layout,
    source: Source,
    documents: tuple[Document, Document],
    limits: Limits | None = None,
) -> Rewritten:
    """The .xlsx file ``content`` changed as little as possible.

    Whether it says the new document afterwards is for whoever asked to find out by reading it.

    Args:
        content: of the file.
        workbook: that was read of it.
        layout: of its form.
        source: the values that were read of it.
        documents: what it says, and what it is to say.
        limits: bounds of what is read.

    Raises:
        UnfitError: when it cannot be changed so, with why.
    """
    old, new = documents
    if old == new:
        return Rewritten(content)
    try:
        file = WorkbookFile(content, limits or Limits())
        places = places_of(workbook, layout, source, old)
        before, after = (contents_of(written_fields(each), layout) for each in documents)
        lists = aligned(places, layout, old, new)
        change_document(file, places, layout, (before.values, after.values), lists.begun_in(None))
        change_lists(file, places, layout, lists, (before, after))
        return Rewritten(file.content(), tuple(dict.fromkeys(file.remarks)))
    except FormulaError as error:
        raise UnfitError(f"{error} 是公式") from None
    except ArrayError as error:
        raise UnfitError(f"{error} 是数组公式或模拟运算表，拆不开") from None
    except LostError as error:
        raise UnfitError(f"公式 {error} 用到了要删去的行") from None
    except xml.XmlError:
        raise UnfitError("文件的内部写法不常见") from None
