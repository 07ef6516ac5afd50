"""Preflight accepts a PDF/A-1b file and says what keeps another from being one."""

from tests.outside.preflight import Preflight

METADATA = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="1" pdfaid:conformance="B"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def blank_page(*, metadata: bytes = METADATA) -> bytes:
    """A PDF/A-1b file of one page with nothing on it."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream"
        % (len(metadata), metadata),
    ]
    file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size 5 /Root 1 0 R /ID [<00> <00>] >>"
    return file + (
        b"xref\n0 5\n0000000000 65535 f \n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n"
        % (table, trailer, len(file))
    )


def test_a_pdf_a_file_has_no_errors(preflight: Preflight) -> None:
    assert preflight.validate(blank_page()) == []


def test_a_file_that_does_not_say_what_it_is_has_an_error(preflight: Preflight) -> None:
    silent = METADATA.replace(b'pdfaid:part="1"', b"")

    [error, *_] = preflight.validate(blank_page(metadata=silent))

    assert error.startswith("7.")


def test_each_of_many_files_has_its_own_errors(preflight: Preflight) -> None:
    errors = preflight.validate_all([blank_page(), b"no PDF", blank_page()])

    assert [len(each) > 0 for each in errors] == [False, True, False]
