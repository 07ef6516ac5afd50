"""What is measured, and who takes part. Imports nothing: whoever measures must stay small."""

from __future__ import annotations

from typing import NamedTuple


class Engine(NamedTuple):
    """A participant.

    Attributes:
        label: what reports call it.
        module: in ``benchmarks.engines``; its ``render`` makes a document's bytes.
        source: the Python package, or else the program, whose version is reported.
        most: the largest size that it is given.
    """

    label: str
    module: str
    source: str
    most: int = 10**9


class Contest(NamedTuple):
    """One task for several engines.

    Attributes:
        name: on the command line.
        title: of its report.
        unit: what sizes count.
        sizes: how much is rendered in one run.
        quick_sizes: the same for a short run.
        engines: the first is the one that the others are compared with.
    """

    name: str
    title: str
    unit: str
    sizes: tuple[int, ...]
    quick_sizes: tuple[int, ...]
    engines: tuple[Engine, ...]


_WORD = (
    Engine("perfreport", "perfreport_docx", "yusuan-jixiao"),
    Engine("docxtpl", "bare_docxtpl", "docxtpl"),
)

CONTESTS = (
    Contest(
        "table",
        "项目支出绩效目标表，对象到 PDF",
        "项目",
        (300, 3_000, 30_000),
        (300,),
        (
            Engine("perfreport", "perfreport_pdf", "yusuan-jixiao"),
            Engine("Typst", "typst_table", "typst", most=3_000),
            Engine("Typst（逐行断行）", "typst_greedy", "typst", most=3_000),
            Engine("reportlab LongTable", "long_table", "reportlab", most=3_000),
            Engine("LibreOffice（经 .docx）", "libreoffice", "soffice", most=3_000),
        ),
    ),
    Contest("word", "项目支出绩效目标表，对象到 Word", "项目", (3_000,), (300,), _WORD),
    Contest(
        "evaluation",
        "项目支出绩效自评表，每个项目一张，对象到 PDF",
        "项目",
        (3_000,),
        (300,),
        (
            Engine("perfreport", "perfreport_pdf", "yusuan-jixiao"),
            Engine("Typst（逐行断行）", "typst_evaluations", "typst"),
        ),
    ),
    Contest(
        "evaluation-word",
        "项目支出绩效自评表，每个项目一张，对象到 Word",
        "项目",
        (3_000,),
        (300,),
        (
            Engine("perfreport", "perfreport_docx", "yusuan-jixiao"),
            Engine("docxtpl（不合并格）", "docxtpl_evaluations", "docxtpl"),
        ),
    ),
    Contest(
        "workbook-out",
        "项目支出绩效目标表，对象到填数据的工作簿",
        "项目",
        (3_000,),
        (300,),
        (
            Engine("perfreport", "perfreport_workbook_out", "yusuan-jixiao"),
            Engine("openpyxl（只写格，没有格式）", "openpyxl_out", "openpyxl"),
        ),
    ),
    Contest(
        "workbook-in",
        "项目支出绩效目标表，填数据的工作簿到对象（内存含先写这个工作簿）",
        "项目",
        (3_000,),
        (300,),
        (
            Engine("perfreport", "perfreport_workbook_in", "yusuan-jixiao"),
            Engine("openpyxl（只读出格）", "openpyxl_in", "openpyxl"),
        ),
    ),
    Contest("batch", "同一进程里的小文件，对象到 Word", "份", (20,), (20,), _WORD),
    Contest(
        "report",
        "部门整体支出绩效自评报告，预热之后，数据文件到 PDF",
        "份",
        (20,),
        (5,),
        (
            Engine("perfreport", "perfreport_report", "yusuan-jixiao"),
            Engine("LibreOffice（常驻，只计转换）", "libreoffice_report", "soffice"),
            Engine("LibreOffice（每次启动）", "libreoffice_started", "soffice"),
        ),
    ),
)
