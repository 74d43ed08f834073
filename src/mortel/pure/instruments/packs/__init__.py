"""Questionnaires of others, brought in as a file: `reading.read_pack` reads one, `as_instrument` makes a bank of it.

`toml_format`, `csv_format` and `limesurvey` say what stands in a file (`draft`), `checking` whether it can be asked.
docs/packs.md tells whoever has such a file what it must hold.
"""
