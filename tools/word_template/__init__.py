"""Makes a Word template of a description: a page of text with tables typed row by row.

The description says what a blank form looks like, with tags where its texts go; the Word file is
edited in Word from then on. Tags are text to this tool: whether they name anything is found when
the form is loaded. ``docs/word-templates.md`` says how a description is written.

From ``reading`` comes a ``description``; ``word_file`` turns it into a file.
"""
