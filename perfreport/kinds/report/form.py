"""The forms of reports in prose: an outline, and wording for what it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel

from perfreport.basics.messages import quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.form import Form, Heading
from perfreport.blocks.found import slot_names
from perfreport.blocks.model import Passage
from perfreport.blocks.phrases import NOT_WORDED, unknown_slot
from perfreport.blocks.printed import Sentence, Slot, declared_in, view_class
from perfreport.blocks.slots import document_slots, slots_of_two, with_document_slots
from perfreport.blocks.specialised import Additions, Layout, specialised_view
from perfreport.blocks.whole import ManifestPart
from perfreport.blocks.withheld import Withheld
from perfreport.kinds.report.attachments import attachment_fields
from perfreport.kinds.report.model import Report
from perfreport.kinds.report.outline import Outline, Section
from perfreport.kinds.report.printed import ReportView
from perfreport.kinds.self_evaluation.printed import KeyTaskRow

_NEEDS = ("提纲", "附加项")


class ReportWording(ManifestPart, title="用语：报告"):
    """Wording of a report: of what its outline uses."""

    classified_passage: Annotated[
        TextLine | None, key("涉密章节", "涉密的一节所印；不写则各节不能涉密")
    ] = None


class ReportForm(Form):
    """A form that declares a kind of report by its outline (提纲)."""

    kind_id: ClassVar = "report"
    base_model: ClassVar = Report
    base_view: ClassVar = ReportView
    in_prose: ClassVar = True

    kind: Annotated[TextLine, key("文种", "文种，由这份清单定名")]
    outline: Annotated[tuple[Section, ...], key("提纲", "各节，依次印出", min_length=1)]
    wording: Annotated[ReportWording, key("用语", "各句的写法；或共用的编号")] = ReportWording()

    @property
    def additions(self) -> Additions:
        """With the name of the kind."""
        return Additions(self.declared, self.layouts, self.kind, self.optional)

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """With the sections."""
        return (*super().layouts, self._laid_out)

    @property
    def scopes(self) -> frozenset[str]:
        """Tasks among them where a section has them."""
        has_tasks = any(each.content == "重点任务" for each in self.outline)
        return super().scopes | ({"任务"} if has_tasks else set())

    @property
    def _laid_out(self) -> Outline:
        of_tasks = tuple(each for each in self.declared if each.belongs_to == "任务")
        return Outline(self.outline, self.wording.classified_passage is not None, of_tasks)

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """What stands under the headings, sums of tables and sentences."""
        shown = dict(super().shows(model))
        if issubclass(model, Report):
            shown |= self._contents()
            known = document_slots(self._view_of(shown), self.model)
            shown |= {e.name: _sentence(e, known) for e in self.outline if e.phrase and e.name}
        return shown

    def _contents(self) -> Mapping[str, Any]:
        """What stands under the headings, and sums of tables."""
        outline, shown = self._laid_out, dict[str, Any]()
        task = specialised_view(KeyTaskRow, outline.task, super().shows)
        for section in self.outline:
            if section.name and section.is_data:
                shown[section.name] = section.shown(
                    may_be_classified=outline.may_be_classified, task=task
                )
                shown |= dict(section.totals())
        return shown | dict(attachment_fields(self.outline))

    def _all(self) -> Mapping[str, Any]:
        """What sentences may name beside what every report prints."""
        return {**super().shows(self.model), **self._contents()}

    def _view_of(self, shown: Mapping[str, Any]) -> Any:
        return view_class("ReportView", {**declared_in(self.base_view), **shown})

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Those of the outline."""
        return tuple(
            Heading(each.heading, 0 if each.is_attachment else each.level, each.is_headed)
            for each in self.outline
        )

    def words(self, name: str) -> Any:
        """The wording called ``name``, or the sentence or numbering of a section."""
        section = next((each for each in self.outline if each.name == name), None)
        if section is not None:
            return section.phrase or section.numbering
        return super().words(name)

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """The note in place of a classified section."""
        note = self.wording.classified_passage
        words = (Withheld({"paragraphs": (note,)}),) if note else ()
        return words if issubclass(model, Passage) else ()

    def complaints(self) -> Iterator[Complaint]:
        """Of headings and names that stand twice, and of sentences."""
        yield from super().complaints()
        yield from self._of_slots()
        seen: set[str] = set()
        known = document_slots(self._view_of(self._all()), self.model)
        for position, section in enumerate(self.outline):
            headings = [section.heading] if section.is_data else []
            named = [("标题", each) for each in headings] + [("英文", e) for e in section.names]
            for inside, name in named:
                if name in seen:
                    message = f"{quoted(name)}写了两次，各节的标题、英文名和合计的名称不能相同"
                    yield Complaint(("提纲", position, inside), message, ("提纲",))
            seen |= {name for _, name in named}
            for name in slot_names(section.phrase or NOT_WORDED):
                if name not in known:
                    message = unknown_slot(name, tuple(known))
                    yield Complaint(("提纲", position, "句子"), message, _NEEDS)

    def _of_slots(self) -> Iterator[Complaint]:
        """Of what sentences would call by one name though it is two things."""
        for name in sorted(slots_of_two(self._view_of(self._all()), self.model)):
            sections = [n for n, e in enumerate(self.outline) if _is_of(name, e)]
            message = f"句子里的 {{{name}}} 会有两个意思，请把这里或别处的英文名改一个"
            yield Complaint(("提纲", max(sections, default=0), "英文"), message, _NEEDS)


def _is_of(slot: str, section: Section) -> bool:
    return any(slot == name or slot.startswith(f"{name}_") for name in section.names)


def _sentence(section: Section, known: Mapping[str, Slot]) -> Any:
    about = Sentence("", label=section.heading, phrase=section.name or "")
    return Annotated[str, with_document_slots(about, section.phrase or NOT_WORDED, known)]
