"""What the statistics say when they cannot answer."""


class StatsError(ValueError):
    """The data do not allow this figure; the sentence says what is wrong and what to do about it."""
