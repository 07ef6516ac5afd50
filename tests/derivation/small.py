"""Small Word templates of raw XML, and the lines that are derived from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfreport.derivation.derived import Derived
from perfreport.derivation.template import derive_markup
from perfreport.office.package import PACKAGE_RELATIONSHIPS, Parts
from tests.docx.page.small_pages import MAIN, parts_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLE = re.compile(r'  <style name="(.*?)"(.*?)/>')
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def derived(body: str, section: str = "", **parts: str) -> Derived:
    """What is derived from a Word template with this body and these other parts."""
    return Derived(derive_markup(small_parts(body, section, **parts)), {}, "模板.docx")


def small_parts(body: str, section: str = "", **parts: str) -> Parts:
    """The parts of a Word template with this body, in one section."""
    main = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="{MAIN}"/>'
    return {
        PACKAGE_RELATIONSHIPS: f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>'.encode(),
        **parts_of(f"{body}<w:sectPr>{section}</w:sectPr>", **parts),
    }


def reference(kind: str, pages: str = "default") -> str:
    """Names the part ``kind``, a header or footer, as that of these pages."""
    return f'<w:{kind}Reference xmlns:r="{_OFFICE}" w:type="{pages}" r:id="{kind}"/>'


def lines_of(body: str, section: str = "", **parts: str) -> list[str]:
    """The lines of the markup's body."""
    lines = derived(body, section, **parts).text.splitlines()
    return [line for line in lines[1:-1] if not line.startswith("  ")]


def head_of(body: str, section: str = "", **parts: str) -> list[str]:
    """The lines before the markup's body, without the styles."""
    lines = [line.strip() for line in derived(body, section, **parts).text.splitlines()]
    return [line for line in lines if line.startswith(("<document", "<numbering", "<page-number"))]


def style_of(body: str, section: str = "", **parts: str) -> dict[str, str]:
    """The attributes of the first style in the markup."""
    found = _STYLE.search(derived(body, section, **parts).text)
    assert found is not None
    return dict(re.findall(r'(\S+)="(.*?)"', found[2]))


def grid_table(widths: Sequence[int], *rows: str, properties: str = "") -> str:
    """A table with lines, its columns of these widths in twips."""
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr>{properties}<w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
