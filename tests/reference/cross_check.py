"""The same answers through SciPy, statsmodels and pingouin.

    python cross_check.py > cross_check.json

Reads data.json (written by reference.R).
"""
import json
import pathlib
import platform

import numpy as np
import pandas
import pingouin
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

DATA = json.loads(pathlib.Path(__file__).with_name("data.json").read_text())


def keyed(name):
    data = DATA[name]
    rows = np.array([[np.nan if x is None else x for x in row] for row in data["rows"]], float)
    for j, reverse in enumerate(data["reverse"]):
        if reverse:
            rows[:, j] = data["low"] + data["high"] - rows[:, j]
    return rows


def scores(name, group):
    rows = keyed(name)[np.array(DATA[name]["group"]) == group]
    answered = (~np.isnan(rows)).sum(axis=1)
    rows = rows[2 * answered >= rows.shape[1]]
    return np.round(np.nanmean(rows, axis=1), 9)


def distance(a, b, axis=-1):
    """How far the first rank sum is from its expectation."""
    n, m = a.shape[axis], b.shape[axis]
    ranks = stats.rankdata(np.concatenate([a, b], axis=axis), axis=axis)
    own = np.take(ranks, range(n), axis=axis).sum(axis=axis)
    return np.abs(2 * own - n * (n + m + 1))


gaps = []
for name, first, second, exact in [
    ("bfi", 1, 2, False), ("bfi_few", 1, 2, False), ("leadership", 14, 15, False),
    ("leadership", 7, 56, False), ("task", 38, 50, False), ("task", 14, 6, True),
]:
    a, b = scores(name, first), scores(name, second)
    t = stats.ttest_ind(a, b, equal_var=False)
    ci = t.confidence_interval()
    other = CompareMeans(DescrStatsW(a), DescrStatsW(b)).tconfint_diff(usevar="unequal")
    assert np.allclose(ci, other, rtol=1e-10)
    u = stats.mannwhitneyu(a, b, method="asymptotic")
    gaps.append({
        "data": name, "first": first, "second": second,
        "value": a.mean() - b.mean(), "df": t.df, "p": t.pvalue, "low": ci.low, "high": ci.high,
        "u": u.statistic, "p_asymptotic": u.pvalue,
        "superiority": float(pingouin.mwu(a, b)["CLES"].iloc[0]),
        "p_exact": stats.permutation_test((a, b), distance, n_resamples=np.inf, vectorized=True, batch=20_000,
                                          alternative="greater", axis=-1).pvalue if exact else None,
    })

p_values = [0.0123, 0.2, 0.04, 0.0009, 0.9, 0.04, 0.31, 0.007]
reliabilities = []
for name in ["bfi", "leadership", "task", "before", "attitude"]:
    rows = keyed(name)
    rows = rows[~np.isnan(rows).any(axis=1)]
    alpha, _ = pingouin.cronbach_alpha(pandas.DataFrame(rows))
    rest = [stats.pearsonr(rows[:, j], np.delete(rows, j, 1).sum(axis=1)) for j in range(rows.shape[1])]
    intervals = [r.confidence_interval() for r in rest]
    reliabilities.append({
        "data": name, "n": len(rows), "alpha": alpha, "rest": [r.statistic for r in rest],
        "rest_low": [i.low for i in intervals], "rest_high": [i.high for i in intervals],
    })

shares = [{"count": c, "n": n, "low": low, "high": high}
          for c, n in [(0, 12), (1, 10), (7, 11), (46, 46), (400, 1003)]
          for low, high in [proportion_confint(c, n, method="wilson")]]

print(json.dumps({
    "made_with": {"python": platform.python_version(), "scipy": scipy.__version__,
                  "statsmodels": statsmodels.__version__, "pingouin": pingouin.__version__,
                  "numpy": np.__version__},
    "gaps": gaps,
    "holm": {"p": p_values, "adjusted": list(multipletests(p_values, method="holm")[1])},
    "reliabilities": reliabilities, "shares": shares,
}, indent=1, default=float))
