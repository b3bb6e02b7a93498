"""Smallest and largest values of linear expressions under equations and bounds, by SciPy's HiGHS.

Writes linear.json beside itself: random programs of the kind the anonymity audit asks about (sums of
points of groups, tied by published sums), with what SciPy finds for several expressions each.

    pip install scipy && python tests/reference/linear.py
"""

import json
import pathlib
import random

import scipy
from scipy.optimize import linprog


def program(rng):
    """A feasible program: bounds by head count, equations made from a point within them."""
    people = [rng.randint(1, 7) for _ in range(rng.randint(3, 24))]
    bounds = [(30.0 * n, 90.0 * n) for n in people]
    # Many answers lie at an end of the range, where the simplex degenerates.
    point = [n * rng.choice([30, 30, 50, 70, 90, 90, rng.uniform(30, 90)]) for n in people]
    equations = []
    for _ in range(rng.randint(1, 8)):
        members = [i for i in range(len(people)) if rng.random() < 0.5] or [0]
        terms = [[i, rng.choice([1.0, 1.0, 0.5, 0.25, 1 / 3])] for i in members]
        equations.append([terms, sum(factor * point[i] for i, factor in terms)])
    if rng.random() < 0.3:
        # One equation says what two others say together.
        first, second = rng.choice(equations), rng.choice(equations)
        equations.append([first[0] + second[0], first[1] + second[1]])
    return bounds, equations


def ends(bounds, equations, terms):
    size = len(bounds)

    def row(terms):
        values = [0.0] * size
        for variable, factor in terms:
            values[variable] += factor
        return values

    left = [row(terms) for terms, _ in equations]
    right = [total for _, total in equations]
    found = []
    for sign in (1, -1):
        goal = [sign * value for value in row(terms)]
        result = linprog(goal, A_eq=left, b_eq=right, bounds=bounds, method="highs")
        assert result.status == 0, result.message
        found.append(sign * result.fun)
    return found


def main():
    rng = random.Random(20261125)
    programs = []
    for _ in range(120):
        bounds, equations = program(rng)
        asked = []
        for _ in range(3):
            group = [i for i in range(len(bounds)) if rng.random() < 0.3] or [len(bounds) - 1]
            terms = [[i, 1.0] for i in group]
            low, high = ends(bounds, equations, terms)
            asked.append({"terms": terms, "low": low, "high": high})
        programs.append({"bounds": bounds, "equations": equations, "asked": asked})
    path = pathlib.Path(__file__).with_name("linear.json")
    text = json.dumps({"scipy": scipy.__version__, "programs": programs}, separators=(",", ":"))
    path.write_text(text + "\n")


main()
