"""Excel files as such: what stands in the cells of a workbook (.xlsx, .xls, .ods), and how."""
