"""What comes of reading a Word file or printed workbook back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.roundtrip.printed_texts import PrintedTexts

Change = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that somebody made to data (编辑).

    Attributes:
        change: what was done.
        path: of the field or item, by the keys of data files; of a removed item, where it was.
        shown: what stands there now; of a moved item, where it came from.
    """

    change: Change
    path: DataPath
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A computed figure or sentence that somebody edited (与计算结果不符).

    Attributes:
        place: what the figure is called and where it stands.
        shown: what stands in the document.
        computed: what follows from the data.
        basis: where the computed figure comes from.
    """

    place: str
    shown: str
    computed: str
    basis: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that somebody typed where no data belongs (没有位置的文字).

    Attributes:
        words: as they stand.
        heading: the nearest heading before them; empty where there is none.
        place: where they stand, as it is said to people.
        reason: what they are: a changed label, something between the known places.
    """

    words: str
    heading: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about the reading (说明)."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A Word file or printed workbook, read back.

    Attributes:
        document: what it says, as data.
        form_id: of the form it is printed on.
        edits: what was changed since it was made; empty too when that cannot be told.
        conflicts: edited figures and sentences that are computed.
        unplaced: words that are no data.
        notes: what else there is to know.
        pending: fields that could not be read; ``document`` has a neutral value there, or nothing
            where it may have nothing.
        unread: those of them where something is written that could not be read; what the data say
            there stays as it is.
        embedded: whether the file still carried what perfreport put into it.
        printed: codes of the texts as they were printed; None when that is not known any more.
        program: that the file was edited in, as people call it: Word, Excel.
    """

    document: Document
    form_id: str
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[Note, ...] = ()
    pending: tuple[DataPath, ...] = ()
    unread: tuple[DataPath, ...] = ()
    embedded: bool = True
    printed: PrintedTexts | None = None
    program: str = "Word"

    @property
    def is_whole(self) -> bool:
        """Whether all that people wrote or deleted in the file was taken over."""
        # Without what the file carried nobody knows whether such a field was ever filled in.
        emptied = self.embedded and self.pending
        return not (self.conflicts or self.unplaced or self.unread or emptied)
