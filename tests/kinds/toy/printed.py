"""What 采购计划表 prints."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.blocks.found import Findings, Found, Unclear
from perfreport.blocks.printed import (
    Clauses,
    Computed,
    Figure,
    Group,
    Label,
    Line,
    Listing,
    MergedLabel,
    Numbered,
    PassageText,
    ProseText,
    Rows,
    Sentence,
    TitleLines,
    TitleText,
    UnitText,
)

_TERMS = "条件："


def _terms(plan: Any, _form: Any) -> str:
    return f"{_TERMS}{'；'.join(plan.terms)}。" if plan.terms else ""


class _TermsReader:
    """Reads the terms at the end of the summary."""

    def find(self, text: str, plan: FieldPath, _view: Any, *, is_edited: bool) -> Findings:
        """The terms that ``text`` states, whether or not it ``is_edited``."""
        place, source = plan / "terms", ViewPath(*plan, "terms")
        if text.startswith(_TERMS):
            yield Found(place, tuple(text.removeprefix(_TERMS).rstrip("。").split("；")), source)
        elif text:
            yield Unclear(source, text, place, f"应写成“{_TERMS}……”")


class ItemRow(NamedTuple):
    """One thing to buy, its category merged over equal neighbours."""

    number: Annotated[
        str,
        Computed(label="序号", basis="按顺序自动编号", text=lambda _, __, position: str(position)),
    ]
    category: Annotated[Label, MergedLabel(otherwise="no_category")]
    name: Annotated[str, Line()]
    quantity: Annotated[str, Figure()]
    amount: Annotated[str, Figure()]
    purpose: Annotated[tuple[str, ...], ProseText()]


class BatchRows(NamedTuple):
    """A batch and what is in it."""

    name: Annotated[str, Line()]
    total: Annotated[str, Figure("stated_total")]
    items: Annotated[tuple[ItemRow, ...], Rows()]


class PersonRow(NamedTuple):
    """Somebody who sees to it."""

    name: Annotated[str, Line()]
    duty: Annotated[str, Line()]


class OfficeView(NamedTuple):
    """Who sees to it."""

    name: Annotated[str, Line()]
    people: Annotated[tuple[PersonRow, ...], Rows()]


class ProcurementPlanView(NamedTuple):
    """What the templates of 采购计划表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    explanation: Annotated[tuple[str, ...], PassageText()]
    requirements: Annotated[tuple[str, ...], Numbered(numbering="requirement_numbering")]
    summary: Annotated[
        str,
        Sentence(
            "",
            label="概况",
            phrase="summary",
            slots={
                "department": Line(),
                "total": Figure("stated_total"),
                "terms": Clauses(
                    "",
                    label="条件",
                    words=_terms,
                    reads=lambda _: _TermsReader(),
                    states=("terms",),
                ),
            },
        ),
    ]
    funding: Annotated[
        str,
        Sentence(
            "",
            label="资金来源",
            phrase="funding",
            slots={
                "department": Line(),
                "sources": Listing(
                    label="来源", phrase="source", slots={"name": Line(), "amount": Figure()}
                ),
            },
        ),
    ]
    office: Annotated[OfficeView, Group()]
    batches: Annotated[tuple[BatchRows, ...], Rows()]
    remarks: Annotated[tuple[str, ...], ProseText(otherwise="no_remarks")]
