"""Questions of a round: the bank in `content/instruments`, read strictly into frozen shapes.

`reading.read_instrument(folder)` reads it, `shapes` says what comes out, `shipped` is the bank of this version.
"""
