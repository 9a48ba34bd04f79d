#!/usr/bin/env python3
"""Writes testdata/stats/{paired,anova,friedman,corrections,delong,challenge,recalibration}.csv.

Oracles: SciPy (paired t, Wilcoxon, Friedman, studentised range), statsmodels (analysis of variance,
corrections), scikit-posthocs (Nemenyi), scikit-learn (isotonic regression). DeLong's covariance and
the challenge's score are written out here from their definitions, as sums over all pairs.
Needs numpy, pandas, scipy, statsmodels, scikit-posthocs, scikit-learn, mpmath. Run from the root of
the repository.
"""
import csv
import sys
import warnings
from pathlib import Path

import mpmath
import numpy as np
import pandas
import scikit_posthocs
import statsmodels.formula.api as smf
from scipy import optimize, stats
from sklearn.isotonic import IsotonicRegression
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.multitest import multipletests

FOLDER = Path("testdata/stats")
ALTERNATIVES = ("two-sided", "greater", "less")


def text(values) -> str:
    return " ".join(f"{v:.12g}" for v in np.ravel(values))


def number(value) -> str:
    return repr(float(value))


def write(name, columns, rows) -> None:
    with (FOLDER / name).open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def paired(random):
    """1,000 cases: few and many pairs, with and without ties and zeros."""
    for case in range(1000):
        size = int(random.choice([2, 3, 5, 6, 9, 12, 13, 14, 20, 50, 51, 60],
                                 p=[.1, .1, .15, .15, .1, .1, .08, .08, .06, .02, .03, .03]))
        levels = int(random.choice([3, 10, 10000]))
        first = random.integers(-levels, levels + 1, size) / 8
        second = random.integers(-levels, levels + 1, size) / 8
        row = [text(first), text(second)]
        same = np.all(first - second == first[0] - second[0])
        t = [stats.ttest_rel(first, second, alternative=a) for a in ALTERNATIVES]
        interval = t[0].confidence_interval()
        row += ["undefined"] * 6 if same else [
            number(t[0].statistic), *(number(r.pvalue) for r in t), number(interval.low),
            number(interval.high)]
        if np.all(first == second):
            row += ["undefined"] * 4
        else:
            wilcoxon = [stats.wilcoxon(first, second, alternative=a) for a in ALTERNATIVES]
            row += [number(wilcoxon[1].statistic), *(number(r.pvalue) for r in wilcoxon)]
        yield row


def anova(random):
    """1,000 designs with 2 to 4 levels a factor, balanced or not."""
    for case in range(1000):
        a_levels, b_levels = random.integers(2, 4, 2) if case % 5 else random.integers(2, 5, 2)
        most = 3 if case % 3 else 2
        cells = [(i, j) for i in range(a_levels) for j in range(b_levels)]
        counts = [2 if case % 3 == 0 else int(random.integers(1, most + 1)) for _ in cells]
        counts[0] = 2
        pairs = [cell for cell, count in zip(cells, counts) for _ in range(count)]
        a = np.array([p[0] for p in pairs])
        b = np.array([p[1] for p in pairs])
        values = np.round(random.normal(0, 2, len(pairs)) + a - 0.5 * b * a, 1)
        within = sum(np.ptp(values[(a == i) & (b == j)]) for i, j in cells)
        if within == 0:
            values[0] += 1
        frame = pandas.DataFrame({"a": a, "b": b, "y": values})
        plain = smf.ols("y ~ C(a) * C(b)", frame).fit()
        summed = smf.ols("y ~ C(a, Sum) * C(b, Sum)", frame).fit()
        row = [text(a), text(b), text(values)]
        for kind, model in ((1, plain), (2, plain), (3, summed)):
            table = anova_lm(model, typ=kind)
            effects = [i for i in table.index if i.startswith("C(")]
            assert len(effects) == 3
            row.append(" ".join(number(table.loc[e, "F"]) for e in effects))
            if kind == 2:
                row.append(" ".join(number(table.loc[e, "sum_sq"]) for e in effects))
                row.append(" ".join(number(table.loc[e, "PR(>F)"]) for e in effects))
        yield row


def range_tail(q, k) -> str:
    """P(range of k normal values > q) to 30 digits; SciPy's own integral is good to about 1e-10."""
    with mpmath.workdps(30):
        inside = mpmath.quad(lambda z: mpmath.npdf(z) * (mpmath.ncdf(z) - mpmath.ncdf(z - q))
                             ** (k - 1), [-12, -6, -3, 0, 3, 6, 12 + q])
        return number(1 - k * inside)


def friedman(random):
    for case in range(300):
        rows, columns = int(random.integers(2, 9)), int(random.integers(3, 7))
        levels = int(random.choice([2, 5, 1000]))
        values = random.integers(0, levels, (rows, columns)) / 4
        result = stats.friedmanchisquare(*values.T)
        row = [columns, text(values)]
        if np.isnan(result.statistic):
            yield [*row, "undefined", "undefined", "undefined", "undefined"]
            continue
        ranks = stats.rankdata(values, axis=1).mean(axis=0)
        nemenyi = scikit_posthocs.posthoc_nemenyi_friedman(values).to_numpy()[0, 1]
        q = abs(ranks[0] - ranks[1]) / np.sqrt(columns * (columns + 1) / (12 * rows))
        exact = range_tail(q, columns) if q > 0 else "1.0"
        assert abs(float(exact) - nemenyi) < 1e-8, (exact, nemenyi)
        yield [*row, number(result.statistic), number(result.pvalue),
               " ".join(number(r) for r in ranks), exact]


def corrections(random):
    for case in range(200):
        p = np.round(random.random(int(random.integers(1, 15))) ** 3, int(random.integers(1, 6)))
        yield [text(p), *(" ".join(number(v) for v in multipletests(p, method=m)[1])
                          for m in ("holm", "fdr_bh"))]


def delong(random):
    """Two systems; covariance from the kernel over all pairs of a positive and a negative."""
    for case in range(300):
        positives, negatives = random.integers(2, 12, 2)
        levels = int(random.choice([3, 10, 1000]))
        labels = np.r_[np.ones(positives, int), np.zeros(negatives, int)]
        scores = random.integers(0, levels, (2, positives + negatives)) + labels * levels // 4
        kernel = (np.sign(scores[:, :positives, None] - scores[:, None, positives:]) + 1) / 2
        cov = (np.cov(kernel.mean(axis=2)) / positives + np.cov(kernel.mean(axis=1)) / negatives)
        auc = kernel.mean(axis=(1, 2))
        variance = cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]
        row = [text(scores[0]), text(scores[1]), "".join(map(str, labels)),
               " ".join(number(v) for v in auc), " ".join(number(v) for v in cov.ravel())]
        if variance < 1e-13:
            yield [*row, "undefined" if abs(auc[0] - auc[1]) > 1e-13 else "1.0"]
        else:
            yield [*row, number(2 * stats.norm.sf(abs(auc[0] - auc[1]) / np.sqrt(variance)))]


def challenge(random):
    """The sum over records, true classes and said classes, as the challenge's paper defines it."""
    for case in range(200):
        classes, records = int(random.integers(2, 6)), int(random.integers(1, 9))
        weights = np.round(random.random((classes, classes)), 2)
        np.fill_diagonal(weights, 1)
        labels = (random.random((records, classes)) < 0.4).astype(int)
        said = (random.random((records, classes)) < 0.4).astype(int)
        normal = int(random.integers(0, classes))
        idle = np.zeros_like(said)
        idle[:, normal] = 1

        def earned(decisions):
            total = 0.0
            for true, made in zip(labels, decisions):
                size = max(1, int(np.sum(true | made)))
                total += sum(weights[i, j] / size for i in np.flatnonzero(true)
                             for j in np.flatnonzero(made))
            return total

        most, least = earned(labels), earned(idle)
        score = "undefined" if most == least else number((earned(said) - least) / (most - least))
        yield [classes, normal, text(weights), text(labels), text(said), score]


def recalibration(random):
    """Isotonic values at 0, 0.1 … 1, and the temperature that minimises the cross-entropy."""
    for case in range(200):
        size = int(random.integers(3, 25))
        levels = int(random.choice([4, 20, 1000]))
        scores = random.integers(1, levels, size) / levels
        labels = (random.random(size) < scores ** 2).astype(int)
        model = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
        points = model.predict(np.arange(11) / 10)
        logits = np.log(scores) - np.log1p(-scores)

        def slope(inverse):
            return float(np.sum((1 / (1 + np.exp(-inverse * logits)) - labels) * logits))

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            has_root = slope(1e-6) < 0 < slope(1000)
        temperature = "undefined"
        if has_root:
            temperature = number(1 / optimize.brentq(slope, 1e-6, 1000, xtol=1e-15, rtol=9e-16))
        yield [text(scores), "".join(map(str, labels)), " ".join(number(p) for p in points),
               temperature]


FILES = {
    "paired": (paired, ["first", "second", "t", "t_p", "t_greater", "t_less", "low", "high",
                        "rank_sum", "w_p", "w_greater", "w_less"]),
    "anova": (anova, ["a", "b", "values", "f_1", "f_2", "sums_2", "p_2", "f_3"]),
    "friedman": (friedman, ["columns", "values", "statistic", "p", "mean_ranks", "nemenyi"]),
    "corrections": (corrections, ["p", "holm", "bh"]),
    "delong": (delong, ["first", "second", "labels", "aurocs", "covariance", "p"]),
    "challenge": (challenge, ["classes", "normal", "weights", "labels", "said", "score"]),
    "recalibration": (recalibration, ["scores", "labels", "isotonic", "temperature"]),
}


def main() -> None:
    """Writes all files, or those whose names are given."""
    warnings.simplefilter("ignore")
    for index, (name, (rows, columns)) in enumerate(FILES.items()):
        if len(sys.argv) == 1 or name in sys.argv[1:]:
            write(f"{name}.csv", columns, rows(np.random.default_rng(20_261_123 + index)))


if __name__ == "__main__":
    main()
