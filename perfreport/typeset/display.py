"""The display list: what stands where on a page, in points, measured from the top left corner.

Typesetting makes it and writers of files read it; neither knows the other. Everything in it is
final: lines are broken and justified, glyphs are chosen, strokes have their ends. Its values are
frozen and say nothing of the document they are for, so that documents can share them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, overload

from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.structure import Element, Tag

make = tuple.__new__
"""``make(TextLine, (runs, width))`` is ``TextLine(runs, width)`` in half the time, for what is made
by the ten thousand."""


Kern = tuple[int, float]
"""The index of a character, and by how many 1/1000 em it is closer to the one before than usual."""


class Adjustment(NamedTuple):
    """What parts some glyphs of a run otherwise than its spacing does.

    Attributes:
        kerns: in the order of their characters; there are none inside what is rigid.
        rigid: by turns the first index, and that after the last, of glyphs that have another
            spacing after them: those of words and numbers in a stretched line.
        rigid_spacing: that one.
    """

    kerns: tuple[Kern, ...]
    rigid: tuple[int, ...]
    rigid_spacing: float


class Run(NamedTuple):
    """Glyphs of one font, set from one origin on a line, one for each character.

    Attributes:
        x: distance of the origin from the left edge of the line.
        font: that has them.
        size: of the font.
        spacing: added after every glyph; pitch and justification live here.
        text: the characters that are shown.
        adjustment: what is not so evenly spaced; None if all is.
    """

    x: float
    font: PlaneFont
    size: float
    spacing: float
    text: str
    adjustment: Adjustment | None

    @property
    def places(self) -> list[float]:
        """Distance of each glyph's origin from the left edge of the line."""
        kerns, rigid, rigid_spacing = self.adjustment or ((), (), 0.0)
        closer = dict(kerns)
        stiff = {
            at
            for first, end in zip(rigid[::2], rigid[1::2], strict=True)
            for at in range(first, end)
        }
        place, places = self.x, []
        for at, character in enumerate(self.text):
            place -= closer.get(at, 0) / 1000 * self.size
            places.append(place)
            place += self.font.face.advance(character) / 1000 * self.size
            place += rigid_spacing if at in stiff else self.spacing
        return places


class Underline(NamedTuple):
    """A line below text of ``size``, between distances from the left edge of the text's line."""

    start: float
    end: float
    size: float


class TextLine(NamedTuple):
    """One line of set text.

    Attributes:
        runs: from left to right.
        width: advance of the whole line, without spacing after its last glyph.
        underlines: what is drawn below it.
    """

    runs: tuple[Run, ...]
    width: float
    underlines: tuple[Underline, ...] = ()

    @property
    def text(self) -> str:
        """The characters that stand on it, spaces at its ends included."""
        return "".join([run.text for run in self.runs])

    def moved(self, distance: float) -> TextLine:
        """The same line with ``distance`` more before it."""
        runs = tuple([run._replace(x=run.x + distance) for run in self.runs])
        below = [Underline(x0 + distance, x1 + distance, size) for x0, x1, size in self.underlines]
        return TextLine(runs, self.width + distance, tuple(below))

    def beside(self, others: Sequence[TextLine], width: float) -> TextLine:
        """A line of ``width`` on which ``others`` stand too."""
        lines = (self, *others)
        runs = tuple([run for line in lines for run in line.runs])
        return TextLine(runs, width, tuple([each for line in lines for each in line.underlines]))


class EvenLines(Sequence[TextLine]):
    """Lines of one font, evenly spaced, that begin at their left edge: most of a long table.

    Each is made where it is asked for; writers of files need none of them.

    Attributes:
        font: of all of them.
        size: of the font.
        spacing: added after every glyph.
        texts: of the lines.
        widths: of the lines.
    """

    __slots__ = ("font", "size", "spacing", "texts", "widths")

    def __init__(
        self,
        font: PlaneFont,
        size: float,
        spacing: float,
        texts: Sequence[str],
        widths: Sequence[float],
    ) -> None:
        """Hold lines of ``texts`` as wide as ``widths``."""
        self.font = font
        self.size = size
        self.spacing = spacing
        self.texts = texts
        self.widths = widths

    def __len__(self) -> int:
        """How many there are."""
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> TextLine: ...
    @overload
    def __getitem__(self, index: slice) -> EvenLines: ...
    def __getitem__(self, index: int | slice) -> TextLine | EvenLines:
        """A line, or some of them."""
        font, size, spacing = self.font, self.size, self.spacing
        if isinstance(index, slice):
            return EvenLines(font, size, spacing, self.texts[index], self.widths[index])
        run = make(Run, (0.0, font, size, spacing, self.texts[index], None))
        return make(TextLine, ((run,), self.widths[index], ()))


BLANK_LINE = TextLine((), 0.0)
"""What a paragraph without text has."""


# A whole paragraph is one entry, and not each line, so that a line costs a writer one operator.
class PlacedLines(NamedTuple):
    """Lines one below the other, with the same left edge.

    Attributes:
        x: the left edge of all of them.
        baseline: of the first line.
        leading: distance from one baseline to the next.
        lines: from top to bottom.
    """

    x: float
    baseline: float
    leading: float
    lines: Sequence[TextLine]


class Stroke(NamedTuple):
    """A straight horizontal or vertical stroke of a table's border, centred on its coordinates."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float


Color = tuple[float, float, float]
"""Red, green and blue of sRGB, from 0 to 1."""


class Fill(NamedTuple):
    """A rectangle of one colour behind the text (底纹)."""

    left: float
    top: float
    right: float
    bottom: float
    color: Color


Item = PlacedLines | Stroke | Fill | Tag
"""What stands on a page to be seen, and whose it is."""


class Bookmark(NamedTuple):
    """An entry of the document outline, leading to ``y`` on the page that holds it."""

    level: int
    text: str
    y: float


class Link(NamedTuple):
    """An area of a page that leads to a heading of the document, wherever that stands.

    Attributes:
        left: edge of the area.
        top: edge of the area.
        right: edge of the area.
        bottom: edge of the area.
        heading: how many bookmarks the document has before that of the heading.
        text: of the entry that leads there.
        element: that it is, where the document has a structure.
    """

    left: float
    top: float
    right: float
    bottom: float
    heading: int
    text: str
    element: Element | None


class FinishedPage(NamedTuple):
    """One finished page.

    Attributes:
        width: of the paper.
        height: of the paper.
        items: in reading order, which is also the order of the text in the file.
        bookmarks: headings that start on this page.
        links: areas that lead to headings.
        late: gives what else is to be seen, once the number of the last page is known.
        number: of the page; None for a cover that is not counted.
    """

    width: float
    height: float
    items: Sequence[Item]
    bookmarks: Sequence[Bookmark]
    links: Sequence[Link] = ()
    late: Callable[[int], Sequence[Item]] | None = None
    number: int | None = None
