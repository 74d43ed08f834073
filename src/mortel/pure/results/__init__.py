"""What a closed round says, as pages show it: made once at closing, stored, and read by everything.

`shapes` says what comes out, `making.make` makes it of a closing. The shapes go to JSON and back (`stored`).
"""
