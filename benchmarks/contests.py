"""What is measured, and who takes part. Imports nothing: whoever measures must stay small."""

from __future__ import annotations

from typing import NamedTuple


class Engine(NamedTuple):
    """A participant.

    Attributes:
        label: what reports call it.
        module: in ``benchmarks.engines``; its ``render`` makes a document's bytes, of what its
            ``prepare``, if it has one, made of the document before the clock started; or its
            ``command`` tells the command to run, and the file that this makes.
        sources: the Python packages, or else programs, whose versions are reported.
        settings: what it was told to do, and what it was not.
        most: the largest size that it is given.
    """

    label: str
    module: str
    sources: tuple[str, ...]
    settings: str
    most: int = 10**9


class Contest(NamedTuple):
    """One task for several engines.

    Attributes:
        name: on the command line.
        title: of its report.
        documents: what is rendered, among those of ``benchmarks.child``.
        unit: what sizes count.
        sizes: how much is rendered in one run.
        quick_sizes: the same for a short run.
        engines: the first is the one that the others are compared with.
    """

    name: str
    title: str
    documents: str
    unit: str
    sizes: tuple[int, ...]
    quick_sizes: tuple[int, ...]
    engines: tuple[Engine, ...]


def _own(module: str, settings: str) -> Engine:
    return Engine("perfreport", f"perfreport_{module}", ("yusuan-jixiao",), settings)


_PDF = _own("pdf", "PDF/A-1b，自带字体，左对齐，逐行断行，不带标签，调字距")
_DOCX = _own("docx", "带读回用的内嵌数据")

_TEXTS_READY = "文字已备好"
_BEST = "PDF/A-1b，同一字体，左对齐，逐行断行，不带标签，不调字距，不找后备字体"
_TYPST = (
    Engine("Typst", "typst_best", ("typst",), f"{_BEST}；字体常驻，{_TEXTS_READY}", 3_000),
    Engine(
        "Typst（默认）",
        "typst_set",
        ("typst",),
        f"PDF/A-1b，同一字体，两端对齐，整段断行，带标签；字体常驻，{_TEXTS_READY}",
        3_000,
    ),
)
_TYPST_COMMAND = Engine("Typst", "typst_command", ("typst",), f"{_BEST}；文字是 JSON，由 .typ 读")
_COMMAND = _own("command", "build -f pdf --no-system-fonts，JSON，连同检查")
_WORD = (
    _DOCX,
    Engine("rust-docxtpl", "docxtpl_rust", ("rust-docxtpl",), f"同一模板，{_TEXTS_READY}"),
    Engine("docxtpl", "docxtpl_bare", ("docxtpl",), f"同一模板，{_TEXTS_READY}"),
)
_KEPT = Engine(
    "LibreOffice",
    "libreoffice_kept",
    ("soffice",),
    "PDF/A-1b，常驻（UNO），Word 文件已备好，只计转换",
)
_REPORT = _own("report", "PDF/A-1b，自带字体，不带标签，连同读数据文件（YAML）")

CONTESTS = (
    Contest(
        "table",
        "项目支出绩效目标表到 PDF",
        "table",
        "项目",
        (300, 3_000, 30_000),
        (300,),
        (
            _PDF,
            *_TYPST,
            Engine(
                "reportlab LongTable",
                "long_table",
                ("reportlab",),
                f"同一字体的 TrueType，左对齐，逐行断行；{_TEXTS_READY}",
                3_000,
            ),
            Engine(
                "LibreOffice",
                "libreoffice_command",
                ("soffice",),
                "PDF/A-1b，每次启动，Word 文件已备好，只计转换",
                3_000,
            ),
        ),
    ),
    Contest(
        "published-wording",
        "项目支出绩效目标表到 PDF，文字由公开文书的分句拼成",
        "published wording",
        "项目",
        (3_000,),
        (300,),
        (_PDF, *_TYPST),
    ),
    Contest(
        "small",
        "各不相同的小文件到 PDF，同一进程",
        "small tables",
        "份",
        (20, 200),
        (20,),
        (_PDF, *_TYPST),
    ),
    Contest(
        "cold",
        "新的进程里的第一份，整个命令，到 PDF",
        "table",
        "项目",
        (30,),
        (30,),
        (_COMMAND, _TYPST_COMMAND),
    ),
    Contest(
        "command",
        "项目支出绩效目标表，整个命令，到 PDF",
        "table",
        "项目",
        (3_000,),
        (300,),
        (_COMMAND, _TYPST_COMMAND),
    ),
    Contest("word", "项目支出绩效目标表到 Word", "table", "项目", (300, 3_000), (300,), _WORD),
    Contest(
        "small-word",
        "各不相同的小文件到 Word，同一进程",
        "small tables",
        "份",
        (20, 200),
        (20,),
        _WORD,
    ),
    Contest(
        "batch",
        "各不相同的小文件到 Word 和 PDF，同一进程，一个核",
        "small tables",
        "份",
        (1_000,),
        (50,),
        (
            _own("both", f"{_PDF.settings}；{_DOCX.settings}"),
            Engine(
                "Typst 加 rust-docxtpl",
                "peers_both",
                ("typst", "rust-docxtpl"),
                f"{_TYPST[0].settings}；同一 Word 模板",
            ),
        ),
    ),
    Contest(
        "read",
        "项目支出绩效目标表，由 Word 文件读回，与生成比较",
        "table",
        "项目",
        (3_000,),
        (300,),
        (
            _own("read", "Word 文件读成有类型的文书，核对内嵌数据"),
            _DOCX._replace(label="perfreport 生成 Word"),
            _PDF._replace(label="perfreport 生成 PDF"),
        ),
    ),
    Contest(
        "evaluation",
        "项目支出绩效自评表，带得分，每个项目一张，到 PDF",
        "evaluation",
        "项目",
        (3_000,),
        (300,),
        (
            _PDF,
            *(
                each._replace(
                    settings=each.settings.replace("两端对齐，整段断行", "左对齐，逐行断行")
                )
                for each in _TYPST
            ),
        ),
    ),
    Contest(
        "evaluation-word",
        "项目支出绩效自评表，带得分，每个项目一张，到 Word",
        "evaluation",
        "项目",
        (3_000,),
        (300,),
        (
            _DOCX,
            *(each._replace(settings=f"{each.settings}，不合并格") for each in _WORD[1:]),
        ),
    ),
    Contest(
        "workbook-out",
        "项目支出绩效目标表到填数据的工作簿",
        "table",
        "项目",
        (3_000,),
        (300,),
        (
            _own("workbook_out", "连同填写说明、下拉选项、格式"),
            Engine("openpyxl", "openpyxl_out", ("openpyxl",), "只写格，没有格式"),
        ),
    ),
    Contest(
        "workbook-in",
        "填数据的工作簿读成项目支出绩效目标表（内存含先写这个工作簿）",
        "table",
        "项目",
        (3_000,),
        (300,),
        (
            _own("workbook_in", "有类型的文书，知道各处在哪一格"),
            Engine("openpyxl", "openpyxl_in", ("openpyxl",), "read_only，只读出格"),
        ),
    ),
    Contest(
        "report",
        "各不相同的自评报告到 PDF，常驻进程",
        "reports",
        "份",
        (20,),
        (5,),
        (_REPORT, _KEPT),
    ),
    Contest(
        "same-again",
        "同一份自评报告再做（不是各不相同的），常驻进程",
        "the same report",
        "份",
        (20,),
        (5,),
        (_REPORT, _KEPT),
    ),
)
