"""Rules about a department's report on its year."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.blocks.model import Passage
from perfreport.checks.bases import EVALUATION_RULES, INFORMATION, PUNCTUATION, SCHEME, SECRECY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, Rule, remark, rule
from perfreport.kinds.rules.items import listed_again
from perfreport.kinds.rules.printed_words import literal_behind
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_PRINTED_WITH_SUBJECTS = regex("(?:预算|决算)?(?:收入|支出)$")
_WITHHELD = regex("不对外公开|不予公开")


@rule(
    "TEXT-020",
    "与版式重复的科目用语",
    checks="科目的名称不带版式在后面印的“预算收入”“决算支出”，也不以“收入”“支出”结尾",
    basis="版式的用语",
    needs=("revenue", "final_account"),
)
def subjects_without_printed_words(case: Case) -> Iterator[Remark]:
    """The name of a subject does not end in words for income or expenditure that the form adds."""
    document, wording = case.of(SelfEvaluation), case.on(SelfEvaluationForm).wording
    lists = (
        (DataPath("年初预算收入", "构成"), document.revenue.subjects, wording.revenue_part),
        (DataPath("决算支出"), document.final_account, wording.final_account_part),
    )
    for path, subjects, phrase in lists:
        printed = literal_behind(phrase, "subject")
        # A form that prints other words behind its subjects repeats nothing.
        if not _PRINTED_WITH_SUBJECTS.search(printed):
            continue
        for position, part in enumerate(subjects):
            name = _PRINTED_WITH_SUBJECTS.sub("", part.subject)
            # A subject called 支出 alone would have no name left to advise.
            if name and name != part.subject:
                yield remark(
                    path / position / "科目",
                    f"版式在科目后面还要印“{printed}”，会印成“{part.subject}{printed}”",
                    f"请把科目写作“{name}”",
                )


@rule(
    "TEXT-021",
    "自评依据的书名号",
    checks="自评依据的文件带书名号",
    basis=PUNCTUATION,
    needs=("basis",),
)
def basis_in_title_marks(case: Case) -> Iterator[Remark]:
    """The document that the evaluation is based on stands in title marks (书名号)."""
    basis = case.of(SelfEvaluation).basis
    if "《" not in basis:
        yield remark(
            DataPath("自评依据"),
            f"自评依据{quote(basis)}没有书名号",
            "请写文件的全称并加书名号，如《…绩效评价工作方案的通知》",
        )


@rule(
    "CLASS-006",
    "没有标明的涉密章节",
    checks="只写了不公开说明的一节标有“涉密: true”",
    basis=SECRECY,
    severities=INFORMATION,
)
def withheld_passages_are_marked(case: Case) -> Iterator[Remark]:
    """A passage that only says it is withheld is marked as classified."""
    for path, passage in case.parts(Passage):
        text = "\n".join(passage.paragraphs or ())
        # A passage of several paragraphs, or a long one, says something beside the note.
        if "\n" not in text and "保密" in text and len(text) < 80 and _WITHHELD.search(text):
            yield remark(
                path,
                "这一节只写了不公开的说明",
                "请改写为“涉密: true”，由版式印出统一的说明",
            )


@rule(
    "IND-023",
    "重复的关键指标",
    checks="同一关键指标只列一次",
    basis=EVALUATION_RULES,
    needs=("effectiveness",),
)
def key_indicators_listed_once(case: Case) -> Iterator[Remark]:
    """The evaluation reports on no key indicator twice."""
    names = [each.name for each in case.of(SelfEvaluation).effectiveness.indicators]
    yield from listed_again(DataPath("履职效能", "关键指标"), names, names)


@rule(
    "SCORE-008",
    "重复计分",
    checks="管理效率的同一指标只列一次",
    basis=SCHEME,
    needs=("efficiency",),
)
def scored_once(case: Case) -> Iterator[Remark]:
    """No indicator of 管理效率 is scored twice."""
    names = [each.name for each in case.of(SelfEvaluation).efficiency.indicators]
    yield from listed_again(DataPath("管理效率", "指标"), names, names)


RULES: tuple[Rule, ...] = (
    subjects_without_printed_words,
    basis_in_title_marks,
    withheld_passages_are_marked,
    key_indicators_listed_once,
    scored_once,
)
