"""Whole training runs, `flowers train` and pytorch_reference.py in turn, and what each took."""
import csv
import json
import pathlib
import statistics
import sys
import tempfile

import measure

REFERENCE = pathlib.Path(__file__).resolve().parent / "pytorch_reference.py"


def run_in_turn(flowers, options, rounds, ours=(), theirs=()):
    """What each run took by name, a list for either side; options are for both, ours and theirs for one."""
    sides = {
        "flowers": lambda folder: train_ours([*flowers, "train", *options, *ours], folder),
        "PyTorch": lambda folder: _train_reference([sys.executable, str(REFERENCE), *options, *theirs], folder),
    }
    taken = {name: [] for name in sides}
    for number in range(rounds):
        # The order changes from round to round: a machine that warms up favours nobody.
        for name in list(sides)[:: 1 if number % 2 == 0 else -1]:
            print(f"round {number + 1} of {rounds}: {name} trains {' '.join(options)} ...", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                taken[name].append(sides[name](pathlib.Path(folder)))
    return taken["flowers"], taken["PyTorch"]


def train_ours(command, folder):
    """What a run of `flowers train` takes that leaves its files in a folder."""
    taken = measure.run([*command, "--out", str(folder)])
    with open(folder / "results.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return _summary(
        taken, rates=[float(row["images_per_second"]) for row in rows], epochs=[float(row["seconds"]) for row in rows],
        accuracies=[float(row["val_acc"]) for row in rows])


def _train_reference(command, folder):
    taken = measure.run([*command, "--out", str(folder / "best.pth")])
    rows = [json.loads(line) for line in taken.output.splitlines()]
    return _summary(
        taken, rates=[row["train_img_s"] for row in rows], epochs=[row["seconds"] for row in rows], accuracies=[row["val_acc"] for row in rows])


def _summary(taken, rates, epochs, accuracies):
    return {
        "images/s": statistics.median(rates),
        "peak MiB": taken.peak_mib,
        "device MiB": taken.device_mib,
        "best accuracy": max(accuracies),
        "epoch seconds": statistics.median(epochs[1:] or epochs),  # The first one fills caches.
        "seconds": taken.seconds,
    }
