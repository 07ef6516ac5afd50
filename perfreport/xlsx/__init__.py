"""The printed form as a workbook: the bureau's own sheet."""
