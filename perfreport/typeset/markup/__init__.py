"""From a template's markup to blocks in styles."""
