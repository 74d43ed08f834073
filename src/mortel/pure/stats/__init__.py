"""The statistics: arrays in, frozen shapes out, each figure equal to R's.

`from mortel.pure import stats; stats.icc.reml(stats.sufficient.one_way(scores, teams))`. One module for one subject;
docs/statistics.md says which formula, source and reference stands behind each. No function guesses: what the data do
not allow is one `StatsError` with a sentence.
"""

from mortel.pure.stats import (
    agreement,
    arguments,
    careless,
    clustered,
    contextual,
    did,
    distributions,
    effect_sizes,
    errors,
    icc,
    interval,
    missing,
    mixed,
    multiplicity,
    nested,
    omega,
    optimise,
    pooling,
    proportions,
    rank_tests,
    regression,
    reliability,
    shape,
    shrinkage,
    smoothing,
    sufficient,
)

__all__ = [
    "agreement",
    "arguments",
    "careless",
    "clustered",
    "contextual",
    "did",
    "distributions",
    "effect_sizes",
    "errors",
    "icc",
    "interval",
    "missing",
    "mixed",
    "multiplicity",
    "nested",
    "omega",
    "optimise",
    "pooling",
    "proportions",
    "rank_tests",
    "regression",
    "reliability",
    "shape",
    "shrinkage",
    "smoothing",
    "sufficient",
]
