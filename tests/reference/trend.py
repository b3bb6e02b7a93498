"""The changes of examples/tidewater between its waves, computed a second time and apart from
lockstep.

Reads the answer files and the pack as plain JSON. Paired changes come from scipy.stats.ttest_rel,
changes between groups that are not linked from scipy.stats.ttest_ind without equal variances; the
two sides are combined with equal weights and Satterthwaite's degrees of freedom. Writes trend.json
beside this file.

    python3 tests/reference/trend.py
"""
import json
import math
import os

import numpy
import scipy
from scipy import stats

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, "..", "..")
pack = json.load(open(os.path.join(root, "questions/sales-marketing.json")))
points = {q["id"]: {o["value"]: o["points"] for o in q["options"]} for q in pack["questions"]}
members = {d["id"]: [q for q in pack["questions"] if q["dimension"] == d["id"]] for d in pack["dimensions"]}
weight = {d["id"]: d.get("weight", len(members[d["id"]])) for d in pack["dimensions"]}
waves = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]


def scores(person):
    """The total and the dimension scores of a person who was asked everything."""
    found = {}
    for dimension, questions in members.items():
        answers = person["answers"]
        asked = [q for q in questions if answers.get(q["id"]) != "not-applicable"
                 and (q["id"] in answers or "ask" not in q)]
        values = [points[q["id"]][answers[q["id"]]] for q in asked if isinstance(answers.get(q["id"]), int)]
        if values and 2 * len(values) >= len(asked):
            found[dimension] = numpy.mean(values)
    assert len(found) == len(members), "every dimension of every person has a score"
    total = sum(weight[d] * s for d, s in found.items()) / sum(weight[d] for d in found)
    return {"total": total, **found}


people = {}
for wave in waves:
    with open(os.path.join(root, f"examples/tidewater/answers/{wave}.ndjson")) as file:
        records = [json.loads(line) for line in file]
    people[wave] = {
        side: {r["respondent"]: scores(r) for r in records if r["attributes"]["function"] == side}
        for side in ("sales", "marketing")
    }


def row(value, se, df, interval=None, p=None):
    reach = stats.t.ppf(0.975, df) * se
    low, high = (value - reach, value + reach) if interval is None else interval
    return {"difference": value, "standard_error": se, "df": df, "low": low, "high": high,
            "p": 2 * stats.t.sf(abs(value / se), df) if p is None else p}


def combined(value, parts):
    """The equally weighted mean of two differences; parts are variance and degrees of freedom."""
    variance = sum(v for v, _ in parts)
    return row(value, math.sqrt(variance), variance**2 / sum(v * v / df for v, df in parts))


def step(before, after, measure):
    paired, unlinked, counts = {}, {}, {}
    means, parts, raw_means, raw_parts = [], [], [], []
    for side in ("sales", "marketing"):
        one = {i: s[measure] for i, s in people[before][side].items()}
        two = {i: s[measure] for i, s in people[after][side].items()}
        both = sorted(set(one) & set(two))
        a, b = numpy.array([one[i] for i in both]), numpy.array([two[i] for i in both])
        test = stats.ttest_rel(b, a)
        ci = test.confidence_interval()
        d = b - a
        variance = d.var(ddof=1) / len(d)
        paired[side] = row(d.mean(), math.sqrt(variance), test.df, (ci.low, ci.high), test.pvalue)
        means.append(d.mean())
        parts.append((variance / 4, len(d) - 1))
        x, y = numpy.array(list(one.values())), numpy.array(list(two.values()))
        welch = stats.ttest_ind(y, x, equal_var=False)
        ci = welch.confidence_interval()
        vx, vy = x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)
        unlinked[side] = row(y.mean() - x.mean(), math.sqrt(vx + vy), welch.df, (ci.low, ci.high), welch.pvalue)
        raw_means.append(y.mean() - x.mean())
        raw_parts += [(vx / 4, len(x) - 1), (vy / 4, len(y) - 1)]
        counts[side] = {"pairs": len(both), "joined": len(two) - len(both), "left": len(one) - len(both)}
    paired["overall"] = combined(numpy.mean(means), parts)
    unlinked["overall"] = combined(numpy.mean(raw_means), raw_parts)
    return {"measure": measure, "from": before, "to": after, "counts": counts, "paired": paired,
            "unlinked": unlinked}


def holm(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    adjusted, largest = [0.0] * len(values), 0.0
    for done, i in enumerate(order):
        largest = max(largest, min(1.0, values[i] * (len(values) - done)))
        adjusted[i] = largest
    return adjusted


steps, marks = [], []
for before, after in [*zip(waves, waves[1:]), (waves[0], waves[-1])]:
    rows = [step(before, after, measure) for measure in ["total", *members]]
    steps += rows
    for kind in ("paired", "unlinked"):
        adjusted = holm([r[kind]["overall"]["p"] for r in rows[1:]])
        marks.append({"from": before, "to": after, "kind": kind,
                      "beyond_chance": {d: bool(p < 0.05) for d, p in zip(members, adjusted)}})

out = {"made_with": {"numpy": numpy.__version__, "scipy": scipy.__version__}, "steps": steps, "marks": marks}
with open(os.path.join(here, "trend.json"), "w") as file:
    json.dump(out, file, indent=1, default=float)
    file.write("\n")
