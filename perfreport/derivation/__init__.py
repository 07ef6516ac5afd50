"""The PDF template of a form, derived from its Word template (由 Word 模板推出 PDF 版面)."""
