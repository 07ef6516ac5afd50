"""What files that are read back have beyond the limits of a reader."""

from __future__ import annotations

from perfreport.documents.rendering import Format
from perfreport.office.limits import Limits


def excess(format: Format, content: bytes, limits: Limits | None = None) -> str | None:
    """What a file in ``format`` that was made here has beyond ``limits``, in words.

    None when it is read without further ado, or not at all.
    """
    # Late, as all that knows a format.
    match format:
        case "docx":
            from perfreport.docx.page.package import excess as excess_of_docx

            return excess_of_docx(content, limits)
        case "xlsx":
            from perfreport.xlsx.excess import excess as excess_of_xlsx

            return excess_of_xlsx(content, limits)
    return None
