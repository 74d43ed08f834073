"""How fast are the statistics, beside R, beside the best library in Python, and beside reading the answers once?

Invented answers of 7,382 people x 20 items in 99 teams and of 1,000,000 x 30 in 50,000 teams, as int8 in memory. Each
step of ours is the median of five. R (psych, lme4, data.table) does the same, the median of three, when `Rscript` is
there; reading is not counted. R's rwg(j) is that of the package multilevel, written out, on the first 2,000 teams and
then multiplied; its mixed model is that of one item. The peer is mixedlm or else statsmodels, from the Python named in
MORTEL_PEER_PYTHON (they are no dependency of Mortel): a mixed model of one item, the best of three, statsmodels on a
tenth of the people.
The whole scoring pass is what closing a round of that size takes from the ballots to the last word; the aim is 3
seconds and 1.5 GB for a million people.
Times share the machine with whatever else runs, so the ratio is what can be compared.

    python -m benchmarks.statistics                       (both sizes, some minutes with R)
    python -m benchmarks.statistics --small               (7,382 people only)
    MORTEL_PEER_PYTHON=/path/to/python python -m benchmarks.statistics

Prints for each size a table and one line of JSON: seconds, how many passes over the answers that is, and R's time in
ours.
"""

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mortel.pure import stats
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.shapes import Ballots, RoundForm, Unit
from mortel.pure.scoring.contrast import contrasts
from mortel.pure.scoring.estimates import estimates
from mortel.pure.scoring.scores import score_blocks

ROUNDS = 5
DEPARTMENT = 100


@dataclass(frozen=True, slots=True)
class Size:
    people: int
    items: int
    teams: int


SIZES = (Size(7_382, 20, 99), Size(1_000_000, 30, 50_000))

# What R and the peer call a step -> what we call it.
R_STEPS = {
    "covariance": "covariance",
    "alpha": "alpha and items, from the answers",
    "omega": "omega",
    "teams": "means and variances by team",
    "lmer": "REML of one item",
    "rwg_j": "rwg(j) from the answers",
}

IN_R = """
given <- commandArgs(TRUE); n <- as.integer(given[3]); k <- as.integer(given[4])
x <- matrix(readBin(given[1], "integer", n * k, size = 1), n, k, dimnames = list(NULL, paste0("x", seq_len(k))))
g <- readBin(given[2], "integer", n, size = 4)
has <- function(name) suppressPackageStartupMessages(requireNamespace(name, quietly = TRUE))
seconds <- function(work) median(sapply(1:3, function(round) { gc(); system.time(work())[["elapsed"]] }))
out <- c()
storage.mode(x) <- "double"
C <- cov(x)
out["covariance"] <- seconds(function() cov(x))
alpha <- function() suppressWarnings(psych::alpha(x, check.keys = FALSE, warnings = FALSE))
if (has("psych")) out["alpha"] <- seconds(alpha)
out["omega"] <- seconds(function() factanal(covmat = C, factors = 1, n.obs = n))
if (has("data.table")) {
  d <- data.table::as.data.table(x); d[["g"]] <- g
  out["teams"] <- seconds(function() d[, c(lapply(.SD, mean), lapply(.SD, var)), by = g])
}
if (has("lme4")) {
  one <- data.frame(y = x[, 1], g = factor(g))
  out["lmer"] <- seconds(function() lme4::lmer(y ~ 1 + (1 | g), one))
}
teams <- unique(g); few <- teams[seq_len(min(2000, length(teams)))]; there <- g %in% few
rwg_j <- function(rows) {
  if (nrow(rows) < 2) return(NA)
  s <- mean(apply(rows, 2, var)) / 2
  if (s > 1) 0 else ncol(rows) * (1 - s) / (ncol(rows) * (1 - s) + s)
}
frame <- data.frame(x[there, ])
out["rwg_j"] <- seconds(function() sapply(split(frame, g[there]), rwg_j)) * length(teams) / length(few)
cat(sprintf("{%s}", paste(sprintf('"%s": %.4f', names(out), out), collapse = ", ")))
"""

IN_PEER = """
import json, sys, time
import numpy as np
try:
    import mixedlm, pandas
    name = "mixedlm"
except ImportError:
    import statsmodels.api, pandas
    name = "statsmodels"
y, g = np.fromfile(sys.argv[1], np.int8, int(sys.argv[3])), np.fromfile(sys.argv[2], np.int32)
share = 1 if name == "mixedlm" else min(1, 1e5 / len(y))
kept = g < share * (g.max() + 1)
frame = pandas.DataFrame({"y": y[kept].astype(float), "g": g[kept].astype(str)})
times = []
for _ in range(3):
    begun = time.perf_counter()
    if name == "mixedlm":
        mixedlm.lmer("y ~ 1 + (1|g)", frame)
    else:
        statsmodels.api.MixedLM(frame["y"], np.ones(len(frame)), frame["g"]).fit()
    times.append(time.perf_counter() - begun)
print(json.dumps({"name": name, "share": share, "seconds": min(times)}))
"""


def answers(size: Size) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Five points, ICC about .1, alpha about .9; nothing left open; teams in no order."""
    rng = np.random.default_rng(1)
    team = rng.integers(0, size.teams, size.people).astype(np.int32)
    person = 0.3 * rng.standard_normal(size.teams, np.float32)[team]
    person += 0.5 * rng.standard_normal(size.people, np.float32)
    items = np.empty((size.people, size.items), np.int8)
    for index in range(size.items):
        felt = 3.2 + person + 0.7 * rng.standard_normal(size.people, np.float32)
        items[:, index] = np.clip(np.rint(felt), 1, 5)
    return items, team


def ours(items: NDArray[np.int8], team: NDArray[np.int32]) -> dict[str, float]:
    """Seconds of each step, in the order in which one needs the other."""
    seconds: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        seconds[name], made = _median(work)
        return made

    step("one pass over the answers", lambda: items.sum())
    moments = step("covariance", lambda: stats.sufficient.item_moments(items, missing=0))
    step("alpha and items", lambda: stats.reliability.alpha(moments))
    step("omega", lambda: stats.omega.one_factor(moments))
    groups = step(
        "means and variances by team",
        lambda: stats.sufficient.group_moments(items, team, missing=0, complete=True),
    )
    columns = range(items.shape[1])
    step("ICC by ANOVA, every item", lambda: [stats.icc.anova(groups.item(index)) for index in columns])
    step("ICC by REML, every item", lambda: [stats.icc.reml(groups.item(index)) for index in columns])
    step("rwg(j)", lambda: stats.agreement.rwg_j(groups, 2))
    scores = stats.sufficient.one_way(items.mean(axis=1), team)
    sampling = scores.within / (scores.n - len(scores.sizes)) / scores.sizes
    step(
        "empirical Bayes with intervals, one dimension",
        lambda: stats.shrinkage.empirical_bayes(scores.means, sampling).interval(0.8),
    )
    one = step("means and variances by team, one item", lambda: stats.sufficient.one_way(items[:, 0], team))
    fit = step("REML", lambda: stats.icc.reml(one))
    ballots, parents = a_round(items, team)
    step("whole scoring pass", lambda: scoring_pass(ballots, parents))
    seconds["REML of one item"] = seconds["means and variances by team, one item"] + seconds.pop("REML")
    seconds["alpha and items, from the answers"] = seconds["covariance"] + seconds["alpha and items"]
    seconds["rwg(j) from the answers"] = seconds["means and variances by team"] + seconds["rwg(j)"]
    if not 0 < fit.icc1 < 1:
        raise SystemExit(f"the invented teams differ: an ICC of {fit.icc1} is wrong")
    return seconds


def a_round(items: NDArray[np.int8], team: NDArray[np.int32]) -> tuple[Ballots, NDArray[np.int64]]:
    """The same answers as a closed round: a hundred teams to a department, dimensions of five items or four."""
    people, columns = items.shape
    teams = int(team.max()) + 1
    departments = -(-teams // DEPARTMENT)
    tree = (
        Unit("all", None),
        *(Unit(f"d{at}", "all") for at in range(departments)),
        *(Unit(f"t{at}", f"d{at // DEPARTMENT}") for at in range(teams)),
    )
    form = RoundForm(
        tuple(f"item{at}" for at in range(columns)), tuple(f"d{at * 6 // columns}" for at in range(columns))
    )
    ids = np.random.default_rng(2).integers(0, 2**64, (people, 2), dtype=np.uint64)
    parents = np.concatenate([[0], np.arange(departments), np.arange(teams) // DEPARTMENT])
    return Ballots("benchmark", form, tree, ids, team.astype(np.int64) + 1 + departments, items), parents


def scoring_pass(ballots: Ballots, parents: NDArray[np.int64]) -> None:
    """Blocks, sums, protection, dimensions, what is believed of each block, and all words of one round."""
    promise = Promise()
    released = protect(ballots, blocks_of(ballots, promise), b"a secret of the benchmark, 32 bytes", promise)
    scores = score_blocks(released)
    place = {unit.id: at for at, unit in enumerate(ballots.tree)}
    estimates(scores, parents[[place[block.unit] for block in released.blocks]])
    contrasts(scores)


def _median(work: Callable[[], Any]) -> tuple[float, Any]:
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), made


def theirs(items: NDArray[np.int8], team: NDArray[np.int32]) -> tuple[dict[str, float], dict[str, Any]]:
    """Seconds of R by our names of the steps, and what the peer says of its one."""
    with tempfile.TemporaryDirectory(prefix="mortel-statistics-") as folder:
        answers_file, team_file, script = (Path(folder) / name for name in ("answers", "teams", "steps.R"))
        answers_file.write_bytes(np.asfortranarray(items).tobytes("F"))
        team_file.write_bytes(team.tobytes())
        script.write_text(IN_R)
        given = [str(answers_file), str(team_file), *map(str, items.shape)]
        in_r, peer = {}, {}
        if rscript := shutil.which("Rscript"):
            said = json.loads(_said([rscript, str(script), *given]))
            in_r = {R_STEPS[name]: value for name, value in said.items()}
        if python := os.environ.get("MORTEL_PEER_PYTHON"):
            peer = json.loads(_said([python, "-W", "ignore", "-c", IN_PEER, *given]))
    return in_r, peer


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def report(size: Size) -> dict[str, Any]:
    items, team = answers(size)
    seconds = ours(items, team)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    in_r, peer = theirs(items, team)
    one_pass = seconds["one pass over the answers"]
    print(f"\n{size.people:,} x {size.items} in {size.teams:,} teams; at most {peak:.0f} MB with the answers")
    print(f"{'':48}{'seconds':>10}{'passes':>9}{'R':>9}{'R / ours':>10}")
    for name, spent in seconds.items():
        beside = f"{in_r[name]:9.3f}{in_r[name] / spent:10.1f}" if name in in_r else ""
        print(f"{name:48}{spent:10.4f}{spent / one_pass:9.1f}{beside}")
    if peer:
        whole = peer["seconds"] / peer["share"]
        ratio = whole / seconds["REML of one item"]
        print(f"{peer['name']}: REML of one item {whole:.3f} s, {ratio:.1f} times ours")
    return {
        "size": [size.people, size.items, size.teams],
        "seconds": seconds,
        "r": in_r,
        "peer": peer,
        "peak_mb": peak,
    }


def main() -> None:
    options = argparse.ArgumentParser(description="The statistics beside R.")
    options.add_argument("--small", action="store_true", help="7,382 people only")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one is not None:
        print(json.dumps(report(SIZES[given.one])))
        return
    # Each size in a process of its own, or the peak of one would be that of the other.
    for number in range(1 if given.small else len(SIZES)):
        subprocess.run([sys.executable, "-m", "benchmarks.statistics", "--one", str(number)], check=True)


if __name__ == "__main__":
    main()
