"""Forms that go by an evaluation scheme (评分办法)."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import PrivateAttr

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.form import Form
from perfreport.blocks.scheme import Scheme


# The view, the checks, ``explain`` and the reading back have to agree on which points follow; so
# the form carries its scheme to all of them.
class ScoredForm(Form):
    """A form whose points follow from a scheme, which its manifest names, or the data."""

    scheme_id: Annotated[
        TextLine | None, key("评分办法", "评分办法的编号；不写则不按方案核对分值")
    ] = None
    _scheme: Any = PrivateAttr(None)

    @property
    def named_scheme(self) -> str | None:
        """As the manifest says."""
        return self.scheme_id

    @property
    def scheme(self) -> Scheme | None:
        """As ``going_by`` was given it."""
        scheme: Scheme | None = self._scheme
        return scheme

    def going_by(self, scheme: Any) -> Self:
        """The same form with the ``scheme`` that it names, or without one."""
        form = self.model_copy()
        form._scheme = scheme
        return form
