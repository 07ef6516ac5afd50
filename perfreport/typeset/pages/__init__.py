"""Blocks on pages: what stays together, what stands on each page, where headings stand."""
