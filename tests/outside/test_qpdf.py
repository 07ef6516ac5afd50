"""qpdf has nothing to say about a sound file, and something about a damaged one."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.outside.qpdf import Qpdf


def sound_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, "100%")
    canvas.save()
    return file.getvalue()


def test_a_sound_file_is_passed_in_silence(qpdf: Qpdf) -> None:
    assert qpdf.check(sound_pdf()) == []


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(b"no PDF", id="something else"),
        pytest.param(sound_pdf()[:900], id="cut off"),
        pytest.param(sound_pdf().replace(b"startxref", b"startxxxx"), id="no end"),
    ],
)
def test_damage_is_reported(qpdf: Qpdf, damaged: bytes) -> None:
    assert any("damaged" in line for line in qpdf.check(damaged))
