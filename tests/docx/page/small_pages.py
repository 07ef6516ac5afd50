"""Documents of a few elements of WordprocessingML, for tests of what is read off them."""

from __future__ import annotations

from perfreport.docx.page.reader import read_page
from perfreport.docx.wordml import W
from perfreport.office.limits import Limits
from perfreport.office.package import Parts
from perfreport.page.blocks import Block, Page, Paragraph, Table

MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", W.strip("{}")),
        ("m", f"{_OFFICE}/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    )
)
_ROOTS = {"styles": "styles", "comments": "comments", "footnotes": "footnotes",
          "endnotes": "endnotes", "header": "hdr", "footer": "ftr",
          "numbering": "numbering", "settings": "settings"}  # fmt: skip


def parts_of(body: str, **others: str) -> Parts:
    """The parts of a document with this ``body``, and with what is in its ``others`` by kind."""
    references = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in others
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        MAIN: _element("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}">{references}</Relationships>'.encode()
        ),
        **{f"word/{kind}.xml": _element(_ROOTS[kind], text) for kind, text in others.items()},
    }


def _element(name: str, content: str) -> bytes:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>".encode()


def page_of(
    body: str, limits: Limits | None = None, *, is_template: bool = False, **others: str
) -> Page:
    """What is read off a document with this ``body``."""
    return read_page(parts_of(body, **others), MAIN, limits or Limits(), is_template=is_template)


def run(text: str, properties: str = "") -> str:
    """A run of ``text``."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs and other elements; what is no element is the text of a run."""
    inner = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; what is no element is the text of a cell."""
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def texts(page: Page) -> list[str]:
    """The texts of the paragraphs of ``page``; of a table those of its rows."""
    return [text for block in page.blocks for text in _texts(block)]


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [row.text for row in block.rows]


def only_table(page: Page) -> Table:
    """The table that is all of ``page``."""
    (block,) = page.blocks
    assert isinstance(block, Table)
    return block
