"""The statistics: arrays in, frozen shapes out, each figure equal to R's.

`from mortel.pure import stats; stats.reliability.alpha(...)`. One module for one subject; docs/statistics.md says
which formula, source and reference stands behind each. No function guesses: what the data do not allow is one
`StatsError` with a sentence.
"""

from mortel.pure.stats import arguments, distributions, errors, optimise

__all__ = ["arguments", "distributions", "errors", "optimise"]
