"""The assessment of examples/acme, computed a second time and apart from lockstep.

Reads the answer files and the pack as plain JSON; scores, weights, intervals, gaps, agreement and
reliability come from NumPy and SciPy. Writes acme.json beside this file.

    python3 tests/reference/acme.py
"""
import glob
import json
import math
import os

import numpy
import scipy
from scipy import special, stats

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, "..", "..")
pack = json.load(open(os.path.join(root, "questions/sales-marketing.json")))
project = json.load(open(os.path.join(root, "examples/acme/lockstep.json")))
people = [json.load(open(path)) for path in sorted(glob.glob(os.path.join(root, "examples/acme/answers/*/*.json")))]
points = {q["id"]: {o["value"]: o["points"] for o in q["options"]} for q in pack["questions"]}
members = {d["id"]: [q for q in pack["questions"] if q["dimension"] == d["id"]] for d in pack["dimensions"]}
weight = {d["id"]: d.get("weight", len(members[d["id"]])) for d in pack["dimensions"]}


def asked(question, person):
    """Whether a question was put to a person and applies."""
    answer = person["answers"].get(question["id"])
    if answer == "not-applicable":
        return False
    if answer is not None:
        return True
    if person.get("form") == "short" and not question.get("short"):
        return False
    return "ask" not in question or person["attributes"].get("role") in question["ask"]["in"]


def score(person):
    """Dimension scores and total by the half rule and the three-quarter rule."""
    scores, all_asked, all_answered = {}, 0, 0
    for dimension, questions in members.items():
        put = [q for q in questions if asked(q, person)]
        given = [points[q["id"]][person["answers"][q["id"]]] for q in put
                 if isinstance(person["answers"].get(q["id"]), int)]
        all_asked, all_answered = all_asked + len(put), all_answered + len(given)
        if given and 2 * len(given) >= len(put):
            scores[dimension] = sum(given) / len(given)
    enough = 4 * len(scores) >= 3 * len(members) and 2 * all_answered >= all_asked
    total = sum(weight[d] * s for d, s in scores.items()) / sum(weight[d] for d in scores) if enough else None
    return scores, total


scored = [(person, *score(person)) for person in people]
sides = ["sales", "marketing"]
roster = [project["roster"][side] for side in sides]


def of_side(pick):
    """Values of each side, as two arrays."""
    values = [[pick(row) for row in scored if row[0]["attributes"].get("function") == side] for side in sides]
    return [numpy.array([v for v in side if v is not None]) for side in values]


def combined(groups, attainable=(30, 90)):
    """Two sides weighed equally: mean, standard error, df, interval (Satterthwaite, roster-corrected)."""
    parts = [0.25 * g.var(ddof=1) / len(g) * (1 - len(g) / n) for g, n in zip(groups, roster)]
    se, df = math.sqrt(sum(parts)), sum(parts) ** 2 / sum(p * p / (len(g) - 1) for p, g in zip(parts, groups))
    mean = (groups[0].mean() + groups[1].mean()) / 2
    reach = stats.t.ppf(0.975, df) * se
    return {"score": mean, "standard_error": se, "df": df,
            "low": max(attainable[0], mean - reach), "high": min(attainable[1], mean + reach)}


def rank_p(a, b):
    """Exact two-sided permutation p of the rank sum: as far from its expectation or farther."""
    ranks = numpy.rint(2 * stats.rankdata(numpy.round(numpy.concatenate([a, b]), 9))).astype(int)
    counts = {(0, 0): 1}
    for rank in ranks:
        grown = dict(counts)
        for (k, total), ways in counts.items():
            if k < len(b):
                grown[k + 1, total + rank] = grown.get((k + 1, total + rank), 0) + ways
        counts = grown
    all_ways = math.comb(len(ranks), len(b))
    expected = len(b) * (len(ranks) + 1)
    far = abs(ranks[len(a):].sum() - expected)
    return sum(ways for (k, total), ways in counts.items() if k == len(b) and abs(total - expected) >= far) / all_ways


def gap(a, b):
    """Welch, superiority and Hedges' g with the exact factor."""
    welch = stats.ttest_ind(a, b, equal_var=False)
    interval = welch.confidence_interval(0.95)
    df = len(a) + len(b) - 2
    pooled = math.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / df)
    exact = math.exp(special.gammaln(df / 2) - special.gammaln((df - 1) / 2)) / math.sqrt(df / 2)
    # Thirds and fifths that are equal as fractions differ in the last bits; ties are ties.
    first, second = numpy.round(a, 9), numpy.round(b, 9)
    pairs = [(x > y) + 0.5 * (x == y) for x in first for y in second]
    return {"difference": a.mean() - b.mean(), "p": welch.pvalue, "low": interval.low, "high": interval.high,
            "p_rank": rank_p(a, b), "superiority": float(numpy.mean(pairs)),
            "g": exact * (a.mean() - b.mean()) / pooled}


def rows(dimension, side=None):
    """Complete rows of a dimension over the questions asked of everybody."""
    ids = [q["id"] for q in members[dimension] if "ask" not in q]
    found = []
    for person in people:
        function = person["attributes"].get("function")
        if function not in sides or (side and function != side):
            continue
        answers = [person["answers"].get(i) for i in ids]
        if all(isinstance(a, int) for a in answers):
            found.append(answers)
    return numpy.array(found, dtype=float)


def agreement(matrix, options=4):
    """AD, r*wg and r_wg(j) under the uniform null."""
    null = (options ** 2 - 1) / 12
    ratio = matrix.var(axis=0, ddof=1).mean() / null
    q, j = min(ratio, 1), matrix.shape[1]
    return {"n": len(matrix), "ad": numpy.abs(matrix - matrix.mean(axis=0)).mean(axis=0).mean(), "rwg_star": 1 - ratio,
            "rwg_j": j * (1 - q) / (j * (1 - q) + q)}


def alpha(matrix):
    """Cronbach's alpha with Feldt's interval; Spearman-Brown for two items."""
    n, k = matrix.shape
    if k == 2:
        r = numpy.corrcoef(matrix.T)[0, 1]
        return {"n": n, "alpha": 2 * r / (1 + r)}
    value = k / (k - 1) * (1 - matrix.var(axis=0, ddof=1).sum() / matrix.sum(axis=1).var(ddof=1))
    df = (n - 1, (n - 1) * (k - 1))
    return {"n": n, "alpha": value, "low": 1 - (1 - value) * stats.f.ppf(0.975, *df),
            "high": 1 - (1 - value) * stats.f.ppf(0.025, *df)}


totals = of_side(lambda row: row[2])
overall = combined(totals)
cuts = [level["from"] for level in pack["levels"][1:]]
edges = [0] + [stats.t.cdf((c - overall["score"]) / overall["standard_error"], overall["df"]) for c in cuts] + [1]
answered = [len(g) / n for g, n in zip(totals, roster)]
known = sum(0.5 * f * g.mean() for f, g in zip(answered, totals))
silent = sum(0.5 * (1 - f) for f in answered)
result = {
    "versions": {"numpy": numpy.__version__, "scipy": scipy.__version__},
    "overall": overall,
    "people_weighted": float(numpy.concatenate(totals).mean()),
    "support": [float(b - a) for a, b in zip(edges, edges[1:])],
    "effective_n": 1 / sum(0.25 / len(g) for g in totals),
    "bounds": [known + silent * 30, known + silent * 90],
    "break_even": (60 - known) / silent,
    "gap": gap(*totals),
    "sides": [float(g.mean()) for g in totals],
    "dimensions": {},
}
for name in members:
    groups = of_side(lambda row, name=name: row[1].get(name))
    result["dimensions"][name] = {
        "estimate": combined(groups), "sides": [float(g.mean()) for g in groups], "gap": gap(*groups),
        "agreement": [agreement(rows(name, side)) if len(rows(name, side)) >= 5 else None for side in sides],
        "reliability": alpha(rows(name)),
    }
order = sorted(members, key=lambda name: result["dimensions"][name]["gap"]["p"])
running = 0.0
for position, name in enumerate(order):
    p = result["dimensions"][name]["gap"]["p"] * (len(order) - position)
    running = max(running, min(1.0, p))
    result["dimensions"][name]["gap"]["p_holm"] = running
json.dump(result, open(os.path.join(here, "acme.json"), "w"), indent=1, default=float)
