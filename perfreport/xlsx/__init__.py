"""The printed form as a workbook (.xlsx), made from the same markup as the PDF.

Its modules from the lowest: plan; numbers, looks, grid; contents; rows; sheets; formulas, paper;
writer.
"""
