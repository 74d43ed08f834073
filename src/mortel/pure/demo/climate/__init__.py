"""What people of a demo organisation answer in its climate rounds, drawn from a stated model (docs/demo.md).

`reading.read_climate(folder, ...)` reads climate.toml; `drawing.draw_round` draws one round: who answers, and what each
would fill in. No database, no clock; what may be shown of it is decided elsewhere, as for any other round.
"""
