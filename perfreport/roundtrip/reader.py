"""A page that perfreport printed, read back in whatever state an editor left it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from perfreport.basics.addresses import DataPath, ViewPath
from perfreport.basics.quantities import Unit
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.found import Recovered, Said, Text, Tree
from perfreport.blocks.model import Document
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences
from perfreport.blocks.walk import keyed
from perfreport.forms.conformance import misfits
from perfreport.forms.registry import FormRegistry
from perfreport.page.blocks import Page
from perfreport.roundtrip import formulas, notes
from perfreport.roundtrip.absent import absent_fields, without, without_dashes
from perfreport.roundtrip.changes import Changes, compare, current_place, edited_fields
from perfreport.roundtrip.codes import code, recovered_slots
from perfreport.roundtrip.completion import completed
from perfreport.roundtrip.guessing import form_of
from perfreport.roundtrip.halves import part_halves
from perfreport.roundtrip.layout import Layout
from perfreport.roundtrip.memory import Memory, recall
from perfreport.roundtrip.page import texts_on
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.points import state_points
from perfreport.roundtrip.printed_codes import PrintedCodes
from perfreport.roundtrip.printed_texts import (
    PrintedTexts,
    all_texts,
    masked,
    printed_texts,
    text_at,
    view_of,
)
from perfreport.roundtrip.reading import Note, Reading
from perfreport.roundtrip.recomputed import OwnFormulas, own_formulas
from perfreport.roundtrip.report import Report
from perfreport.roundtrip.restored import (
    Texts,
    keep_classified_values,
    lost_labels,
    put_back,
    standing_in,
)
from perfreport.roundtrip.taken_away import take_blank_rows_away, take_closing_away
from perfreport.roundtrip.template_reading import layout_of
from perfreport.roundtrip.trees import Corrector, assembled
from perfreport.roundtrip.typed import Typed, odd_texts, told, typed_in, without_untold
from perfreport.roundtrip.units import as_printed, in_printed_unit, printed_unit


def read_page(
    page: Page, carried: Mapping[str, str] | None, registry: FormRegistry, form_id: str | None
) -> Reading:
    """What ``page`` says, as a typed document, and what was edited in it.

    Args:
        page: of the file.
        carried: what the file carries; None when it lost that.
        registry: of the forms that it may be printed on.
        form_id: of the form that it is printed on, if the file does not name one itself.

    Raises:
        InputError: when its form cannot be told, or what it says is no document.
        TemplateError: when the manifest of its form is wrong.
    """
    form = form_of(page, carried.get("form", "") if carried else "", form_id, registry)
    layout = layout_of(registry.docx_template(form.id), form.view)
    memory = recall(carried, form, layout.names) if carried else None
    read = _Read(page, form, layout, memory, registry)
    read.restore_labels()
    return read.reading()


class _Read:
    """One reading of a page that was printed on a form."""

    def __init__(
        self,
        page: Page,
        form: Form,
        layout: Layout,
        memory: Memory | None,
        registry: FormRegistry,
    ) -> None:
        self._page = page
        self._form = form
        self._registry = registry
        self._names = layout.names
        self._labels = layout.labels
        self._formatted = layout.formatted
        self._memory = memory
        self._sentences = sentences(form)
        self._codes: PrintedTexts = (memory and memory.codes) or {}
        printed = PrintedCodes(self._codes, self._sentences)
        self._shown: PageTexts = texts_on(page, layout, printed)
        # Before anything else is read: a date below the last section is none of its paragraphs.
        take_closing_away(self._shown, layout, self._codes)
        take_blank_rows_away(self._shown, form, self._codes)
        self._blanked = part_halves(self._shown, form)
        self._own_unit = Unit.named(form.figures.unit)
        # Where the old texts are known, the file says itself that its unit was edited.
        self._unit = self._own_unit if self._codes else printed_unit(self._shown, form, layout)
        self._see(told(self._shown.texts))
        self._typed = self._without_what_is_typed()
        if dashes := without_dashes(self._texts, form):
            self._see({**self._texts, **dashes})
        self._restored: tuple[str, ...] = ()

    def _without_what_is_typed(self) -> Typed:
        """Take blanks of all kinds for ordinary ones, and leave out numbers that are not told."""
        # Blanks that were printed come back as they are: the data themselves may hold them.
        odd = odd_texts(self._shown.texts)
        typed = typed_in(odd, self._changes() if odd else Changes())
        if odd:
            self._see({**self._texts, **typed.texts})
        return typed

    def restore_labels(self) -> None:
        """Bring back labels that went away with the row they stood in."""
        if not self._changes():
            return
        words = (*self._form.label_words, *all_texts(self._printed))
        lost = lost_labels(self._printed, self._codes, self._changes(), self._labels, words)
        lost = {path: text for path, text in lost.items() if path not in self._blanked}
        if lost:
            self._restored = tuple(dict.fromkeys(lost.values()))
            self._see({**self._texts, **lost})

    def _see(self, texts: Mapping[ViewPath, str]) -> None:
        """Take ``texts`` for what is on the page."""
        self._texts: Mapping[ViewPath, str] = texts
        self._view: object = view_of(self._form.view, texts)
        self._printed = self._printed_texts(self._view)
        self._compared: Changes | None = None

    def _changes(self) -> Changes:
        """What was edited since the page was made; nothing where its old texts are not known."""
        if not self._codes:
            return Changes()
        if self._compared is None:
            self._compared = compare(self._codes, self._printed_texts(self._view, code))
        # Who asks may count out what is no edit; whoever asks next does not hear of that.
        return replace(self._compared, edited={*self._compared.edited})

    def _keep_classified(self, changes: Changes) -> dict[ViewPath, Texts]:
        """Bring back what the form says of classified things, where somebody typed over it."""
        standing = standing_in(self._codes, changes, self._form)
        if standing:
            self._see(put_back(self._texts, standing))
            changes.edited.difference_update(standing)
        return standing

    def _printed_texts(self, view: object, stand_in: Callable[[str], str] = str) -> PrintedTexts:
        return printed_texts(view, self._names, self._sentences, stand_in)

    def reading(self) -> Reading:
        own = self._own_formulas()
        follow = formulas.that_follow(self._shown.formulas, self._texts, self._form)
        follow |= own.recomputed(self._shown.formulas, self._texts)
        if follow:
            self._see({**self._texts, **dict.fromkeys(follow, "")})
        changes = self._changes()
        changes.edited.difference_update(follow)
        typed = self._printed
        standing = self._keep_classified(changes)
        recovered = recovered_slots(self._printed, self._codes)
        absent = absent_fields(self._shown.missing, self._names, self._form)
        absent = [e._replace(is_computed=e.is_computed or e.source in follow) for e in absent]
        text = without(self._text(changes, recovered), absent)
        tree, corrector = self._tree(text, changes)
        # Of a page whose old texts are not known all may be somebody's own.
        is_typed = changes.is_edited if self._codes else (lambda _: True)
        typed_points = own.without(text.meant, self._shown.formulas, tree)
        state_points(tree, typed_points, is_typed, self._form, self._registry)
        # Figures that the document states in places that are gone or not clear.
        silent = {each.path for each in absent}
        silent |= {each.path for each in text.unclear if each.is_computed}
        lost = [path for path in corrector.lost if path in silent]
        kept = [*lost, *self._form.forget(tree)]
        # A value leaves the data only by an edit that is listed: what is not read whole stays as it
        # is.
        text = self._without_what_is_remembered(text, changes, corrector)
        document, pending, left_out = completed(self._form.model, tree)
        self._form = self._registry.going_by(self._form, document)
        unread = list(dict.fromkeys(keyed(type(document), path) for path in (*text.kept, *kept)))
        self._pass_over_older_wording(changes, recovered)
        report = self._report(text, changes, document, pending, follow)
        report.add_classified(typed, standing)
        # An untouched page says what the data said, be that printable or not.
        if changes or not self._codes:
            report.add_misfits(misfits(document, self._form), document, (*pending, *unread))
        # What the form cannot print so stays as the data have it.
        unread += report.misfits
        pending += report.missing
        taken = partial(report.is_taken, document=tree)
        unplaced, computed = formulas.told(self._shown.formulas, follow, taken)
        return Reading(
            document=document,
            form_id=self._form.id,
            # A field that is printed in two places is edited once.
            edits=tuple(dict.fromkeys(report.edits(tree, unread, corrector.lost))),
            conflicts=tuple(report.conflicts),
            unplaced=(*self._shown.unplaced, *report.unplaced, *unplaced),
            notes=(
                *self._notes(left_out, report),
                *computed,
                *notes.of_pending(pending, unread),
            ),
            pending=tuple(dict.fromkeys((*pending, *unread))),
            unread=tuple(unread),
            embedded=self._memory is not None,
            printed=self._codes or None,
            program=self._page.program,
        )

    def _own_formulas(self) -> OwnFormulas:
        """The formulas that were printed, where somebody may have changed what they give."""
        changes = self._changes()
        if self._page.program == "Word" or (self._codes and not changes):
            return OwnFormulas()
        text = self._text(changes, recovered_slots(self._printed, self._codes))
        tree, _ = self._tree(text, changes)
        known = changes if self._codes else None
        return own_formulas(tree, self._form, self._registry, self._names, known)

    def _text(self, changes: Changes, recovered: Recovered) -> Text:
        """What the page says of the data, in the form's unit, without numbers not told."""
        text = find(self._view, self._form, changes.edited, recovered)
        # Of a page whose old texts are not known all may be somebody's own.
        is_typed = changes.is_edited if self._codes else (lambda _: True)
        text = in_printed_unit(text, self._unit, self._shown, self._printed, self._form, is_typed)
        return without_untold(text, self._typed.untold)

    def _without_what_is_remembered(
        self, text: Text, changes: Changes, corrector: Corrector
    ) -> Text:
        """``text`` without what is unclear as it was printed, where the data are remembered.

        Neither is unclear what the page never said and nobody complains of.
        """
        if not self._codes:
            return text
        restored = corrector.has_corrected
        known = {each.source for each in text.unclear if restored(each.path)}
        unclear = (
            each
            for each in text.unclear
            if each.source not in known
            or (changes.is_edited(each.source) and (each.reason or not restored(each.path)))
        )
        return text._replace(unclear=tuple(unclear))

    def _pass_over_older_wording(self, changes: Changes, recovered: Recovered) -> None:
        """Sentences worded by another edition of the form were not edited for that."""
        if self._memory and self._memory.edition != self._form.year:
            for name, slots in recovered.items():
                remembered = self._codes.get(name)
                if isinstance(remembered, dict) and slots.keys() == remembered.keys():
                    changes.edited.discard((name,))

    def _report(
        self,
        text: Text,
        changes: Changes,
        document: Document,
        gaps: Collection[DataPath],
        follow: Collection[ViewPath],
    ) -> Report:
        """What the page says beside the ``document`` that was read from it.

        Nothing is said where formulas give what ``follow``s from their cells.
        """
        # The new page rounds to the form's unit; so has to be what is compared with it.
        printed = text if self._unit is self._own_unit else as_printed(text, self._form)
        report = Report(self._form, printed, changes, self._unit, knows_old=bool(self._codes))
        if changes or not self._codes or self._has_other_copies():
            self._compare(document, report, gaps, follow)
        report.add_unclear(text.unclear)
        return report

    def _has_other_copies(self) -> bool:
        """Whether a further place of a field may say something else than the first."""
        shown = self._printed
        return any(text_at(shown, each.path) != each.text.strip() for each in self._shown.copies)

    def _compare(
        self,
        document: Document,
        report: Report,
        gaps: Collection[DataPath],
        follow: Collection[ViewPath],
    ) -> None:
        """What the page should say of ``document`` is compared with it place by place.

        A stale figure that nobody touched follows the data, an edited one that differs is a
        conflict.
        """
        view = build_view(document, self._form)
        now = self._printed_texts(view)
        # Without what the template does not print, for the page cannot say that.
        new = masked(view, self._names)
        views = (self._view, new)
        silent = self._shown.passed_over.union(follow)
        says = partial(find, new, self._form)
        report.compare(self._printed, now, views, says, gaps, silent)
        report.add_copies(self._shown.copies, now)
        if report.respelt:
            real = compare(self._codes, self._printed_texts(new, code))
            report.respelt = [path for path in report.respelt if not real.is_edited(path)]

    def _tree(self, text: Text, changes: Changes) -> tuple[Tree, Corrector]:
        """The document's tree: what was read, corrected by what is remembered."""
        tree: Tree = {"form": self._form.id, **assembled(text, changes.edited)}
        place = partial(current_place, changes=changes, form=self._form)
        stated = cache(lambda: text.stated)
        corrector = Corrector(stated, place, edited_fields(text.said, changes, self._form))
        if self._memory:
            corrector.correct(tree, self._memory.correction)
            keep_classified_values(tree, self._memory.classified, changes, self._form)
        name_now = partial(self._name_now, changes)
        self._form.settle(tree, Said(stated, name_now, changes.edited.__contains__))
        return tree, corrector

    def _name_now(self, changes: Changes, listed: str, name: str) -> str:
        """The name that the row of a list has now which was called ``name``."""
        old, new = self._codes.get(listed), self._printed.get(listed)
        if isinstance(old, list) and isinstance(new, list):
            for position, row in enumerate(old):
                moved = changes.rows.get(ViewPath(listed, position))
                if moved and row.get("name") == code(name):
                    return str(new[int(moved[1])].get("name"))
        return name

    def _notes(self, left_out: Iterable[Misfit], report: Report) -> Iterator[Note]:
        yield from notes.of_traces(self._page.traces, self._formatted)
        yield from notes.of_typed(self._typed)
        yield from notes.of_memory(self._memory, self._form)
        yield from notes.of_left_out(self._memory.left_out if self._memory else ())
        yield from notes.of_left_out(left_out)
        yield from notes.of_labels(self._restored)
        computed = {each.place for each in report.conflicts}
        yield from notes.of_stale(self._shown.stale, self._form, computed)
        yield from notes.of_respelt(report.respelt, self._form)
        yield from notes.of_unit(self._unit, self._own_unit)
