"""Drawing a demo organisation and its moments from a seed: same seed and day, same people, texts and dates.

`reading.read_source(folder)` reads what was written by hand; `organisation` and `moments` draw from it;
`plan` says what comes out. No database, no clock.
"""
