#!/usr/bin/python3
"""Writes golden/metrics.json: what PyTorch, NumPy and Python's mathematics say of logits and of counts.

    /usr/bin/python3 tests/golden/make_metrics.py

temperature: by PyTorch's L-BFGS in double precision over log T, as the authors' own temperature_scaling does over T.
"""
import json
import math
import pathlib
from fractions import Fraction

import numpy
import torch

FILE = pathlib.Path(__file__).resolve().parent / "metrics.json"


def logits_and_labels(seed, photos, classes, scale, share_right):
    random = numpy.random.default_rng(seed)
    values = random.normal(size=(photos, classes))
    labels = random.integers(classes, size=photos)
    right = random.random(photos) < share_right
    values[numpy.arange(photos)[right], labels[right]] += 2
    return numpy.round(values * scale, 3).astype(numpy.float32), labels


def fit(values, labels):
    values, labels = torch.tensor(values, dtype=torch.float64), torch.tensor(labels)
    log_t = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_t], max_iter=500, tolerance_grad=1e-14, tolerance_change=1e-16, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(values / log_t.exp(), labels)
        loss.backward()
        return loss

    optimizer.step(closure)
    return log_t.exp().item(), closure().item()


def expected_calibration_error(values, labels, temperature, bins=15):
    probabilities = torch.softmax(torch.tensor(values, dtype=torch.float64) / temperature, 1).numpy()
    confidence, hits = probabilities.max(1), probabilities.argmax(1) == labels
    edges = numpy.linspace(0, 1, bins + 1)
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += abs(hits[inside].mean() - confidence[inside].mean()) * inside.mean()
    return error


def calibration(name, **kind):
    values, labels = logits_and_labels(**kind)
    temperature, loss = fit(values, labels)
    return {
        "name": name, "classes": kind["classes"], "logits": [float(value) for value in values.ravel()], "labels": labels.tolist(),
        "temperature": temperature, "loss_before": torch.nn.functional.cross_entropy(torch.tensor(values, dtype=torch.float64), torch.tensor(labels)).item(),
        "loss": loss, "ece_before": expected_calibration_error(values, labels, 1), "ece": expected_calibration_error(values, labels, temperature),
    }


def mcnemar(first, second):
    differing = first + second
    if differing < 25:
        tail = sum(math.comb(differing, heads) for heads in range(min(first, second) + 1))
        return {"only_first": first, "only_second": second, "statistic": None, "p": float(min(Fraction(1), Fraction(2 * tail, 2 ** differing)))}
    statistic = max(0, abs(first - second) - 1) ** 2 / differing
    return {"only_first": first, "only_second": second, "statistic": statistic, "p": math.erfc(math.sqrt(statistic / 2))}


def main():
    FILE.write_text(json.dumps({
        "calibration": [
            calibration("too sure", seed=1, photos=60, classes=5, scale=3, share_right=0.7),
            calibration("not sure enough", seed=2, photos=60, classes=5, scale=0.4, share_right=0.95),
            calibration("two classes", seed=3, photos=40, classes=2, scale=1.5, share_right=0.6),
        ],
        "mcnemar": [mcnemar(*counts) for counts in [(0, 0), (1, 0), (7, 7), (3, 12), (0, 24), (12, 13), (13, 13), (40, 10), (300, 100), (5, 2000)]],
        "erfc": [[x, math.erfc(x)] for x in (0.0, 1e-6, 0.1, 0.5, 1.0, 1.9999, 2.0, 2.5, 4.0, 9.0)],
    }) + "\n")


if __name__ == "__main__":
    main()
