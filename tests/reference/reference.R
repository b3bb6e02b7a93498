# Reference values for tests/it/reference.rs, made with published R packages from
# real answers that R packages carry. Two files are written beside this one:
#
#   data.json      the answers: scales 1-4, 1-5, 1-6 and percentages, with
#                  reverse-keyed items and missing answers as they are
#   expected.json  what the packages make of them, and the versions used
#
#   Rscript reference.R
#
# The score of a person is the mean of the answered keyed items if at least half
# of them are answered.
suppressPackageStartupMessages({
  library(jsonlite)
  library(psych)
  library(psychTools)
  library(multilevel)
  library(survey)
  library(coin)
  library(effectsize)
})

# ---- data ------------------------------------------------------------------

# Real answers, 1 to 6: agreeableness, by gender, A1 reverse-keyed.
data(bfi, package = "psychTools")
# Real answers, 1 to 5: leadership (11 items) and task significance (3 items),
# some companies of between 10 and 99 people.
data(lq2002, package = "multilevel")
lq <- lq2002[lq2002$COMPID %in% c(6, 7, 14, 15, 38, 50, 56), ]
# Real answers, 1 to 4: state anxiety of the same people at two times; the calm
# words are reverse-keyed.
data(sai, package = "psychTools")
words <- names(sai)[4:23]
calm <- c("calm", "secure", "at.ease", "rested", "comfortable", "confident",
          "relaxed", "content", "joyful", "pleasant")
both <- sai[sai$study == "AGES", ]
before <- both[both$time == 1, ]
after <- both[both$time == 2, ]
before <- before[order(before$id), ]
after <- after[order(after$id), ]
stopifnot(identical(before$id, after$id))

dataset <- function(frame, columns, low, high, reverse = character(), group = rep(1, nrow(frame))) {
  list(columns = columns, low = low, high = high,
       reverse = as.integer(columns %in% reverse),
       group = as.integer(group),
       rows = unname(as.matrix(frame[, columns])))
}

data <- list(
  bfi = dataset(bfi, paste0("A", 1:5), 1, 6, "A1", bfi$gender),
  # Two conscientiousness items, for the case of two items; C4 and C5 reversed.
  bfi_pair = dataset(bfi[1:120, ], c("C4", "C5"), 1, 6, c("C4", "C5")),
  # The first forty men and six women: two sides of very different size.
  bfi_few = dataset(rbind(head(bfi[bfi$gender == 1, ], 40), head(bfi[bfi$gender == 2, ], 6)),
                    paste0("C", 1:5), 1, 6, c("C4", "C5"), rep(1:2, c(40, 6))),
  leadership = dataset(lq, sprintf("LEAD%02d", 1:11), 1, 5, character(), lq$COMPID),
  task = dataset(lq, sprintf("TSIG%02d", 1:3), 1, 5, character(), lq$COMPID),
  before = dataset(before, words, 1, 4, calm),
  after = dataset(after, words, 1, 4, calm),
  attitude = dataset(attitude, names(attitude), 0, 100)
)

keyed <- function(d) {
  x <- d$rows
  for (j in which(d$reverse == 1)) x[, j] <- d$low + d$high - x[, j]
  x
}
scores <- function(d) {
  x <- keyed(d)
  answered <- rowSums(!is.na(x))
  ifelse(2 * answered >= ncol(x), rowMeans(x, na.rm = TRUE), NA)
}
of_group <- function(name, group) {
  d <- data[[name]]
  s <- scores(d)
  s[d$group == group & !is.na(s)]
}
sizes <- function(name) sort(unique(data[[name]]$group))

# ---- moments and intervals -------------------------------------------------

svy <- function(values, roster) {
  frame <- data.frame(y = values, N = if (is.null(roster)) 1 else roster)
  design <- if (is.null(roster)) svydesign(~1, data = frame, weights = ~N)
            else svydesign(~1, data = frame, fpc = ~N)
  estimate <- svymean(~y, design)
  ci <- confint(estimate, df = degf(design))
  list(value = unname(coef(estimate)), se = unname(SE(estimate)[1]), df = degf(design),
       low = ci[1], high = ci[2])
}
support <- function(value, se, df, cuts) diff(c(0, pt((cuts - value) / se, df), 1))

moments <- list()
intervals <- list()
for (name in names(data)) for (group in sizes(name)) {
  y <- of_group(name, group)
  moments[[length(moments) + 1]] <- list(data = name, group = group, n = length(y), mean = mean(y), variance = var(y))
  d <- data[[name]]
  cuts <- d$low + (d$high - d$low) * c(0.25, 0.5, 0.75)
  for (roster in list(NULL, length(y) + 1, length(y) + 7, 3 * length(y))) {
    s <- svy(y, roster)
    intervals[[length(intervals) + 1]] <- c(
      list(data = name, group = group, roster = if (is.null(roster)) NA else roster), s,
      list(cuts = cuts, support = support(s$value, s$se, s$df, cuts)))
  }
}

strata <- function(name, groups, weights, rosters = NULL) {
  ys <- lapply(groups, of_group, name = name)
  n <- lengths(ys)
  w <- weights / sum(weights)
  frame <- data.frame(y = unlist(ys), h = rep(seq_along(ys), n), w = rep(w / n, n))
  design <- if (is.null(rosters)) svydesign(~1, strata = ~h, weights = ~w, data = frame) else {
    frame$N <- rep(rosters, n)
    svydesign(~1, strata = ~h, weights = ~w, fpc = ~N, data = frame)
  }
  estimate <- svymean(~y, design)
  # survey has no Satterthwaite degrees of freedom; by hand, and equal to
  # t.test's for two equal weights without rosters (checked below).
  v <- w^2 * sapply(ys, var) / n * (if (is.null(rosters)) 1 else 1 - n / rosters)
  df <- sum(v)^2 / sum(v^2 / (n - 1))
  ci <- confint(estimate, df = df)
  # Kish, from the weights of the people.
  kish <- sum(frame$w)^2 / sum(frame$w^2)
  list(data = name, groups = groups, weights = weights, rosters = if (is.null(rosters)) NA else rosters,
       value = unname(coef(estimate)), se = unname(SE(estimate)[1]), df = df, low = ci[1], high = ci[2], effective_n = kish)
}
stratified <- list(
  strata("bfi_few", 1:2, c(1, 1)),
  strata("bfi_few", 1:2, c(1, 1), c(55, 9)),
  strata("bfi", 1:2, c(1, 1), c(1000, 4000)),
  strata("leadership", c(14, 15), c(1, 1), c(14, 100)),
  strata("leadership", c(14, 15), c(14, 100), c(14, 100)),
  strata("task", c(6, 7, 14, 15, 38), c(1, 2, 3, 1, 0.5)),
  strata("task", c(6, 7, 14, 15, 38), c(1, 1, 1, 1, 1), c(13, 20, 12, 200, 32))
)
stopifnot(all.equal(stratified[[1]]$df,
  unname(t.test(of_group("bfi_few", 1), of_group("bfi_few", 2))$parameter)))

# ---- gap -------------------------------------------------------------------

pairs <- list(list("bfi", 1, 2), list("bfi_few", 1, 2), list("leadership", 14, 15), list("leadership", 6, 7),
              list("leadership", 7, 56), list("task", 6, 7), list("task", 14, 15), list("task", 38, 50),
              list("task", 14, 6), list("task", 38, 14))
gaps <- lapply(pairs, function(pair) {
  a <- of_group(pair[[1]], pair[[2]])
  b <- of_group(pair[[1]], pair[[3]])
  t <- t.test(a, b)
  frame <- data.frame(y = c(a, b), g = factor(rep(1:2, c(length(a), length(b)))))
  # Exact ties need exact comparison: means of items differ in the last bit.
  frame$y <- round(frame$y, 9)
  small <- min(length(a), length(b)) <= 60
  mann <- wilcox.test(y ~ g, data = frame, exact = FALSE, correct = TRUE)
  list(data = pair[[1]], first = pair[[2]], second = pair[[3]],
       value = unname(t$estimate[1] - t$estimate[2]), se = t$stderr, df = unname(t$parameter),
       low = t$conf.int[1], high = t$conf.int[2], p = t$p.value,
       u = unname(mann$statistic), p_asymptotic = mann$p.value,
       p_exact = if (small) as.numeric(pvalue(wilcox_test(y ~ g, data = frame, distribution = "exact"))) else NA,
       superiority = p_superiority(y ~ g, data = frame, parametric = FALSE)$p_superiority,
       cliff = cliffs_delta(y ~ g, data = frame, ci = NULL)$r_rank_biserial,
       hedges = hedges_g(a, b, pooled_sd = TRUE)$Hedges_g)
})
# Without ties R's own exact test is the same test; a few against many.
untied <- lapply(list(c(9, 300, 1), c(9, 1000, 3), c(5, 40, 4), c(49, 60, 2)), function(s) {
  pool <- seq_len(s[1] + s[2])
  a <- sort((pool * 7 * s[3]) %% (s[1] + s[2] + 12))[c(TRUE, rep(FALSE, 5 - s[3]))][seq_len(s[1])]
  a <- sort(unique(a * 3 + s[3]))
  b <- setdiff(seq_len(3 * (s[1] + s[2])), a)[seq_len(s[2])]
  w <- wilcox.test(a, b, exact = TRUE)
  list(first = a, second = b, u = unname(w$statistic), p = w$p.value)
})
raw <- c(0.0123, 0.2, 0.04, 0.0009, 0.9, 0.04, 0.31, 0.007)
holm <- list(p = raw, adjusted = p.adjust(raw, "holm"))

# ---- agreement -------------------------------------------------------------

cells <- list(list("leadership", 6), list("leadership", 14), list("leadership", 15), list("task", 7), list("task", 38),
              list("task", 50), list("before", 1), list("after", 1), list("bfi_few", 1), list("bfi_few", 2), list("bfi", 2))
agreements <- lapply(cells, function(cell) {
  d <- data[[cell[[1]]]]
  x <- keyed(d)[d$group == cell[[2]], ]
  x <- x[complete.cases(x), ]
  options <- d$high - d$low + 1
  g <- rep(1, nrow(x))
  uniform <- (options^2 - 1) / 12
  list(data = cell[[1]], group = cell[[2]], n = nrow(x),
       variance = unname(apply(x, 2, var)),
       deviation_items = unname(apply(x, 2, function(v) ad.m(v, g)$AD.M)),
       deviation = ad.m(x, g)$AD.M,
       r_star = rwg.j.lindell(x, g, ranvar = uniform)$rwg.lindell,
       uniform = rwg.j(x, g, ranvar = uniform)$rwg.j,
       skew = if (options == 5) rwg.j(x, g, ranvar = 1.34)$rwg.j else NA)
})

# ---- reliability -----------------------------------------------------------

sets <- list(list("bfi", TRUE, 2800), list("bfi", FALSE, 2800), list("bfi", TRUE, 25), list("leadership", TRUE, 2800),
             list("task", TRUE, 12), list("task", TRUE, 45), list("before", TRUE, 2800), list("before", FALSE, 2800),
             list("after", TRUE, 20), list("attitude", TRUE, 30), list("bfi_pair", TRUE, 120), list("bfi_pair", TRUE, 11))
reliabilities <- lapply(sets, function(set) {
  d <- data[[set[[1]]]]
  x <- if (set[[2]]) keyed(d) else d$rows
  x <- head(x, set[[3]])
  x <- x[complete.cases(x), ]
  colnames(x) <- d$columns
  a <- suppressWarnings(psych::alpha(as.data.frame(x), check.keys = FALSE, warnings = FALSE))
  k <- ncol(x)
  stopifnot(all.equal(a$total$raw_alpha, multilevel::cronbach(x)$Alpha))
  # psych's own Feldt interval takes the harmonic n; with complete rows it is n.
  feldt <- unlist(psychometric::alpha.CI(a$total$raw_alpha, k, nrow(x), 0.95))
  # psychometric's alpha.CI is checked against the formula with R's F.
  by_hand <- 1 - (1 - a$total$raw_alpha) * qf(c(.975, .025), nrow(x) - 1, (nrow(x) - 1) * (k - 1))
  rest <- sapply(1:k, function(j) unlist(cor.test(x[, j], rowSums(x[, -j, drop = FALSE]))[c("estimate", "conf.int")]))
  r <- cor(x)
  pair <- if (k == 2) cor.test(x[, 1], x[, 2])$conf.int else c(NA, NA)
  list(data = set[[1]], keyed = set[[2]], first_rows = set[[3]], n = nrow(x), alpha = a$total$raw_alpha,
       psych_feldt = unname(unlist(a$feldt[c("lower.ci", "upper.ci")])), psychometric = unname(feldt), low = by_hand[1], high = by_hand[2],
       standardised = a$total$std.alpha, pair_low = pair[1], pair_high = pair[2],
       psych_r_drop = a$item.stats$r.drop, rest = unname(rest[1, ]), rest_low = unname(rest[2, ]), rest_high = unname(rest[3, ]),
       mean_r = mean(r[lower.tri(r)]), covariance = unname(cov(x)), total_variance = var(rowSums(x)))
})
for (one in reliabilities) stopifnot(all.equal(one$psych_r_drop, one$rest))

# ---- shares, change, runs --------------------------------------------------

shares <- lapply(list(c(0, 12), c(1, 10), c(7, 11), c(46, 46), c(400, 1003), c(999999, 1000000)), function(s) {
  w <- suppressWarnings(prop.test(s[1], s[2], correct = FALSE))
  list(count = s[1], n = s[2], low = w$conf.int[1], high = w$conf.int[2])
})

one <- scores(data$before)
two <- scores(data$after)
use <- !is.na(one) & !is.na(two)
t <- t.test(two[use], one[use], paired = TRUE)
w <- t.test(two[!is.na(two)], one[!is.na(one)])
d <- (two - one)[use]
change <- list(n = length(d), value = mean(d), se = t$stderr, df = unname(t$parameter), low = t$conf.int[1], high = t$conf.int[2],
               p = t$p.value, standardised = hedges_g(two[use], one[use], paired = TRUE)$Hedges_g,
               unlinked = list(value = unname(w$estimate[1] - w$estimate[2]), se = w$stderr, df = unname(w$parameter),
                               low = w$conf.int[1], high = w$conf.int[2], p = w$p.value))

runs <- lapply(c("before", "leadership", "bfi"), function(name) {
  x <- data[[name]]$rows
  list(data = name, longest = apply(x, 1, function(row) if (anyNA(row)) NA else max(rle(row)$lengths)))
})

versions <- c(R = paste(R.version$major, R.version$minor, sep = "."),
              sapply(c("psych", "psychTools", "multilevel", "psychometric", "survey", "coin", "effectsize"),
                     function(p) as.character(packageVersion(p))))
expected <- list(made_with = as.list(versions), moments = moments, intervals = intervals, stratified = stratified,
                 gaps = gaps, untied = untied, holm = holm, agreements = agreements, reliabilities = reliabilities, shares = shares,
                 change = change, runs = runs)

save <- function(value, file, ...) writeLines(toJSON(value, auto_unbox = TRUE, na = "null", null = "null", ...), file)
save(data, "data.json")
save(expected, "expected.json", digits = I(17))
