"""A data file that somebody keeps, and what it is when its document has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import CellPosition
from perfreport.blocks.model import Document
from perfreport.compare import Difference
from perfreport.data.data_files import (
    MOST_BYTES,
    WANTED,
    in_json,
    parse_source,
    read_bytes,
    read_text,
)
from perfreport.data.updating import rewrite
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.office.others import Notation, workbook_notation
from perfreport.sheets.workbook import Spot, Workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.reading import read

_NOT_IN_PLACE = (
    "只能就地改 .xlsx（.xlsm）；请用 Excel、WPS 另存为 .xlsx 再收，"
    "或只用 -o 新.xlsx，把 Word 里的全部数据写成新的工作簿"
)
_STALE = "工作簿里有公式，所存的值还是改之前算的；请用 Excel、WPS 打开，保存一次"


@dataclass(frozen=True, slots=True)
class KeptText:
    """A data file that is text.

    Attributes:
        content: its text.
        is_json: whether it is in JSON rather than in YAML.
        notes: what to know once it has changed, each a sentence without its end.
    """

    content: str
    is_json: bool = False
    notes: tuple[str, ...] = ()

    def is_computed(self, _difference: Difference, _loaded: Loaded) -> bool:
        """Whether a place is computed in the file: never."""
        return False

    def rewritten(self, loaded: Loaded, new: Document) -> tuple[str, tuple[str, ...]]:
        """The text, which says what is ``loaded``, changed so that it says ``new``; remarks on it.

        Raises:
            InputError: when that is impossible.
        """
        awaited, is_json = loaded.form.awaited, self.is_json
        return rewrite(self.content, loaded.document, new, awaited, is_json=is_json), ()

    def understood(
        self, content: str | bytes, registry: FormRegistry, form_id: str | None
    ) -> Loaded:
        """What changed ``content`` says.

        Raises:
            InputError: when it cannot be read.
        """
        assert isinstance(content, str)
        source = parse_source(content, is_json=self.is_json)
        return understand(source, registry, form_id, allow_pending=True)


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """A data file that is a workbook; see ``KeptText``.

    Attributes:
        content: its bytes.
        workbook: that was read of them.
    """

    content: bytes
    workbook: Workbook

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know once it has changed: that formulas are not computed here."""
        cells = (cell for sheet in self.workbook.sheets for cell in sheet.cells.values())
        return (_STALE,) if any(cell.is_formula for cell in cells) else ()

    def is_computed(self, difference: Difference, loaded: Loaded) -> bool:
        """Whether the place that differs holds a formula; in a whole row there may well be some."""
        path = difference.before
        if path is None or not isinstance(path[-1], str):
            return False
        return self._is_formula(path, loaded)

    def _is_formula(self, path: DataPath, loaded: Loaded) -> bool:
        at = loaded.line(path)
        if not isinstance(at, CellPosition):
            return False
        cell = self.workbook.sheets[at.sheet - 1].cells.get(Spot(at.row, at.column))
        return cell is not None and cell.is_formula

    def rewritten(self, loaded: Loaded, new: Document) -> tuple[bytes, tuple[str, ...]]:
        """The bytes, which say what is ``loaded``, changed so that they say ``new``; remarks.

        Raises:
            InputError: when that is impossible in place, with why.
        """
        from perfreport.workbooks import updating as workbooks  # late: it takes lxml

        layout = layout_of(loaded.form)
        source = read(self.workbook, layout)
        documents = loaded.document, new
        try:
            return workbooks.rewrite(self.content, self.workbook, layout, source, documents)
        except workbooks.UnfitError as error:
            message = f"{error}，没有就地改；请在 Excel 里照上面列出的改"
            raise InputError([Mistake(NOWHERE, message)], self.workbook.name) from None

    def understood(
        self, content: str | bytes, registry: FormRegistry, form_id: str | None
    ) -> Loaded:
        """What changed ``content`` says.

        Raises:
            InputError: when it cannot be read.
        """
        assert isinstance(content, bytes)
        changed = _read(content, self.workbook.name)
        return understand(changed, registry, form_id, allow_pending=True)


Kept = KeptText | KeptWorkbook
"""A data file as it is, and how it changes."""


def kept_data(path: Path) -> Kept:
    """The data file at ``path``.

    Raises:
        InputError: when it cannot be read, or is a workbook that cannot be changed in place.
    """
    content = read_bytes(path, MOST_BYTES, WANTED)
    return kept_workbook(content, str(path)) or KeptText(read_text(path), in_json(path))


def kept_workbook(content: bytes, name: str | None = None) -> KeptWorkbook | None:
    """The data workbook ``content``; None for what is no workbook.

    Raises:
        InputError: when it cannot be read or cannot be changed in place.
    """
    notation = workbook_notation(content)
    if notation is None:
        return None
    if notation is not Notation.XLSX:
        raise InputError([Mistake(NOWHERE, _NOT_IN_PLACE)], name)
    return KeptWorkbook(content, _read(content, name))


def _read(content: bytes, name: str | None) -> Workbook:
    from perfreport.sheets.reading import read_workbook  # late as well

    return read_workbook(content, name)
