"""A Word document from anywhere, read within limits: what stands on its pages."""
