"""The structure tree of a file (ISO 14289-1): what is read aloud, in which order."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.pdf.pdffile import PdfFile, text_string
from perfreport.typeset.structure import Element, Role

_MOST_ENTRIES = 4096
"""Entries of one array; PDF/A allows 8,191."""

_DEEPEST_HEADING = 6

_NAMES = {
    Role.DOCUMENT: "Document",
    Role.SECTION: "Sect",
    Role.PARAGRAPH: "P",
    Role.LINK: "Link",
    Role.FIGURE: "Figure",
    Role.TABLE: "Table",
    Role.ROWS: "TBody",
    Role.ROW: "TR",
    Role.CELL: "TD",
    Role.COLUMN_HEAD: "TH",
    Role.ROW_HEAD: "TH",
}
_SCOPES = {Role.COLUMN_HEAD: "/Scope/Column", Role.ROW_HEAD: "/Scope/Row"}


class StructureTree:
    """The elements of one file, and where their texts are marked."""

    def __init__(self, file: PdfFile) -> None:
        """Start without elements."""
        self._root = Element(Role.DOCUMENT)
        self._file = file
        self._marked: dict[Element, list[tuple[str, int]]] = {}
        self._annotated: dict[Element, tuple[str, str]] = {}
        self._parents: list[Sequence[Element] | Element] = []
        self._level = 0

    def begin(self, *, of_several: bool) -> Element:
        """What the next document becomes part of: all of the file, or a section of it."""
        return Element(Role.SECTION, self._root) if of_several else self._root

    def add_page(self, page: str, marked: Sequence[Element]) -> str:
        """The ``page`` marks texts of elements, in their order; gives what it says of that."""
        for number, element in enumerate(marked):
            self._marked.setdefault(element, []).append((page, number))
        self._parents.append(marked)
        return f" /StructParents {len(self._parents) - 1} /Tabs /S"

    def add_link(self, page: str, annotation: str, element: Element) -> str:
        """The ``annotation`` on ``page`` is that of ``element``; gives what it says of that."""
        self._annotated[element] = (annotation, page)
        self._parents.append(element)
        return f" /StructParent {len(self._parents) - 1}"

    def write(self) -> str:
        """Write the tree; gives what refers to it."""
        tree = self._file.reserve()
        references: dict[Element, str] = {}
        root = self._write(self._root, tree, references)
        parents = self._write_parents(references)
        body = f"<< /Type /StructTreeRoot /K {root} /ParentTree {parents} >>"
        return self._file.write(body.encode("ascii"), tree)

    def _write(self, element: Element, parent: str, references: dict[Element, str]) -> str:
        """Write ``element`` and all below it; gives what refers to it."""
        own = references[element] = self._file.reserve()
        entries = [self._write(child, own, references) for child in _grouped(element)]
        # As short as can be: a long table has more of these than of anything else.
        body = f"<</S/{self._name(element)}/P {parent}{_attributes(element)}"
        marked = self._marked.get(element, [])
        if len({page for page, _ in marked}) == 1:
            body += f"/Pg {marked[0][0]}"
            entries += [str(number) for _, number in marked]
        else:
            entries += [f"<</Type/MCR/Pg {page}/MCID {number}>>" for page, number in marked]
        if element in self._annotated:
            annotation, page = self._annotated[element]
            entries.append(f"<</Type/OBJR/Obj {annotation}/Pg {page}>>")
        if entries:
            body += f"/K {entries[0]}" if len(entries) == 1 else f"/K[{' '.join(entries)}]"
        return self._file.write(f"{body}>>".encode("ascii"), own)

    def _name(self, element: Element) -> str:
        if element.role is not Role.HEADING:
            return _NAMES[element.role]
        # None may be left out on the way down (ISO 14289-1, 7.4.2), though an outline may do so.
        self._level = min(element.level, self._level + 1, _DEEPEST_HEADING)
        return f"H{self._level}"

    def _write_parents(self, references: dict[Element, str]) -> str:
        """Write what the marks of each page, and each annotation, belong to."""
        entries = [
            references[each]
            if isinstance(each, Element)
            else f"[{' '.join([references[element] for element in each])}]"
            for each in self._parents
        ]
        numbered = [f"{key} {entry}" for key, entry in enumerate(entries)]
        kids = []
        for start in range(0, len(numbered), _MOST_ENTRIES // 2):  # of two entries each
            part = numbered[start : start + _MOST_ENTRIES // 2]
            limits = f"{start} {start + len(part) - 1}"
            node = f"<< /Limits [{limits}] /Nums [{' '.join(part)}] >>"
            kids.append(self._file.write(node.encode("ascii")))
        return self._file.write(f"<< /Kids [{' '.join(kids)}] >>".encode("ascii"))


def _grouped(element: Element) -> list[Element]:
    """The children of ``element``, in groups where there are too many for one array."""
    children = element.children
    if len(children) <= _MOST_ENTRIES:
        return children
    groups = []
    for start in range(0, len(children), _MOST_ENTRIES):
        group = Element(Role.ROWS if element.role is Role.TABLE else Role.SECTION)
        group.children = children[start : start + _MOST_ENTRIES]
        groups.append(group)
    return groups


def _attributes(element: Element) -> str:
    """What figures and the cells of tables say of themselves."""
    if element.text:
        return f"/Alt {text_string(element.text)}"
    said = _SCOPES.get(element.role, "")
    if element.columns > 1:
        said += f"/ColSpan {element.columns}"
    if element.rows > 1:
        said += f"/RowSpan {element.rows}"
    return f"/A<</O/Table{said}>>" if said else ""
