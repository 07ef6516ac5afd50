"""Generated Word documents read back into data, whatever an editor did to them.

The form's Word template is read backwards: it says where data stand in a document and which words
are fixed. What cannot be read off the page the document remembers in an embedded part.
"""

from perfreport.office.limits import Limits
from perfreport.roundtrip.files import read_docx, read_xlsx
from perfreport.roundtrip.reading import Conflict, Edit, Note, Reading, Unplaced

__all__ = ["Conflict", "Edit", "Limits", "Note", "Reading", "Unplaced", "read_docx", "read_xlsx"]
