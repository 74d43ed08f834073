"""What a closed round says, as pages show it: made once at closing, stored, and read by everything.

`shapes` says what comes out, `making.make` makes it of a closing and its `record`. Both go to JSON and back by msgspec.
What stands where, and by which rule: docs/algorithms/results.md.
"""
