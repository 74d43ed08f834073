"""The content of Mortel (`content/`) as typed shapes, read strictly.

`loader.load_catalogue(folder)` reads it once at start; `shapes` says what comes out.
"""
