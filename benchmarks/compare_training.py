#!/usr/bin/python3
"""Trains with `flowers train` and with pytorch_reference.py, in turn, and prints what each took, side by side."""
import argparse
import csv
import json
import pathlib
import statistics
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
FLOWERS = HERE.parent / "scripts" / "flowers"


def train_ours(options, folder):
    taken = measure.run([str(FLOWERS), "train", *options, "--out", str(folder)])
    with open(folder / "results.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "images/s": statistics.median(float(row["images_per_second"]) for row in rows),
        "peak MiB": taken.peak_mib,
        "best accuracy": max(float(row["val_acc"]) for row in rows),
        "seconds": taken.seconds,
    }


def train_reference(options, folder):
    taken = measure.run(["/usr/bin/python3", str(HERE / "pytorch_reference.py"), *options, "--out", str(folder / "best.pth")])
    rows = [json.loads(line) for line in taken.output.splitlines()]
    return {
        "images/s": statistics.median(row["train_img_s"] for row in rows),
        "peak MiB": taken.peak_mib,
        "best accuracy": max(row["val_acc"] for row in rows),
        "seconds": taken.seconds,
    }


def print_table(ours, reference):
    print(f"{'':16}{'flowers':>12}{'PyTorch':>12}{'ratio':>8}")
    for name in ours[0]:
        left, right = (statistics.median(run[name] for run in runs) for runs in (ours, reference))
        digits = 3 if name == "best accuracy" else 1
        print(f"{name:16}{left:12.{digits}f}{right:12.{digits}f}{left / right if right else float('nan'):8.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="data", help="folder with train/CLASS and val/CLASS, as `flowers split` makes it")
    parser.add_argument("--arch", default="resnet18")
    parser.add_argument("--epochs", default="12")
    parser.add_argument("--batch-size", default="32")
    parser.add_argument("--image-size", default="96")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--rounds", type=int, default=1, help="how often each trains; medians are printed")
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.data, "train").is_dir():
        sys.exit(f"{arguments.data}: holds no train folder; make one with: scripts/flowers split PHOTOS --out {arguments.data}")

    options = [
        "--data", arguments.data, "--arch", arguments.arch, "--epochs", arguments.epochs, "--batch-size", arguments.batch_size,
        "--image-size", arguments.image_size, "--seed", arguments.seed,
    ]
    # Built before anything is timed.
    measure.run([str(FLOWERS), "--version"], sample_memory=False)

    results = {train_ours: [], train_reference: []}
    for round_number in range(arguments.rounds):
        # The order changes from round to round: a machine that warms up favours nobody.
        for train in list(results)[:: 1 if round_number % 2 == 0 else -1]:
            with tempfile.TemporaryDirectory() as folder:
                print(f"round {round_number + 1} of {arguments.rounds}: {train.__name__.replace('_', ' ')} ...", file=sys.stderr, flush=True)
                results[train].append(train(options, pathlib.Path(folder)))
    print(f"train {' '.join(options)}")
    print_table(results[train_ours], results[train_reference])


if __name__ == "__main__":
    main()
