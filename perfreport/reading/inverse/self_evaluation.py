"""部门整体支出绩效自评报告, from its view back to its fields."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import partial

from perfreport.forms.manifest import SelfEvaluationForm
from perfreport.forms.phrases import Phrase
from perfreport.quantities import Score
from perfreport.reading.inverse.common import heading
from perfreport.reading.inverse.deductions import DeductionReader
from perfreport.reading.inverse.found import (
    Findings,
    Found,
    Place,
    Recovered,
    Unclear,
    amount_parser,
    line,
    paragraphs,
    quantity,
    slot_names,
    slots_of,
)
from perfreport.reading.inverse.variants import AMOUNT, RATE, TypedPhrase, pattern_of
from perfreport.reading.sheet import Sentence
from perfreport.views.self_evaluation import AppropriationsView, ScoreRow, SelfEvaluationView

PASSAGES = ("functions", "overall_work", "management", "overview", "problems", "measures")
"""The fields of the view that hold prose, which may be classified (涉密)."""
_DATA_ROWS: dict[str, Place] = {
    "personnel": ("expenditure", "basic", "personnel"),
    "operating": ("expenditure", "basic", "operating"),
    "project": ("expenditure", "project"),
}
_SUM_ROWS: dict[str, Place] = {
    "total": ("expenditure", "stated"),
    "basic": ("expenditure", "basic", "stated"),
}
_FIGURES = (
    "total", "amount", "annual", "final", "basic", "project", "weight", "score",
    "effectiveness_score", "efficiency_score", "points", "year",
)  # fmt: skip
_RATES = ("rate", "execution_rate", "basic_share", "project_share")
_DATA: dict[str, dict[str, Sequence[Place]]] = {
    "revenue": {"parts": [("revenue", "subjects")]},
    "final_account": {"parts": [("final_account",)]},
    "conclusion": {"basis": [("basis",)]},
    "effectiveness": {
        "weight": [("effectiveness", "weight")],
        "score": [("effectiveness", "score")],
        "deductions": [
            ("effectiveness", "deductions"),
            ("effectiveness", "average_execution_rate"),
        ],
    },
    "efficiency": {"deductions": [("efficiency", "deductions")]},
}
"""The fields that stand in the slots of a sentence and nowhere else."""
_STATED: dict[str, Place] = {"revenue": ("revenue", "stated_total")}
"""The figure in a sentence that the document may state, though it follows from others."""
_LABELS = {
    "year": "年度", "total": "合计", "parts": "各科目", "subject": "科目", "amount": "金额",
    "annual": "全年预算数", "final": "决算数", "execution_rate": "执行率", "basic": "基本支出",
    "basic_share": "占比", "project": "项目支出", "project_share": "占比", "basis": "依据",
    "weight": "分值", "score": "得分", "effectiveness_score": "得分", "efficiency_score": "得分",
    "rate": "得分率", "deductions": "扣分原因",
}  # fmt: skip
_NOT_READ = "读不出里面的内容，应写成：{}"
_BETWEEN = re.compile(r"[，,；;。、](?!\d)")


def phrases(form: SelfEvaluationForm) -> dict[str, Phrase]:
    """The phrases of the report's composed sentences, by their fields in the view."""
    wording = form.wording
    return {
        "revenue": wording.revenue,
        "final_account": wording.final_account,
        "scale": wording.scale,
        "conclusion": wording.conclusion,
        "effectiveness": wording.section_score,
        "efficiency": wording.section_score,
    }


def sentences(form: SelfEvaluationForm) -> Mapping[str, Sentence]:
    """How to take the composed sentences of the report apart, by their fields in the view."""
    return {name: partial(_slots, phrase) for name, phrase in phrases(form).items()}


def _slots(phrase: Phrase, text: str) -> dict[str, str] | None:
    return slots_of(phrase, text, _FIGURES)


def find(
    view: SelfEvaluationView,
    form: SelfEvaluationForm,
    edited: Container[Place],
    recovered: Recovered,
) -> Findings:
    """The fields that ``view`` states.

    Args:
        view: of a page.
        form: that it is printed on.
        edited: the places whose texts were changed.
        recovered: what is left in sentences that were reworded.
    """
    yield from _Finder(view, form, edited, recovered).find()


class _Finder:
    def __init__(
        self,
        view: SelfEvaluationView,
        form: SelfEvaluationForm,
        edited: Container[Place],
        recovered: Recovered,
    ) -> None:
        self._view = view
        self._edited = edited
        self._deductions = DeductionReader(form)
        self._form = form
        self._wording = form.wording
        self._amount = amount_parser(form)
        self._sentences = sentences(form)
        self._recovered = recovered

    def find(self) -> Findings:
        view = self._view
        yield from heading(view.title_lines, view.department, view.year, self._form)
        for name in PASSAGES:
            yield from self._passage(name)
        for position, task in enumerate(view.key_tasks):
            place: Place = ("key_tasks", position)
            yield from line(task.name, (*place, "name"), (*place, "name"))
            yield from paragraphs(task.goal, (*place, "goal"), (*place, "goal"))
            yield from paragraphs(task.result, (*place, "result"), (*place, "result"))
        yield from paragraphs(view.goals, ("goals",), ("goals",))
        yield from self._subjects()
        yield from self._expenditure()
        if basis := self._slots("conclusion").get("basis"):
            yield Found(("basis",), basis, ("conclusion", "basis"))
        yield from self._effectiveness()
        yield from self._efficiency()
        for name in _DATA:
            yield from self._unread(name)

    def _slots(self, name: str) -> Mapping[str, str]:
        """What stands in the slots of a sentence, as far as that can be told."""
        text, phrase = getattr(self._view, name), phrases(self._form)[name]
        figures = {**dict.fromkeys(_FIGURES, AMOUNT), **dict.fromkeys(_RATES, RATE)}
        slots = TypedPhrase(phrase, figures).read(text)
        if slots is None and not self._is_edited(name):
            slots = self._sentences[name](text)
        return self._recovered.get(name, {}) if slots is None else slots

    def _is_edited(self, name: str) -> bool:
        slots = ((name, slot) for slot in slot_names(phrases(self._form)[name]))
        return (name,) in self._edited or any(slot in self._edited for slot in slots)

    def _unread(self, name: str) -> Findings:
        """The fields of a sentence in which they cannot be found; their data stay."""
        text, slots = getattr(self._view, name), self._slots(name)
        lacking = [place for slot, places in _DATA[name].items() if slot not in slots
                   for place in places]  # fmt: skip
        reason = _NOT_READ.format(pattern_of(phrases(self._form)[name], _LABELS))
        if not (text or self._is_edited(name)):
            return
        for position, place in enumerate(lacking):
            yield Unclear((name,), text, place, "" if position else reason)
        if name in _STATED and "total" not in slots:
            yield Unclear((name,), text, _STATED[name], "", is_computed=True)

    def _passage(self, name: str) -> Findings:
        texts: Sequence[str] = getattr(self._view, name)
        if texts == (self._wording.classified_passage,):
            yield Found((name, "classified"), True, (name,))
        else:
            yield from paragraphs(texts, (name, "paragraphs"), (name,))

    def _subjects(self) -> Findings:
        wording = self._wording
        total = self._slots("revenue").get("total", "")
        source = ("revenue", "total")
        path = ("revenue", "stated_total")
        yield from quantity(self._amount, total, path, source, stated=True)
        yield from self._parts("revenue", wording.revenue_part, ("revenue", "subjects"))
        yield from self._parts("final_account", wording.final_account_part, ("final_account",))

    def _parts(self, name: str, phrase: Phrase, place: Place) -> Findings:
        text, source = self._slots(name).get("parts"), (name, "parts")
        typed = TypedPhrase(phrase, {"amount": AMOUNT})
        said = [typed.read(part.strip()) for part in _BETWEEN.split(text or "")]
        if text is not None and not all(said):
            expected = pattern_of(phrase, _LABELS)
            yield Unclear(source, text, place, _NOT_READ.format(f"{expected}，{expected}…"))
            return
        for position, slots in enumerate(each for each in said if each):
            item = (*place, position)
            yield Found((*item, "subject"), slots["subject"], source)
            yield from quantity(self._amount, slots["amount"], (*item, "amount"), source)

    def _expenditure(self) -> Findings:
        for row, place in _DATA_ROWS.items():
            yield from self._appropriations(row, place, stated=False)
        for row, place in _SUM_ROWS.items():
            yield from self._appropriations(row, place, stated=True)

    def _appropriations(self, row: str, place: Place, *, stated: bool) -> Findings:
        shown: AppropriationsView = getattr(self._view.expenditure, row)
        for name, text in zip(shown._fields, shown, strict=True):
            source = ("expenditure", row, name)
            yield from quantity(self._amount, text, (*place, name), source, stated=stated)

    def _effectiveness(self) -> Findings:
        place: Place = ("effectiveness",)
        slots = self._slots("effectiveness")
        for name in ("weight", "score"):
            yield from quantity(Score, slots.get(name, ""), (*place, name), (*place, name))
        yield from self._why("effectiveness", ())
        for position, row in enumerate(self._view.key_indicators):
            for name in ("name", "expected", "actual"):
                source: Place = ("key_indicators", position, name)
                path = (*place, "indicators", position, name)
                yield from line(getattr(row, name), path, source)

    def _why(self, section: str, names: Sequence[str]) -> Findings:
        """Why points were lost, by the end of the section's sentence."""
        text = self._slots(section).get("deductions", "")
        is_edited = (section,) in self._edited or (section, "deductions") in self._edited
        yield from self._deductions.find(text, (section,), names, is_edited=is_edited)

    def _efficiency(self) -> Findings:
        yield from self._why("efficiency", [row.name for row in self._view.scores])
        for position, row in enumerate(self._view.scores):
            yield from self._score(row, position)

    def _score(self, row: ScoreRow, position: int) -> Findings:
        path: Place = ("efficiency", "indicators", position)
        source: Place = ("scores", position)
        if row.level_one.text != self._wording.efficiency_level_one:
            yield from line(row.level_one.text, (*path, "level_one"), (*source, "level_one"))
        yield from line(row.level_two.text, (*path, "level_two"), (*source, "level_two"))
        yield from line(row.name, (*path, "name"), (*source, "name"))
        yield from quantity(Score, row.weight, (*path, "weight"), (*source, "weight"))
        yield from quantity(Score, row.score, (*path, "score"), (*source, "score"))
