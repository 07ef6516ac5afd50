"""What programs hand to the functions of the public interface, examined."""

from __future__ import annotations

from functools import cache

from perfreport.blocks.model import Document
from perfreport.documents.loading import Loaded, fitted
from perfreport.documents.settings import Settings
from perfreport.kinds import KINDS


def chosen_settings(settings: Settings | None) -> Settings:
    """The ``settings`` of a program, or those that go without saying."""
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError(f"settings is a perfreport.Settings, not {type(settings).__name__}")
    return settings or _usual_settings()


@cache
def _usual_settings() -> Settings:
    # Once: the built-in forms, of which it knows alone, stay as they are.
    return Settings()


def require_bytes(content: object, what: str) -> None:
    """Refuse what are no bytes, of ``what`` they were to be."""
    if not isinstance(content, bytes):
        raise TypeError(f"the bytes of {what} are wanted, not {type(content).__name__}")


def require_document(document: object) -> None:
    """Refuse what is no document."""
    if not KINDS.know(document):
        raise TypeError(f"a document is wanted, as load gives it, not {type(document).__name__}")


def with_its_form(document: Document, chosen: Settings, form: str | None = None) -> Loaded:
    """``document`` with its form, or with the ``form`` of that id."""
    require_document(document)
    return fitted(document, chosen.registry, form)
