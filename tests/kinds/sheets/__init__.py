"""项目申报书: a kind that the tests alone know, for Word templates as strangers draw them."""

from perfreport.kinds.kind import Kind, Kinds
from tests.kinds.sheets.form import ProjectSheetsForm

PROJECT_SHEETS = Kind(form=ProjectSheetsForm, called="申报书")
KINDS = Kinds(PROJECT_SHEETS)
