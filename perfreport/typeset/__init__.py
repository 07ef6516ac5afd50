"""From markup to display lists: pages of glyphs and strokes, whatever file they are for."""
