"""The rule about what other programs leave in a text: tags, escapes, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.checks.bases import PREPARED
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Remark, remark_on, rule

_MARKUP = regex(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|table|tr|td|th|tbody|ul|ol|li|a|img|h[1-6]|o:p)"
    r"(?:\s[^<>\n]*)?/?>"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|middot|mdash|#\d{2,5}|#x[0-9a-f]{2,4});"
    r"|_x000[Dd]_|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]{0,60}\}",
    re.IGNORECASE,
    needs=["<", "&", "_x000", "_X000", "{{", "{%", "${"],
)
# \nu=\tau is a formula.
_ESCAPE = regex(
    r"\\(?:(?<![A-Za-z0-9:.\\]\\)(?:r\\n|[nrt]|u[0-9a-f]{4})(?![A-Za-z_\\])|r\\n(?![A-Za-z_\\]))",
    needs="\\",
)
# Paths of files, and texts about the signs themselves.
_IS_MEANT = regex(r"[A-Za-z]:\\|\\\\|[A-Za-z]盘|换行|制表|转义|分隔")

_OF_A_SPREADSHEET = regex(
    r"""[\#=＝](?:
        (?<=\#)(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)
      | (?<![\u4e00-\u9fffA-Za-z)）\#].)(?<!\#)(?:SUM|ROUND|AVERAGE|IF|VLOOKUP|COUNTA?)\(
      | (?<!\#)\$?[A-Z]{1,2}\$?\d{1,5}(?:[-+*/:]\$?[A-Z]{1,2}\$?\d{1,5})+$
    )""",
    re.VERBOSE | re.MULTILINE,
    needs="#=＝",
)


@rule(
    "TEXT-001",
    "标记残留",
    checks="文字中没有网页标记、转义符、电子表格的公式和错误值等残留",
    basis=PREPARED,
)
def no_markup(case: Case) -> Iterator[Remark]:
    """No tags, entities or placeholders of other programs are left in a text."""
    prose = case.prose
    of_escapes = prose.find_by_text(_ESCAPE, lambda spot: not _IS_MEANT.search(spot.text))
    for spots in (*prose.find_by_text(_MARKUP), *of_escapes):
        message = f"文字中残留标记“{spots[0].found}”"
        yield remark_on(spots, message, "请删去标记，只留文字")
    for spots in prose.find_by_text(_OF_A_SPREADSHEET):
        what = "错误值" if spots[0].found[0] == "#" else "公式"
        yield remark_on(
            spots,
            f"文字中有电子表格的{what}“{spots[0].found}”",
            "请改为应填的数或文字",
        )
