"""From markup to display lists: pages of glyphs and strokes, whatever file they are for.

Its stages, of which each knows only those before it: ``characters``, ``fonts``, ``display`` (what
all the others work towards), ``text``, ``markup``, ``paragraphs``, ``pages``, ``tables``. A writer
of files needs ``engine`` and ``display``, and ``fonts`` for what it embeds.
"""
