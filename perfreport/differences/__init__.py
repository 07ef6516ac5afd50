"""What differs between two documents of one kind, field by field and row by row."""

from perfreport.differences.applying import apply
from perfreport.differences.comparing import compare_documents
from perfreport.differences.difference import Change, Difference
from perfreport.differences.merging import Conflict, Merged, merge
from perfreport.differences.segments import Segment, SegmentKind

__all__ = [
    "Change",
    "Conflict",
    "Difference",
    "Merged",
    "Segment",
    "SegmentKind",
    "apply",
    "compare_documents",
    "merge",
]
