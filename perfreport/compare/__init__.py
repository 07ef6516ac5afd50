"""What differs between two documents of one kind, field by field and row by row."""

from perfreport.compare.applying import apply
from perfreport.compare.difference import Change, Difference
from perfreport.compare.documents import compare_documents
from perfreport.compare.merging import MergeConflict, Merged, merge
from perfreport.compare.segments import Segment, SegmentKind

__all__ = [
    "Change",
    "Difference",
    "MergeConflict",
    "Merged",
    "Segment",
    "SegmentKind",
    "apply",
    "compare_documents",
    "merge",
]
