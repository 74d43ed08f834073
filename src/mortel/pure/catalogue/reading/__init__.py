"""How each kind of content file becomes shapes. `loader` calls these; nobody else needs to.

A reader gives pairs of a thing and the table it came from, so that a later check can name file and line.
"""
