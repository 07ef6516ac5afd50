"""One document made: read, checked, rendered, put in its place; and what there is to say of it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from perfreport.basics.errors import OutputError, PerfreportError, RefusedError, concerning
from perfreport.basics.files import file_name
from perfreport.basics.messages import shown
from perfreport.basics.unexpected import UNEXPECTED, cause
from perfreport.batch.papers import (
    Found,
    Order,
    Origin,
    Output,
    Receipt,
    State,
    Subject,
    Task,
    Told,
    digest_of,
)
from perfreport.batch.places import place, read_file
from perfreport.batch.recipe import Recipes
from perfreport.batch.running import Job, Latest
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.data.data_files import HeldFile, on_disk
from perfreport.documents.checking import check_loaded
from perfreport.documents.excess import excess
from perfreport.documents.findings.checked import Checked, origin_of
from perfreport.documents.findings.text import as_text
from perfreport.documents.loading import Loaded, read_document, require_gaps_to_print
from perfreport.documents.overwriting import left_alone, refusal
from perfreport.documents.rendering import FORMATS, Format
from perfreport.forms.registry import FormRegistry
from perfreport.proof.once import require_sound

_REFUSED = "{}：有错误，没有生成 {}；请改正，或加 --allow-errors 照样生成"
_MOST_FINDINGS = 1_000


class Workshop:
    """What a process keeps from one document of an order to the next.

    Attributes:
        recipes: what goes into the record; None where none is kept.
    """

    def __init__(
        self, order: Order, registry: FormRegistry | None = None, *, alone: bool = False
    ) -> None:
        """Make documents as ``order`` says, or a single one that is ``alone`` in its run.

        They are printed on the forms of ``registry``, or of the order's settings.
        """
        self.order = order
        self.registry = registry or order.settings.registry
        self.renderer = order.settings.renderer_on(self.registry)
        self.recipes = None if alone else Recipes(order, self.registry)
        self.out = place(order.out, sweeping=alone)

    def require_form(self) -> None:
        """Refuse an order that is for a form which nothing can be made on.

        Raises:
            InputError: when there is no such form.
            TemplateError: when it is wrong.
        """
        if self.order.form_id is not None:
            form = self.registry.get(self.order.form_id)
            require_sound(form, self.registry, self.renderer, self.order.formats)

    def make(self, task: Task, held: HeldFile | None = None) -> Receipt:
        """Make the document of ``task``, perhaps one whose data file is ``held`` already."""
        return _Making(self, task).receipt(held)


def make_all(tasks: Sequence[Task], order: Order) -> list[Receipt]:
    """Make the documents of ``tasks``, each on its own; what an executor is given to do."""
    shop = _workshops.of(order)
    return [whatever_happens(task, shop) for task in tasks]


def whatever_happens(task: Task, shop: Workshop, held: HeldFile | None = None) -> Receipt:
    """What became of ``task``, be it something that nobody expected."""
    try:
        return shop.make(task, held)
    except Exception as error:  # noqa: BLE001 - one document must not stop the others
        return failure(task, UNEXPECTED, f"{task.file}：{cause(error)}")


def failure(task: Task, code: int, error: str) -> Receipt:
    """The receipt for a task of which nothing is known but that it failed."""
    return Receipt(task.file, task.base, "failed", code=code, error=error)


def building(order: Order) -> Job[Order, Receipt]:
    """What is done for ``order``, wherever it is done."""
    return Job(make_all, order, failure)


_workshops = Latest(Workshop)


class _Making:
    """One document on its way: what is known of it so far goes into its receipt."""

    def __init__(self, shop: Workshop, task: Task) -> None:
        self._shop = shop
        self._task = task
        self._base = task.base
        self._origin: Origin | None = None
        self._subject: Subject | None = None
        self._findings: tuple[Found, ...] = ()
        self._told = Told()
        self._outputs: tuple[Output, ...] = ()

    def receipt(self, held: HeldFile | None) -> Receipt:
        start = time.perf_counter()
        state: State = "failed"
        code, error = 0, ""
        try:
            state = self._done(held or read_file(self._task.file))
        except PerfreportError as refused:
            code, error = refused.exit_code, str(refused)
        return Receipt(
            self._task.file,
            self._base,
            state,
            time.perf_counter() - start,
            code,
            error,
            self._origin,
            self._subject,
            self._outputs,
            self._findings,
            self._told,
        )

    def _done(self, file: HeldFile) -> State:
        digest = digest_of(file.content)
        if self._is_unchanged(digest):
            return "unchanged"
        with concerning(file):
            loaded = self._read(file)
            self._check(loaded)
            self._print(loaded, file, digest)
        return "made"

    def _is_unchanged(self, digest: str) -> bool:
        """Whether the files there are what this data file would be made into."""
        known, recipes = self._task.known, self._shop.recipes
        if not (known and recipes) or self._shop.order.again or known.origin.data != digest:
            return False
        try:
            recipe = recipes.on(known.origin.form, known.origin.scheme)
        except PerfreportError:  # its form is not there any more: for its reader to say
            return False
        self._origin, self._outputs = known
        return recipe == known.origin.recipe and all(
            self._shop.out.digest(self._name(each.format)) == each.digest for each in known.outputs
        )

    def _read(self, file: HeldFile) -> Loaded:
        """The document, which can be printed in all formats."""
        order, shop = self._shop.order, self._shop
        loaded = read_document(file, shop.registry, order.form_id, allow_pending=order.is_draft)
        notes = loaded.source.remarks if loaded.source else ()
        self._told = Told(notes, pending=len(loaded.pending))
        self._subject = self._about(loaded)
        self._base = self._base or _named_after(loaded)
        require_gaps_to_print(loaded)
        shop.renderer.require_places(loaded, order.formats)
        if "pdf" in order.formats:
            shop.renderer.require_glyphs(loaded)
        return loaded

    def _about(self, loaded: Loaded) -> Subject:
        document = loaded.document
        marks = self._shop.registry.kinds.of(document).marks if not loaded.pending else None
        found = tuple(marks(document, loaded.form)) if marks else ()
        return Subject(document.kind, str(document.year), str(document.department), found)

    def _check(self, loaded: Loaded) -> None:
        """Refuse what the checks find wrong.

        Raises:
            RefusedError: when they find errors, and such documents are not to be made.
        """
        if loaded.pending:
            return
        found = check_loaded(loaded, self._shop.registry)
        self._findings = tuple(map(_kept, found[:_MOST_FINDINGS]))
        serious = [each for each in found if each.severity >= Severity.WARNING]
        if serious:
            text = as_text([Checked(serious, origin_of(loaded))])
            self._told = self._told._replace(findings=text)
        is_wrong = any(each.severity is Severity.ERROR for each in serious)
        if is_wrong and not self._shop.order.allow_errors:
            raise RefusedError(_REFUSED.format(shown(self._task.file), self._paths()))

    def _print(self, loaded: Loaded, file: HeldFile, digest: str) -> None:
        """Render the document and put its files in their place."""
        order, shop = self._shop.order, self._shop
        require_sound(loaded.form, shop.registry, shop.renderer, order.formats)
        self._keep_edited(loaded, file)
        if shop.recipes:
            # Before it is rendered: what changes meanwhile is noticed by the next run.
            recipe, scheme = shop.recipes.of(loaded.form), loaded.document.named_scheme
            self._origin = Origin(digest, recipe, loaded.form.id, scheme)
        made = {
            format: shop.renderer.render(loaded, format, draft=order.is_draft)
            for format in order.formats
        }
        files = {self._name(format): each.content for format, each in made.items()}
        shop.out.put(files, on_disk(file))
        remarks = [(format, each) for format in made for each in made[format].remarks]
        for format, each in made.items():
            if beyond := excess(format, each.content):
                remarks.append((format, beyond))
        self._told = self._told._replace(remarks=(*self._told.remarks, *remarks))
        self._outputs = tuple(
            Output(format, digest_of(each.content)) for format, each in made.items()
        )

    def _keep_edited(self, loaded: Loaded, file: HeldFile) -> None:
        """Refuse to write over what the document is made from, or what only the files there say.

        Raises:
            OutputError: with all of those files.
        """
        order, shop = self._shop.order, self._shop
        inputs = [file.path] if file.path else [*on_disk(file)]
        if "docx" in order.formats:
            inputs.append(shop.registry.docx_template(loaded.form.id))
        shop.out.require_none_of(map(self._name, order.formats), inputs)
        if order.overwrite:
            return
        formats = dict.fromkeys((*FORMATS, *order.formats))
        found = {each: shop.out.loss(self._name(each), loaded, shop.registry) for each in formats}
        if refused := [lost for each, lost in found.items() if lost and each in order.formats]:
            raise OutputError("\n".join(map(refusal, refused)))
        if lost := found["docx"]:
            self._told = self._told._replace(remarks=(("docx", left_alone(lost)),))

    def _paths(self) -> str:
        """Its files, as messages have them."""
        paths = (self._shop.out.path(self._name(each)) for each in self._shop.order.formats)
        return "、".join(shown(str(path)) for path in paths)

    def _name(self, format: Format) -> str:
        return f"{self._base}.{format}"


def _kept(found: Finding) -> Found:
    return Found(found.code, found.severity.value, found.path.label, found.message)


def _named_after(loaded: Loaded) -> str:
    """What the files of a document are called whose data file has no name."""
    document = loaded.document
    return file_name(f"{document.year}年{document.department}{document.kind}")
