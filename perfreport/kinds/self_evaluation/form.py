"""The forms of 部门整体支出绩效自评报告."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.errors import TemplateError
from perfreport.basics.quantities import GAP, Score
from perfreport.blocks.asking import leavable, left_out, of_left_out
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.form import Deviation
from perfreport.blocks.found import Said, Tree, slot_names
from perfreport.blocks.model import Passage
from perfreport.blocks.phrases import unknown_slot
from perfreport.blocks.printed import Sentence, Slot, declared_in, printed_fields, view_class
from perfreport.blocks.scored_form import ScoredForm
from perfreport.blocks.slots import document_slots, with_document_slots
from perfreport.blocks.withheld import Withheld
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.printed import SelfEvaluationView
from perfreport.kinds.self_evaluation.wording import SelfEvaluationWording


class SelfEvaluationForm(ScoredForm):
    """A form of 部门整体支出绩效自评报告."""

    kind_id: ClassVar = "self-evaluation"
    base_model: ClassVar = SelfEvaluation
    base_view: ClassVar = SelfEvaluationView
    scheme_class: ClassVar = EvaluationScheme
    in_prose: ClassVar = True

    kind: Annotated[Literal["部门整体支出绩效自评报告"], key("文种", "文种")]
    wording: Annotated[SelfEvaluationWording, key("用语", "各句的写法；或共用的编号")] = (
        SelfEvaluationWording()
    )
    may_lack: Annotated[
        tuple[TextLine, ...],
        key("可不写", "文种要求而本版式可以不写的项目，如“年初预算收入”"),
    ] = ()
    deviation: Annotated[
        Deviation | None, key("完成值偏离", "实际完成值远超预期实现值的界限；不写则不查")
    ] = None

    @property
    def scheme(self) -> EvaluationScheme | None:
        """As ``going_by`` was given it."""
        scheme: EvaluationScheme | None = self._scheme
        return scheme

    def going_by(self, scheme: EvaluationScheme | None) -> Self:
        """The same form with the ``scheme`` that it names, or without one.

        Raises:
            TemplateError: when the scheme is for tables alone.
        """
        if scheme and not scheme.efficiency:
            raise TemplateError(
                f"评分办法“{scheme.id}”没有“履职效能”“管理效率”，不能用于{self.kind}，请换用别的方案"
            )
        return super().going_by(scheme)

    @property
    def optional(self) -> tuple[str, ...]:
        """As the manifest says (可不写)."""
        return left_out(self.base_model, self.may_lack)

    @property
    def leavable(self) -> tuple[str, ...]:
        """All that the kind asks for, but for year and department."""
        return leavable(self.base_model)

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Sentences with all that they name of the document."""
        shown = dict(super().shows(model))
        if issubclass(model, SelfEvaluation):
            known = self._slots()
            for name, sentence in _sentences(self.base_view).items():
                whole = with_document_slots(sentence, self.words(sentence.phrase), known)
                if whole != sentence:
                    shown[name] = Annotated[str, whole]
        return shown

    def _slots(self) -> Mapping[str, Slot]:
        """What every sentence may name beside its own slots."""
        declared = super().shows(self.model)
        view = view_class("SelfEvaluationView", {**declared_in(self.base_view), **declared})
        return document_slots(view, self.model)

    def complaints(self) -> Iterator[Complaint]:
        """Of what may be left out, and of what sentences name."""
        yield from of_left_out(self.base_model, self.may_lack)
        yield from super().complaints()
        known, fields = self._slots(), SelfEvaluationWording.model_fields
        for sentence in _sentences(self.base_view).values():
            for name in slot_names(self.words(sentence.phrase)):
                if name not in sentence.slots and name not in known:
                    message = unknown_slot(name, tuple({**sentence.slots, **known}))
                    place = ("用语", str(fields[sentence.phrase].alias))
                    yield Complaint(place, message, ("用语", "附加项"))

    @property
    def label_words(self) -> Iterator[str]:
        """The first level that goes without saying, and the second levels of the scheme."""
        yield self.wording.efficiency_level_one
        yield from (each.level_two for each in (self.scheme.efficiency if self.scheme else ()))

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """The note in place of a classified passage."""
        note = self.wording.classified_passage
        words = (Withheld({"paragraphs": (note,)}),) if note else ()
        return words if issubclass(model, Passage) else ()

    def settle(self, tree: Tree, said: Said) -> None:
        """Give deductions the names that their indicators have now, or else the printed points.

        Where the clauses were edited, so that one may stand in another's place, its points have to
        be those that its indicators lost.

        Args:
            tree: of the document.
            said: what the page says beside it.
        """
        is_edited = said.is_edited(ViewPath("efficiency", "deductions"))
        for name in ("effectiveness", "efficiency"):
            section = tree.get(name, {})
            lost = {each.get("name"): _lost(each) for each in section.get("indicators", ())}
            deductions = section.get("deductions", ())
            for position, deduction in enumerate(deductions):
                printed = said.stated().get(
                    FieldPath(name, "deductions", position, "stated_points")
                )
                current = (
                    said.name_now("scores", each) for each in deduction.pop("indicators", ())
                )
                names = _linked(current, lost)
                if names and not (is_edited and _total(names, lost) != printed):
                    deduction["indicators"] = names
                # Of a single reason the points follow from the section.
                elif len(deductions) > 1 and printed is not None:
                    deduction.setdefault("stated_points", printed)

    def forget(self, tree: Tree) -> list[FieldPath]:
        """Leave out the reasons of lost points where indicators have no names any more.

        Nobody knows then which indicators they are about. The fields that are left out.
        """
        section = tree.get("efficiency", {})
        indicators = section.get("indicators", ())
        is_told = indicators and all("name" in each for each in indicators)
        if is_told or not section.pop("deductions", None):
            return []
        return [FieldPath("efficiency", "deductions")]


def _sentences(view: Any) -> Mapping[str, Sentence]:
    """The sentences of a ``view``, by its fields."""
    fields = printed_fields(view)
    return {each.name: each.block for each in fields if isinstance(each.block, Sentence)}


def _linked(names: Iterable[str], lost: Mapping[object, Score]) -> tuple[str, ...]:
    """``names`` without those of indicators that are gone; gaps stay."""
    return tuple(name for name in names if name in lost or name.startswith(GAP))


def _total(names: Sequence[str], lost: Mapping[object, Score]) -> Score:
    return Score.total(lost.get(name, Score.pending()) for name in names)


def _lost(indicator: Tree) -> Score:
    weight, score = indicator.get("weight"), indicator.get("score")
    # Key indicators have no points, nor has a row whose cells could not be read.
    if isinstance(weight, Score) and isinstance(score, Score):
        return weight.minus(score)
    return Score(0)
