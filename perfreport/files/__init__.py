"""Results on the disk: whole and in their places, for those who may read the data, or not at all."""

from perfreport.files.outbox import Outbox, file_name, write_over

__all__ = ["Outbox", "file_name", "write_over"]
