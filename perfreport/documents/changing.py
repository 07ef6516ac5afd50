"""A data file that somebody keeps, changed so that it says another document."""

from __future__ import annotations

from typing import NamedTuple

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.model import Document
from perfreport.compare import Difference, apply, compare_documents
from perfreport.documents.kept_data import Kept
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry

_OTHERWISE = "照这些改动写进去，读出来的就不是这些内容了"


class Changed(NamedTuple):
    """What became of a data file.

    Attributes:
        content: of it as it now is: text, or the bytes of a workbook.
        differences: what changed in it.
        computed: changes that were not made, for a formula of the workbook stands there.
        refusal: why ``content`` is as it was: with the changes it could not be read any more, or
            the workbook cannot be changed so.
        after: what ``content`` says, with its places; None where it is as it was.
        remarks: what to look after in a workbook, each a sentence without its end.
    """

    content: str | bytes
    differences: tuple[Difference, ...]
    computed: tuple[Difference, ...]
    refusal: InputError | None
    after: Loaded | None = None
    remarks: tuple[str, ...] = ()


def changed(
    kept: Kept, loaded: Loaded, new: Document, registry: FormRegistry, form_id: str | None = None
) -> Changed:
    """The data file ``kept``, which says what is ``loaded``, changed so that it says ``new``.

    Args:
        kept: the data file.
        loaded: what it says.
        new: what it is to say.
        registry: of the forms.
        form_id: of the form that the data file need not name.
    """
    differences = compare_documents(loaded.document, new)
    made = [each for each in differences if not kept.is_computed(each, loaded)]
    computed = tuple(each for each in differences if each not in made)
    wanted = apply(made, loaded.document) if computed else new
    # Read again before anything is written: a change never makes a data file unreadable.
    try:
        content, remarks = kept.rewritten(loaded, wanted)
        after = kept.understood(content, registry, form_id)
        if after.document != wanted:
            raise InputError([Mistake(NOWHERE, _OTHERWISE)], loaded.name)
    except InputError as error:
        return Changed(kept.content, tuple(made), computed, error)
    return Changed(content, tuple(made), computed, None, after, remarks)
