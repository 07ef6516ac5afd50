"""Charts of a report as SVG, of which the same numbers make the same text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from perfreport.basics import extras, resources
from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex

_FACE = "FandolHei-Regular.otf"
"""That texts are measured with; whoever shows the page has a face of the own."""
_WIDTH, _HEIGHT_OF_BAR, _HEIGHT_BESIDE = 5.6, 0.36, 0.5
"""In inches, of which a page has 72 points."""
_INK, _PALE, _BAR = "#1f2933", "#8795a1", "#2f5d8a"
_LONGEST_LABEL = 22

_BOX = regex(r'viewBox="[^"]*"')
_DRAWING = regex(r"<svg [^>]*>(.*)</svg>", re.DOTALL)
_METADATA = regex(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_STYLE = regex(r"\s*<style.*?</style>", re.DOTALL)
_ID = regex(r' id="([^"]*)"')


class Bars(NamedTuple):
    """What a chart shows.

    Attributes:
        title: of the chart.
        labels: of its bars, from above.
        numbers: that they stand for.
        colours: of the bars; they say nothing that labels do not say.
    """

    title: str
    labels: Sequence[str]
    numbers: Sequence[int]
    colours: Sequence[str] = (_BAR,)


def drawn(bars: Bars) -> str:
    """``bars`` as an SVG element for a page, which readers of screens are told in words.

    Raises:
        ExtraError: when matplotlib is not installed.
    """
    with extras.charts():
        import matplotlib
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    labels = [shown(each, _LONGEST_LABEL) for each in bars.labels]
    settings: dict[Any, Any] = {
        "font.family": [_family()],
        "font.size": 10,
        "svg.fonttype": "none",  # the browser sets the text
        "svg.hashsalt": bars.title,
        "text.parse_math": False,  # a dollar sign is one
    }
    with matplotlib.rc_context(settings):
        height = _HEIGHT_BESIDE + _HEIGHT_OF_BAR * len(labels)
        figure = Figure((_WIDTH, height), layout="constrained")
        figure.patch.set_visible(False)
        _draw(figure.add_subplot(facecolor="none"), bars, labels)
        file = io.StringIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(file, metadata={"Date": None})
    return _for_page(file.getvalue(), bars)


def _draw(axes: Any, bars: Bars, labels: Sequence[str]) -> None:
    places = range(len(labels))
    colours = [bars.colours[place % len(bars.colours)] for place in places]
    made = axes.barh(places, bars.numbers, color=colours, height=0.66)
    axes.set_yticks(places, labels, color=_INK)
    axes.invert_yaxis()
    axes.bar_label(made, [f"{number:,}" for number in bars.numbers], padding=4, color=_INK)
    axes.tick_params(length=0)
    axes.set_xticks([])
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_PALE)


@cache
def _family() -> str:
    """The name of the face that texts are measured with, which is then known."""
    from matplotlib.font_manager import FontProperties, fontManager

    path = resources.fonts() / "fandol" / _FACE
    fontManager.addfont(path)
    return FontProperties(fname=path).get_name()


def _for_page(svg: str, bars: Bars) -> str:
    """``svg`` as part of a page, in which each name stands for one thing."""
    numbers = map("{:,}".format, bars.numbers)
    told = "；".join(map(" ".join, zip(bars.labels, numbers, strict=True)))
    used = set(re.findall(r"#([\w-]+)", svg))
    box = _BOX.search(svg)
    drawing = _DRAWING.search(_STYLE.sub("", _METADATA.sub("", svg)))
    if not (box and drawing):
        raise ValueError("this is no SVG")
    return (
        f'<svg {box[0]} role="img" aria-label={quoteattr(bars.title)}>'
        f"<title>{escape(bars.title)}</title><desc>{escape(told)}</desc>"
        f"{_ID.sub(lambda found: found[0] if found[1] in used else '', drawing[1])}</svg>"
    )
