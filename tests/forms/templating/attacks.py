"""Templates made to do harm, each with what is said to whoever uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.docx.word_files import paragraph, parts_of, with_parts, word_template
from tools.word_template.elements import R, field, run, w

FORM = "guangzhou-district-project-targets"
_PDF = f"pdf/{FORM}.xml"
_WORD = f"docx/{FORM}.docx"
_BODY = "word/document.xml"
_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"

_STEPS = "步数超过上限"
_CHARACTERS = "字，请减少循环和反复拼接"
_DEPTH = "没有尽头"
_LEVELS = "层"
_TOO_LARGE = "超过上限"


class Attack(NamedTuple):
    """A folder of forms with something in it.

    Attributes:
        name: of the attack.
        format: in which a document is to be printed with it.
        files: of the folder, by their names.
        told: what the message says; nothing when the document is printed after all.
    """

    name: str
    format: str
    files: Mapping[str, bytes]
    told: str


def attacks() -> Iterator[Attack]:
    """All of them."""
    for name, (body, told) in _IN_TEXT.items():
        files = {_PDF: f"<document><p>{body}</p></document>".encode()}
        yield Attack(f"pdf: {name}", "pdf", files, told)
    for name, (text, told) in _IN_PDF.items():
        yield Attack(f"pdf: {name}", "pdf", {_PDF: text.encode()}, told)
    for name, (others, text, told) in _AMONG_PDF.items():
        files = {f"pdf/{each}": content.encode() for each, content in others.items()}
        yield Attack(f"pdf: {name}", "pdf", {**files, _PDF: text.encode()}, told)
    for name, (text, told) in _IN_WORD_TEXT.items():
        yield Attack(f"word: {name}", "docx", {_WORD: word_template(text)}, told)
    for name, file in _fields():
        yield Attack(f"word: a field {name}", "docx", {_WORD: file}, "不能用域")
    for name, (file, told) in _word_files().items():
        yield Attack(f"word: {name}", "docx", {_WORD: file}, told)


def _loops(depth: int, body: str = "x") -> str:
    """``body`` within so many loops of ten."""
    return "{% for a in [1,2,3,4,5,6,7,8,9,0] %}" * depth + body + "{% endfor %}" * depth


def _doubled(times: int, statement: str = "{% set s = s ~ s %}") -> str:
    return "{% set s = '甲' %}" + statement * times


_SHORT_LIST = "{% set s = [1] %}" + "{% set s = s + s %}" * 6
_ITEMS = "{% set s = [1] %}" + "{% set s = s + s %}" * 10

_GROWING = {
    "a text doubled": (_doubled(28) + "{{ s }}", _CHARACTERS),
    "a text added to itself": (_doubled(40, "{% set s = s + s %}") + "{{ s }}", _CHARACTERS),
    "a block set to itself twice": (
        _doubled(40, "{% set s %}{{ s }}{{ s }}{% endset %}") + "{{ s }}",
        _CHARACTERS,
    ),
    "a list doubled": ("{% set s = [1] %}" + "{% set s = s + s %}" * 60, _CHARACTERS),
    "a number doubled": (
        "{% set n = 1 %}" + "{% set n = n + n %}" * 99 + "{{ n }}", "算出的数太大"),
    "a number taken from itself": (
        "{% set n = 1 %}" + "{% set n = n - (0 - n) %}" * 99 + "{{ n }}", "算出的数太大"),
    "many long texts in one list": (
        _doubled(17) + "{{ [" + "s~1," * 100 + "]|length }}" * 1 + _loops(5, "{% set t = s~1 %}"),
        _CHARACTERS,
    ),
    "loops in loops": (_loops(12), _STEPS),
    "empty loops in loops": (_loops(12, ""), _STEPS),
    "a loop that passes everything over": (
        _ITEMS + "{% for a in s %}{% for b in s %}{% for c in s if false %}x{% endfor %}"
        "{% endfor %}{% endfor %}",
        _STEPS,
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n|length < 40 %}{{ m(n ~ 'x') }}{{ m(n ~ 'x') }}{% endif %}"
        "{% endmacro %}{{ m('') }}",
        _STEPS,
    ),
    "a macro that calls itself": (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", _DEPTH),
    "a caller that calls twice": (
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 8 + "x" + "{% endcall %}" * 8,
        "",
    ),
    "long texts compared": (
        _doubled(16) + "{% set t = s ~ '' %}" + _loops(6, "{% if s == t %}{% endif %}"),
        _CHARACTERS,
    ),
    "a long text searched": (
        _doubled(16) + _loops(6, "{% if '乙' in s %}{% endif %}"), _CHARACTERS),
    "a long text escaped": (_doubled(16) + _loops(6, "{% set t = s|e %}"), _CHARACTERS),
    "a long text copied": (_doubled(16) + _loops(6, "{% set t = s[1:] %}"), _CHARACTERS),
    "a long list passed on": (
        _SHORT_LIST
        + "{% macro m() %}{{ varargs|length }}{% endmacro %}"
        + _loops(3, "{{ m(*s) }}"),
        "",
    ),
    "a power": ("{{ 9**9**9 }}", "不允许运算"),
    "a product folded by the compiler": ("{{ 'x' * 10**9 }}", "不允许运算"),
    "a format": ("{{ '%0999999999d' % 1 }}", "不允许运算"),
}  # fmt: skip
"""What a small template could make large, in any kind of template; not all gets so far."""

_GROWING_IN_WORD = (
    "a text doubled", "a text added to itself", "a list doubled", "a number doubled",
    "a number taken from itself", "loops in loops", "empty loops in loops", "long texts compared",
    "a long text searched", "a long text escaped", "a long text copied",
)  # fmt: skip
"""What Word templates can do as well."""

_IN_TEXT = {
    **_GROWING,
    "brackets in brackets": ("{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}", _LEVELS),
    "lists in lists": ("{{ " + "[" * 3_000 + "1" + "]" * 3_000 + " }}", _LEVELS),
    "not not not": ("{{ " + "not " * 5_000 + "1 }}", _LEVELS),
    "minus minus minus": ("{{ " + "-" * 5_000 + "1 }}", _LEVELS),
    "a long sum": ("{{ 1" + "+1" * 20_000 + " }}", _LEVELS),
    "a long path": ("{{ title" + ".a" * 20_000 + " }}", _LEVELS),
    "a long row of filters": ("{{ title" + "|e" * 20_000 + " }}", _LEVELS),
    "a long choice": ("{{ " + "1 if 0 else " * 3_000 + "1 }}", _LEVELS),
    "conditions in conditions": ("{% if 1 %}" * 3_000 + "{% endif %}" * 3_000, _LEVELS),
    "loops in 25 loops": (_loops(25), "套得太多层"),
    "thousands of elif": ("{% if 0 %}" + "{% elif 0 %}" * 9_000 + "{% endif %}", _LEVELS),
    "a long row of texts": ("{{ 'a'" + "~'a'" * 20_000 + " }}", ""),
    "300,000 tags": ("{{ title }}" * 300_000, _TOO_LARGE),
    "one tag of a million words": ("{{ [" + "1," * 1_000_000 + "] }}", _TOO_LARGE),
    "a number of 5,000 digits": ("{{ " + "9" * 5_000 + " }}", "数太长"),
    "a number of 20 digits": ("{{ " + "9" * 20 + " }}", "数太大"),
    "an endless number": ("{{ 1e400 }}", "数太大"),
    "a macro of 10,000 parameters": (
        "{% macro m(" + ",".join(f"a{number}" for number in range(10_000)) + ") %}{% endmacro %}",
        "",
    ),
    "8,000 unknown names": ("".join(f"{{{{ a{number} }}}}" for number in range(8_000)), "没有“a0”"),
    "a name of a million letters": ("{{ " + "a" * 1_000_000 + " }}", "没有“aaa"),
    "tags that only begin": ("{{" * 100_000, "标签写错"),
    "statements that only begin": ("{%" * 100_000, "没有写名称"),
    "remarks that only begin": ("{#" * 100_000, "注释没有写结束"),
    "raw text without an end": ("{% raw %}" + "{{" * 100_000, "raw 没有写 endraw"),
    "quotes without an end": ("{{ '" * 100_000, "标签写错"),
    "a list printed": ("{{ units|e }}", "这里要写文字"),
    "markup out of the data": (
        "{% autoescape false %}{{ title }}{% endautoescape %}", "不能用 autoescape"),
    "the template itself": (f"{{% include '{FORM}.xml' %}}", _DEPTH),
    "a template named by the data": ("{% include title %}", "直接写出"),
    "a file of the machine": ("{% include '../../../../etc/passwd' %}", "找不到被引用的模板"),
    "a block that prints itself": (
        "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}", "不能调用"),
    "a block in itself": (
        "{% block a %}{% block b %}{% endblock %}{% endblock %}{% block a %}{% endblock %}",
        "写了两次",
    ),
    "a parent that is not there": ("{% block a %}{{ super() }}{% endblock %}", "不能调用"),
    "a loop that calls itself": (
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "不能调用"),
    "an entity that is not there": ("&nbsp;", "不认识的 &…; 代码"),
    "a character that is none": ("\0", "不是合格的 XML"),
    "a million braces": ("{" * 1_000_000, "标签写错"),
    "five million letters": ("x" * 5_000_000, "4 MiB"),
    "100,000 line breaks": ("<br/>" * 100_000, ""),
    "10,000 spans in one another": ("<span style='正文'>" * 10_000, "不能放在"),
}  # fmt: skip

_IN_PDF = {
    "a document type": ("<!DOCTYPE a [<!ENTITY x 'y'>]><document><p>&x;</p></document>", "DOCTYPE"),
    "entities out of entities": (
        "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><document><p>&b;</p></document>",
        "DOCTYPE",
    ),
    "a file as entity": (
        "<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><document><p>&a;</p></document>",
        "DOCTYPE",
    ),
    "an instruction": ("<document><?php x ?></document>", "处理指令"),
    "nothing": ("", "不是合格的 XML"),
    "half a document": ("<document><p>", "不是合格的 XML"),
    "two documents": ("<document/><document/>", "之后还有内容"),
    "10,000 paragraphs in one another": ("<document>" + "<p>" * 10_000, "不能放在"),
    "a cell of ten million columns": (
        "<document><table columns='*'><tr><td colspan='9999999'>x</td></tr></table></document>",
        "列",
    ),
    "a cell of ten million rows": (
        "<document><table columns='*'><tr><td rowspan='9999999'>x</td></tr></table></document>",
        "",
    ),
    "a cell of more rows than there are numbers": (
        f"<document><table columns='*'><tr><td rowspan='{'9' * 99}'/></tr></table></document>",
        "rowspan",
    ),
    "10,000 columns": (
        f"<document><table columns='{'1mm ' * 10_000}'><tr>{'<td/>' * 10_000}</tr></table>"
        "</document>",
        "版心",
    ),
    "a font of endless size": (
        f"<document><style name='正文' size='{'9' * 9_999}pt'/><p>x</p></document>", "size"),
    "endless room above": (
        f"<document><style name='正文' before='{'9' * 400}pt'/><p>x</p></document>", "before"),
    "a font larger than paper": (
        "<document><style name='正文' size='9999pt'/><p>x</p></document>", ""),
    "a font smaller than dust": (
        "<document><style name='正文' size='0.001pt' leading='0.001pt'/><p>x</p></document>", ""),
    "margins wider than paper": (
        "<document margins='9000mm 1mm 1mm 1mm'><p>x</p></document>", "页边距"),
    "10,000 headings with contents": (
        "<document><contents/>" + _loops(4, "<heading level='1'>x</heading>") + "</document>", ""),
    "a page number of 40,000 letters": (
        f"<document><page-number format='{'甲' * 40_000}{{n}}'/>"
        + _loops(2, "<p>x</p><page-break/>") + "</document>",
        "超过上限 100 字",
    ),
    "1,500 header rows on every page": (
        "<document><style name='表格' size='1pt' leading='0.1pt'/>"
        "<table columns='*' header-rows='1500' padding='0pt'>" + "<tr><td>x</td></tr>" * 1_500
        + _loops(3, "<tr><td>x</td></tr>") + "</table></document>",
        "表头的行和单元格合计超过上限 500",
    ),
    "10,000 pages of 10,000 running lines": (
        "<document><style name='z' size='1pt' leading='0.001pt'/><running>"
        + _loops(4, "<p style='z'>x</p>") + "</running>"
        + _loops(4, "<p>x</p><page-break/>") + "</document>",
        "各页上的文字行和表线超过上限",
    ),
    "100,000 headings with contents": (
        "<document><contents/>" + _loops(5, "<heading level='1'>x</heading>") + "</document>",
        _TOO_LARGE,
    ),
    "a remark without an end": (
        "<document><!--" + _loops(5, "x" * 50) + "--><p>x</p></document>", _TOO_LARGE),
    "an attribute of many letters": (
        "<document><p style='" + "x" * 60_000 + "'>x</p></document>", "一个属性超过上限"),
    "1,000 running lines": (
        f"<document><running>{'<p>x</p>' * 1_000}</running><p>x</p></document>", "高过了页面"),
    "styles based on one another": (
        "<document><style name='a' base='b'/><style name='b' base='a'/></document>", "没有样式"),
    "a font that is a file": (
        "<document><style name='正文' font='../../etc/passwd'/><p>x</p></document>", "etc/passwd"),
    "itself as parent": (f"{{% extends '{FORM}.xml' %}}", "绕成了圈"),
    "itself as import": (f"{{% import '{FORM}.xml' as a %}}", _DEPTH),
}  # fmt: skip

_AMONG_PDF = {
    "2^30 templates included": (
        {f"{each}.xml": f"{{% include '{each + 1}.xml' %}}" * 2 for each in range(30)}
        | {"30.xml": "x"},
        "{% include '0.xml' %}",
        "展开后太大",
    ),
    "templates that include one another": (
        {"a.xml": "{% include 'b.xml' %}", "b.xml": "{% include 'a.xml' %}"},
        "{% include 'a.xml' %}",
        _DEPTH,
    ),
    "parents of one another": (
        {"a.xml": "{% extends 'b.xml' %}", "b.xml": "{% extends 'a.xml' %}"},
        "{% extends 'a.xml' %}",
        "绕成了圈",
    ),
    "imports of one another": (
        {"a.xml": "{% import 'b.xml' as x %}", "b.xml": "{% import 'a.xml' as x %}"},
        "{% import 'a.xml' as x %}",
        _DEPTH,
    ),
    "an import that works, again and again": (
        {"a.xml": _loops(5)}, _loops(5, "{% import 'a.xml' as x %}"), _STEPS),
    "blocks in one another": (
        {
            "a.xml": "{% block a %}{% block b %}{% endblock %}{% endblock %}",
            "b.xml": "{% extends 'a.xml' %}"
            "{% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}",
        },
        "{% extends 'b.xml' %}",
        _DEPTH,
    ),
    "200 parents": (
        {f"{each}.xml": f"{{% extends '{each + 1}.xml' %}}" for each in range(200)}
        | {"200.xml": "<document/>"},
        "{% extends '0.xml' %}",
        "",
    ),
}  # fmt: skip

_IN_WORD_TEXT = {
    **{name: _GROWING[name] for name in _GROWING_IN_WORD},
    "a block set to itself twice": (
        _doubled(40, "{% set s %}{{ s }}、{{ s }}{% endset %}，") + "{{ s }}", _CHARACTERS),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n|length < 40 %}{{ m(n ~ 'x') }}、{{ m(n ~ 'x') }}{% endif %}"
        "{% endmacro %}、{{ m('') }}",
        _STEPS,
    ),
    "a power": ("{{ 9**9**9 }}", "不能用这种写法"),
    "a product folded by the compiler": ("{{ 'x' * 10**9 }}", "不能用这种写法"),
    "a format": ("{{ '%0999999999d' % 1 }}", "不能用这种写法"),
    "conditions in conditions": ("{% if 1 %}" * 3_000 + "{% endif %}" * 3_000, "太多层"),
    "20,000 tags": ("{{ title }}" * 20_000, _TOO_LARGE),
    "one long tag": ("{{ [" + "1," * 1_000 + "] }}", "标签过长"),
    "tags that only begin": ("{{" * 100_000, "不完整的标签"),
    "statements that only begin": ("{%" * 100_000, "不完整的标签"),
    "remarks that only begin": ("{#" * 100_000, "不完整的标签"),
    "brackets in brackets": ("{{ " + "(" * 480 + "1" + ")" * 480 + " }}", _LEVELS),
    "a tag of blanks": ("{% colspan" + " " * 900 + "%}", "一格"),
    "a cell's tag without a cell": ("{% colspan 2 %}" * 1_000, "一格"),
    "a merged cell without one": ("{% vm %}", "一格"),
    "a template of the machine": ("{% include '/etc/passwd' %}", "不能用这种写法"),
    "a truth": ("{{ 1 == 1 }}", "这里要写文字"),
    "markup out of the data": (
        "{% autoescape false %}{{ title }}{% endautoescape %}", "不能用"),
    "a million letters beside a tag": ("x" * 1_000_000 + "{{ title }}", _TOO_LARGE),
    "five million letters": ("x" * 5_000_000, "4 MiB"),
}  # fmt: skip


def _word_files() -> dict[str, tuple[bytes, str]]:
    plain = word_template("{{ title }}")
    body = parts_of(plain)[_BODY]
    return {
        **{name: (_with_body(plain, body, each), told) for name, (each, told) in _BODIES.items()},
        **{
            f"a reference of type {kind}": (_referring(plain, f"{_MICROSOFT}/{kind}"), "不能有")
            for kind in ("vbaProject", "wordVbaData", "attachedToolbars", "activeXControlBinary",
                         "keyMapCustomizations", "ui/extensibility", "VBAProject")
        },
        **{
            f"a reference to a {kind}": (_referring(plain, R.strip("{}") + f"/{kind}"), "不能有")
            for kind in ("oleObject", "package", "control", "aFChunk", "attachedTemplate", "frame",
                         "subDocument", "mailMergeSource", "recipientData")
        },
        "macros that nothing refers to": (
            with_parts(plain, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), ""),
        "macros as a picture": (_typed(plain, "application/vnd.ms-office.vbaProject"), "宏"),
        "a document type": (
            with_parts(plain, {_BODY: _with_doctype(body)}), "DOCTYPE"),
        "a document type in a style": (
            with_parts(plain, {"word/styles.xml": b"<!DOCTYPE a><a/>"}), "DOCTYPE"),
        "half a part": (with_parts(plain, {_BODY: body[:200]}), "已损坏"),
        "no zip file": (b"PK\3\4" + bytes(1_000), "不是 Word 文件"),
        "half a file": (plain[: len(plain) // 2], "不是 Word 文件"),
        "parts of 100 MB": (with_parts(plain, {"word/a.xml": bytes(100 * 2**20)}), "过大"),
        "10,000 parts": (
            with_parts(plain, {f"word/{each}.xml": b"<a/>" for each in range(2_000)}), "过大"),
    }  # fmt: skip


_BODIES = {
    "a million elements": ("<w:p/>" * 1_000_000, "过大"),
    "300 tables in one another": ("<w:tbl><w:tr><w:tc>" * 100, "已损坏"),
    "a tag in an attribute": ('<w:p w:x="{{ title }}"/>', ""),
    "a cell's tag in an attribute": (
        '<w:tbl><w:tr><w:tc w:x="{% vm %}"><w:p/></w:tc></w:tr></w:tbl>', "一格"),
    "an attribute of openings": ('<w:p w:x="' + "{{" * 100_000 + '"/>', "不完整的标签"),
    "an attribute of blanks": ('<w:p w:x="{% colspan' + " " * 5_000 + '%}"/>', "标签过长"),
    "a macro in a form field": ('<w:entryMacro w:val="x"/>', "宏"),
    "an embedded object": ("<w:object/>", "嵌入的对象"),
    "a document put in": ("<w:altChunk/>", "外部文档"),
    "a loop that crosses a table": (
        "<w:p><w:r><w:t>{% for a in [1] %}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        "<w:t>{% endfor %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "",
    ),
    "millions of paragraphs": (
        "<w:p><w:r><w:t>" + _loops(6, "</w:t></w:r></w:p><w:p/><w:p/><w:p/><w:p/><w:p/><w:p/>"
        "<w:p/><w:p/><w:p/><w:p/><w:p><w:r><w:t>") + "</w:t></w:r></w:p>",
        _TOO_LARGE,
    ),
}  # fmt: skip


def _with_body(file: bytes, body: bytes, added: str) -> bytes:
    """``file`` with ``added`` before all that is in its body."""
    start = body.index(b"<w:body>") + len("<w:body>")
    return with_parts(file, {_BODY: body[:start] + added.encode() + body[start:]})


def _with_doctype(part: bytes) -> bytes:
    return part.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY x 'y'>]>", 1)


def _referring(file: bytes, kind: str) -> bytes:
    reference = f'<Relationship Id="x" Type="{kind}" Target="x.bin"/></Relationships>'
    references = parts_of(file)[_RELATIONSHIPS].replace(b"</Relationships>", reference.encode())
    return with_parts(file, {_RELATIONSHIPS: references, "word/x.bin": b"x"})


def _typed(file: bytes, kind: str) -> bytes:
    """``file`` with a picture that says it is of another type."""
    named = f'<Override PartName="/word/x.bin" ContentType="{kind}"/></Types>'
    types = parts_of(file)[_TYPES].replace(b"</Types>", named.encode())
    return with_parts(_referring(file, R.strip("{}") + "/image"), {_TYPES: types})


def _fields() -> Iterator[tuple[str, bytes]]:
    for name in ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "MACROBUTTON",
                 "IMPORT", "EMBED", "CONTROL", "GOTOBUTTON", "DATABASE", "ADDIN"):  # fmt: skip
        yield name, word_template(paragraph(*field(f"{name} x", "1")))
    yield (
        "in one element",
        word_template(paragraph(w("fldSimple", run("1"), instr="DDE x"))),
    )
