"""Whether a form loses nothing: sample documents are printed on it, compared, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import PerfreportError, TemplateError
from perfreport.blocks.form import Form
from perfreport.documents.coverage import cure_of, is_word, lost, template_of, uses_of
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.coverage import Lack, lacks
from perfreport.forms.registry import FormRegistry
from perfreport.proof.finding import AS_TOLD, Objection
from perfreport.proof.samples import Wanted, hindrance, sample, variants
from perfreport.proof.trial import Trial

_SHORT = "只填必填各项的样本"
_LONG = "各项都填、各有几行的样本"
_NO_SAMPLE = "按清单和文种造不出能印的文书"
_MEND_MANIFEST = "请核对清单里的这一项，和“必填”“不印”、指标体系，不能互相矛盾"

_OWN_TEMPLATE = (
    "这份清单与所依照的版式的 Word 模板不合，请另备一份：用 form new 照 {owner} 在别的文件夹起头，"
    "把其中的 Word 模板抄成 docx/{id}.docx，再照所说的改"
)


def prove(
    form: Form,
    registry: FormRegistry,
    renderer: Renderer,
    formats: Sequence[Format],
    *,
    thoroughly: bool,
) -> list[Objection]:
    """What ``form`` is objected to, in the order in which it is best mended.

    Args:
        form: to prove.
        registry: that has its templates.
        renderer: that prints on it.
        formats: whose templates are proved.
        thoroughly: whether each optional field is left out in turn, and whether an optional field
            without a place is objected to; else a short and a long document are tried.
    """
    try:
        uses = {format: uses_of(form, registry, format) for format in formats}
    except TemplateError as error:
        return _refused(form, registry, error)
    # Where both formats have one template, what it lacks is told once.
    templates = {template_of(form, registry, format): format for format in reversed(formats)}
    missing = [
        (format, each)
        for format in reversed(templates.values())
        for each in lacks(form, uses[format], in_word=is_word(form, registry, format))
    ]
    found = [
        _without_place(form, template_of(form, registry, format), lack)
        for format, lack in missing
        if lack.is_required or (thoroughly and not lack.is_total)
    ]
    if any(lack.is_required for _, lack in missing):
        return found
    trial = Trial(form, registry, renderer, uses)
    left_out = frozenset(lack.path for _, lack in missing)
    # What has no place may be what no document of the kind goes without.
    found += _tried(trial, _samples(left_out), thoroughly=thoroughly and not found)
    if thoroughly and not found:
        others = ((replace(each, without=each.without | left_out), "") for each in variants(form))
        found += _tried(trial, others, thoroughly=False)
    return found


def _samples(left_out: frozenset[DataPath]) -> Iterator[tuple[Wanted, str]]:
    """A short and a long sample, without what has no place, and what they are called."""
    yield Wanted("short", without=left_out), _SHORT
    yield Wanted("long", without=left_out), _LONG


def _tried(
    trial: Trial, samples: Iterable[tuple[Wanted, str]], *, thoroughly: bool
) -> list[Objection]:
    """What is found on each sample; one that cannot be made counts where it is ``thoroughly``."""
    found: list[Objection] = []
    for wanted, name in samples:
        document = sample(trial.form, wanted)
        if document is not None:
            for each in trial.of(document, name or _called(wanted), is_whole=bool(name)):
                if not _is_told(each, found):
                    found.append(each)
        elif thoroughly:
            manifest = f"forms/{trial.form.id}.yaml"
            message = f"{_NO_SAMPLE}：{hindrance(trial.form, wanted)}"
            found.append(Objection(trial.form.id, manifest, message, _MEND_MANIFEST, sample=name))
    return found


def _is_told(objection: Objection, found: Iterable[Objection]) -> bool:
    """Whether the same was told of another sample, or of the other format."""
    return any(each.about == objection.about for each in found)


def _called(wanted: Wanted) -> str:
    """What a sample is called that differs from the long one in one field."""
    if wanted.saying_yes:
        return "、".join(f"“{each.label}”写“是”的样本" for each in wanted.saying_yes)
    return "、".join(f"不填“{each.label}”的样本" for each in wanted.without)


def _without_place(form: Form, template: str, lack: Lack) -> Objection:
    return Objection(
        form.id,
        template,
        lost(lack),
        cure_of(lack),
        tag=lack.tag.partition("，")[0],
    )


def _refused(form: Form, registry: FormRegistry, error: PerfreportError) -> list[Objection]:
    """What a template is refused for, line by line, as it was told."""
    owner = form.id
    with suppress(TemplateError):  # that there is none is what it is refused for
        owner = registry.docx_template(form.id).stem
    found = []
    for line in str(error).split("\n"):
        template = f"{owner}.docx"
        if owner != form.id and template in line:  # which is the other form's to mend
            cure = _OWN_TEMPLATE.format(owner=owner, id=form.id)
            found.append(Objection(form.id, f"docx/{template}", line, cure))
        else:
            found.append(Objection(form.id, "", line, AS_TOLD))
    return found
