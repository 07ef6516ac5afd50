"""Results on the disk: whole and in their places, for nobody who may not read the data, or none."""

from perfreport.basics.files.outbox import Outbox, file_name, write_over
from perfreport.basics.files.staging import remove_abandoned, remove_all_abandoned, temporary_folder

__all__ = [
    "Outbox",
    "file_name",
    "remove_abandoned",
    "remove_all_abandoned",
    "temporary_folder",
    "write_over",
]
