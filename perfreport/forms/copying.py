"""The files of a form under another id, to be begun from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake, TemplateError
from perfreport.basics.patterns import regex
from perfreport.forms.ready_made import is_marked
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating import read_text
from perfreport.forms.templating.references import pdf_files

_ID_LINE = regex(r"""(?m)^(版式\s*:\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s#]+)""")
_ID = regex(r"[A-Za-z0-9_\u4e00-\u9fff][\w.-]*")


def copied(form_id: str, new_id: str, registry: FormRegistry) -> dict[Path, bytes]:
    """The manifest, the Word template and the PDF template of a form, which is to have ``new_id``.

    A PDF template that is built in ready made stays behind: it would go on printing what the Word
    template said before it was edited. What another is made of comes along under names of its
    own, so that no other form is changed when it is.

    Returns:
        the contents of the files by their paths in the new folder.

    Raises:
        InputError: when there is no such form, or ``new_id`` can be none or is one already.
        TemplateError: when the form is wrong.
    """
    _require_new(new_id, registry)
    form = registry.get(form_id)
    files = {
        Path("forms", f"{new_id}.yaml"): _renamed(registry.manifest(form.id), new_id).encode(),
        Path("docx", f"{new_id}.docx"): registry.docx_template(form.id).read_bytes(),
    }
    if _has_pdf_of_its_own(form.id, registry):
        files.update(_pdf(form.id, new_id, [folder / "pdf" for folder in registry.folders]))
    return files


def _require_new(new_id: str, registry: FormRegistry) -> None:
    problem = ""
    if not _ID.fullmatch(new_id):
        problem = f"版式编号“{new_id}”写法不对，只用字母、数字、汉字和 - _ ."
    elif new_id in registry.ids:
        problem = f"已经有版式 {new_id}，请换一个编号"
    if problem:
        raise InputError([Mistake(NOWHERE, problem)])


def _has_pdf_of_its_own(form_id: str, registry: FormRegistry) -> bool:
    """Whether its PDF is made otherwise than from its Word template."""
    template = registry.pdf_template(form_id)
    if template.suffix != ".xml":
        return False
    # Whoever began theirs from a ready made one may have left its first line.
    is_built_in = template.is_relative_to(registry.folders[-1])
    return not (is_built_in and is_marked(read_text(template)))


def _renamed(manifest: Path, new_id: str) -> str:
    """The text of ``manifest``, comments and all, for a form called ``new_id``."""
    text, count = _ID_LINE.subn(lambda found: f"{found[1]}{new_id}", read_text(manifest), count=1)
    if not count:
        raise TemplateError(f"{manifest}：清单里“版式”没有自成一行，照抄不了，请另存后改写")
    return text


def _pdf(form_id: str, new_id: str, folders: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """The PDF template and all that it is made of."""
    paths = list(pdf_files(f"{form_id}.xml", folders))
    names = {path.name: f"_{new_id}-{path.name.lstrip('_')}" for path in paths}
    names[f"{form_id}.xml"] = f"{new_id}.xml"
    for path in paths:
        text = read_text(path)
        for old, new in names.items():
            text = text.replace(f'"{old}"', f'"{new}"').replace(f"'{old}'", f"'{new}'")
        yield Path("pdf", names[path.name]), text.encode()
