# Wilcoxon's tests, Cliff's delta, reliable change and a regression with HC1, on our own simulated data.
# Usage, in this folder: Rscript ranks.R > ranks.json
suppressMessages(library(jsonlite)); options(digits = 17)
did <- read.csv("sim_did.csv"); climate <- read.csv("sim_climate.csv")
wide <- merge(did[did$wave == 0, c("person", "score")], did[did$wave == 1, c("person", "score")], by = "person")
wide <- wide[order(wide$person), ]
first <- climate[climate$wave == 1, ]
ties_a <- na.omit(first$lead1[first$lang == "nl"]); ties_b <- na.omit(first$lead1[first$lang == "en"])
answers <- na.omit(first[, c("lead1", "lead2")])
test <- function(...) { q <- suppressWarnings(wilcox.test(...)); list(statistic = unname(q$statistic), p = q$p.value) }
delta <- function(a, b) { o <- outer(a, b, "-"); mean(o > 0) - mean(o < 0) }
x <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30); y <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
out <- list(
  signed_hollander_wolfe = test(x, y, paired = TRUE),
  signed_small = test(wide$score.y[1:30], wide$score.x[1:30], paired = TRUE),
  signed_large = test(wide$score.y, wide$score.x, paired = TRUE),
  signed_ties = test(answers$lead2, answers$lead1, paired = TRUE),
  sum_small = test(wide$score.x[1:12], wide$score.x[13:40]),
  sum_uneven = test(wide$score.x[1:3], wide$score.x[13:14]),
  sum_large = test(wide$score.x[1:300], wide$score.x[301:500]),
  sum_ties = test(ties_a, ties_b),
  cliff_ties = delta(ties_a, ties_b), n = nrow(wide), n_ties = c(nrow(answers), length(ties_a), length(ties_b)),
  reliable_change = qnorm(.975) * sqrt(2) * .7 * sqrt(1 - .9))
cat(toJSON(out, auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
