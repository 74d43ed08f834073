"""Rules without a database: numbers, texts and answers in, frozen shapes out.

Nothing here knows Django, a clock, the network or chance; what a rule needs is passed in.
"""
