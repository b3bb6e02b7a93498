"""Reference values of the t, F and normal distributions.

The t distribution up to 1000 degrees of freedom comes from mpmath with 40
digits, because SciPy's own values are only good to 1e-9 near t = 0; everything
else comes from SciPy (Boost underneath). The script stops where the two differ
by more than 1e-8.

    python distribution.py > distribution.json
"""
import json
import platform

import mpmath
import numpy
import scipy
from scipy import stats

mpmath.mp.dps = 40


def t_lower(t, df):
    t, df = mpmath.mpf(t), mpmath.mpf(df)
    tail = mpmath.betainc(df / 2, 0.5, 0, df / (df + t * t), regularized=True) / 2
    return tail if t <= 0 else 1 - tail


def t_solve(p, df, start):
    """Newton's method from SciPy's quantile."""
    at, df = mpmath.mpf(start), mpmath.mpf(df)
    scale = mpmath.gamma((df + 1) / 2) / mpmath.gamma(df / 2) / mpmath.sqrt(mpmath.pi * df)
    for _ in range(6):
        density = scale * (1 + at * at / df) ** (-(df + 1) / 2)
        at -= (t_lower(at, df) - mpmath.mpf(p)) / density
    assert abs(at - start) <= 1e-8 * abs(at), (p, df)
    return float(at)


DF = [0.7, 1, 1.3, 2, 2.5, 3, 3.71, 4, 5, 7.2, 9, 11, 17.77, 29, 45, 99.5, 250, 999,
      5e3, 12345.6, 1e5, 999_999, 1e7, 1e9]
T = [-40, -9.7, -4.4, -2.776445, -1.96, -1, -0.31, -1e-3, -1e-7, 0, 1e-9, 1e-4, 0.02, 0.5,
     1.2, 2.2622, 3.3, 6, 12.7062, 80]
P = [1e-9, 1e-4, 0.005, 0.025, 0.1, 0.31, 0.4999, 0.5, 0.5001, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9999]

t_cdf, t_quantile, f_cdf, f_quantile = [], [], [], []
for df in DF:
    for t in T:
        low, high = float(stats.t.cdf(t, df)), float(stats.t.sf(t, df))
        if df <= 1000:
            assert abs(low - t_lower(t, df)) <= 1e-8 * max(low, 1e-12), (df, t)
            low, high = float(t_lower(t, df)), float(t_lower(-t, df))
        t_cdf.append([t, df, low, high])
    for p in P:
        t = float(stats.t.ppf(p, df))
        t_quantile.append([p, df, t_solve(p, df, t) if df <= 1000 and p != 0.5 else t])

# The pairs of degrees of freedom of Feldt's interval: n - 1 and (n - 1)(k - 1).
for n in [5, 10, 11, 30, 46, 100, 853, 2800, 10_000, 100_000, 1_000_000, 10_000_000]:
    for k in [2, 3, 4, 5, 20, 33]:
        one, two = n - 1, (n - 1) * (k - 1)
        for p in [0.005, 0.025, 0.5, 0.975, 0.995]:
            x = float(stats.f.ppf(p, one, two))
            f_quantile.append([p, one, two, x])
        for x in [0.01, 0.3, 0.8, 0.97, 1, 1.02, 1.3, 2, 5, 40]:
            f_cdf.append([x, one, two, float(stats.f.cdf(x, one, two)), float(stats.f.sf(x, one, two))])

Z = [-30, -8, -5.5, -3, -1.959963984540054, -1, -0.5, -1e-5, 0, 1e-8, 0.3, 1, 2.5, 6, 9]
normal_cdf = [[z, float(stats.norm.cdf(z)), float(stats.norm.sf(z))] for z in Z]
normal_quantile = [[p, float(stats.norm.ppf(p))] for p in P + [1e-15, 1e-40]]

print(json.dumps({
    "made_with": {"python": platform.python_version(), "scipy": scipy.__version__,
                  "numpy": numpy.__version__, "mpmath": mpmath.__version__},
    "t_cdf": t_cdf, "t_quantile": t_quantile, "f_cdf": f_cdf, "f_quantile": f_quantile,
    "normal_cdf": normal_cdf, "normal_quantile": normal_quantile,
}).replace("], [", "],\n["))
