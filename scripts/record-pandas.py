"""Records what pandas says of CSV texts: `python scripts/record-pandas.py > test/fixtures/pandas/recorded.json`.

Needs pandas and numpy; the file says which versions answered. The tests hold this project to these figures.
"""

import io
import json
import random
import sys
from fractions import Fraction
from math import sqrt

import numpy
import pandas

BINS = 20

GRAMMAR = [
    "7", " 7", "7 ", "\t7", "7\t", "7\x0b", "\x0c7", "+5", "-5", "007", "00", "-0", ".5", "5.", "-.5", "+.5", ".", "1.0", "1.",
    "1E+3", "1e3", "1e", "1e+", "1e5.5", "5.e3", ".5e3", "e5", "+", "-", "- 5", "--5", "+-5", "1 2", "1.2.3", "1,234",
    "inf", "-inf", "+inf", "Inf", "INF", "Infinity", "-Infinity", "+Infinity", "infinity", "INFINITY", " inf", "inf ", "infin",
    "1e400", "-1e400", "1e-400", "0e999999999", "1e99999999999999999999", "1e0000000000003", "0.1e-3", "0." + "1" * 40,
    "0x10", "1_000", "0x1p3", "٣", "\u00a07", "\u20037", "1f", "1.5f", "1d5", "0.1", "0.30000000000000004", "2.2250738585072014e-308",
    "4.9e-324", "1.7976931348623157e308", "9007199254740993", "123456.789", "1234567890.12345", "0.000001", "100000000000000000000.5",
    "True", "true", "TRUE", "tRUE", "False", "false", "FALSE", "yes", "T", " ", "  ", " NA", "NA ", "-", "Null", "none", "nil", "?", "NAN", "Nan",
    "", "NA", "N/A", "n/a", "null", "NULL", "None", "nan", "NaN", "-nan", "-NaN", "<NA>", "#N/A", "#NA", "#N/A N/A",
    "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN",
]  # fmt: skip

HEADERS = [
    ["a", "a"], ["a", "a", "a.1"], ["a", "", "b"], ["", ""], ["Unnamed: 1", ""], ["a", " "], ["a", "a", "a", "a.2", "a.2"],
    ["a.1", "a", "a"], ["", "Unnamed: 0"], ["é", "é"],
]  # fmt: skip


def rows(seed, count, *columns):
    chance = random.Random(seed)
    names = [name for name, _ in columns]
    lines = [",".join(column(chance, row) for _, column in columns) for row in range(count)]
    return "\n".join([",".join(names), *lines]) + "\n"


def gauss(mean, deviation, digits=6):
    return lambda chance, _: f"{chance.gauss(mean, deviation):.{digits}f}"


def gaps(column, share=0.2):
    return lambda chance, row: chance.choice(["", "NA", "nan"]) if chance.random() < share else column(chance, row)


def pick(*texts):
    return lambda chance, _: chance.choice(texts)


CASES = {
    "numbers of all sizes": rows(
        1, 500, ("small", gauss(0, 1e-9, 15)), ("large", gauss(5e12, 1e11, 2)), ("offset", gauss(1e9, 1, 4)),
        ("wide", lambda chance, _: f"{chance.lognormvariate(0, 20)!r}"), ("integer", lambda chance, _: str(chance.randint(-50, 50))),
    ),
    "gaps": rows(
        2, 300, ("a", gaps(gauss(3, 2))), ("b", gaps(gauss(-1, 9))), ("integer", gaps(lambda chance, _: str(chance.randint(0, 9)))),
        ("text", gaps(pick("red", "green", "blue"))), ("truth", gaps(pick("True", "False"))), ("nothing", pick("", "null")),
    ),
    "constants": rows(3, 30, ("tenth", pick("0.1")), ("seven", pick("7")), ("text", pick("x")), ("truth", pick("true")), ("other", gauss(0, 1))),
    "booleans": rows(4, 100, ("a", pick("True", "FALSE")), ("b", pick("true", "false")), ("yes", pick("yes", "no")), ("mixed", pick("True", "1")), ("x", gauss(0, 1))),
    "infinities": rows(5, 60, ("a", gaps(pick("inf", "1", "2.5", "-3"))), ("b", pick("1", "2", "3", "-inf")), ("c", gauss(0, 1))),
    "a quantile between four": "a\n1\n2\n3\n4\n",
    "one row": "a,b,c\n1,x,\n",
    "ways to write a number": "a,b\n007,1.0\n7,1\n+7, 1\n7 ,1e0\n-0,.5\n0,5e-1\n",
    "text that looks like numbers": "a,b\n1_000,0x10\n2,3\n",
    "dependent columns": rows(6, 200, ("x", lambda _, row: str(row)), ("y", lambda _, row: str(3 * row + 1)), ("z", lambda _, row: str(-row))),
    "many rows": rows(7, 5000, ("a", gauss(100, 15, 3)), ("b", gaps(gauss(0, 1, 2), 0.01)), ("c", lambda chance, _: str(chance.randint(0, 300)))),
}  # fmt: skip


def plain(value):
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    if isinstance(value, (int, float, numpy.number)):
        return float(value) if numpy.isfinite(value) else None
    return str(value)


def describe(column):
    there = column.dropna()
    is_boolean = column.dtype == bool
    is_number = not is_boolean and pandas.api.types.is_numeric_dtype(column)
    figures = {"count": int(column.count()), "missing": int(column.isna().sum()), "distinct": int(column.nunique())}
    figures["counts"] = sorted(([plain(value), int(count)] for value, count in there.value_counts().items()), key=str)[:400]
    if is_boolean:
        return {"kind": "boolean", **figures}
    if not is_number or len(there) == 0:
        return {"kind": "empty" if len(there) == 0 else "text", **figures}
    finite = there[numpy.isfinite(there)]
    counts, edges = numpy.histogram(finite, bins=BINS)
    return {
        "kind": "number", **figures, "mean": plain(column.mean()), "sd": plain(column.std()), "min": plain(column.min()), "max": plain(column.max()),
        "q25": plain(column.quantile(0.25)), "median": plain(column.quantile(0.5)), "q75": plain(column.quantile(0.75)),
        "histogram": {"edges": [float(edge) for edge in edges], "counts": [int(count) for count in counts]},
    }  # fmt: skip


def exact_correlation(frame, one, other):
    """pandas' own sums are off by 1e-8 where deviations are small beside the mean."""
    pairs = frame[[one, other]].dropna().astype(float)
    if len(pairs) < 2 or not numpy.isfinite(pairs.to_numpy()).all():
        return None
    x, y = ([Fraction(value) for value in pairs.iloc[:, place]] for place in (0, 1))
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    squares_x, squares_y = sum((a - mean_x) ** 2 for a in x), sum((b - mean_y) ** 2 for b in y)
    if squares_x == 0 or squares_y == 0:
        return None
    return float(sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))) / sqrt(float(squares_x)) / sqrt(float(squares_y))


def correlate(frame, related, one, other):
    pandas_has, exact = plain(related.loc[one, other]), exact_correlation(frame, one, other)
    if exact is not None and pandas_has is not None:
        assert abs(exact - pandas_has) < 1e-7, (one, other, exact, pandas_has)
    return exact


def record(text):
    frame = pandas.read_csv(io.StringIO(text))
    related = frame.corr(numeric_only=True)
    return {
        "csv": text,
        "columns": {name: describe(frame[name]) for name in frame.columns},
        "correlations": {row: {name: correlate(frame, related, row, name) for name in related.columns} for row in related.index},
    }


def read_cell(text):
    cell = pandas.read_csv(io.StringIO('a,b\n"%s",1\n' % text))["a"]
    value = cell.iloc[0]
    if cell.isna().all():
        return [text, "missing", None]
    if cell.dtype == bool:
        return [text, "boolean", bool(value)]
    if not pandas.api.types.is_numeric_dtype(cell):
        return [text, "text", None]
    return [text, "number", float(value) if numpy.isfinite(value) else ("-INFINITE" if value < 0 else "INFINITE")]


def read_header(header):
    return [header, pandas.read_csv(io.StringIO(",".join(header) + "\n")).columns.tolist()]


numpy.seterr(all="ignore")
json.dump(
    {
        "versions": {"pandas": pandas.__version__, "numpy": numpy.__version__, "python": sys.version.split()[0]},
        "cells": [read_cell(text) for text in GRAMMAR],
        "headers": [read_header(header) for header in HEADERS],
        "tables": {name: record(text) for name, text in CASES.items()},
    },
    sys.stdout, ensure_ascii=False, allow_nan=False,
)  # fmt: skip
