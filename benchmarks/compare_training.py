#!/usr/bin/python3
"""Trains with `flowers train` and with pytorch_reference.py, in turn, and prints what each took, side by side."""
import argparse
import pathlib
import statistics
import sys

import measure
import training_runs
from programs import FLOWERS

# What is printed, with how many digits after the point.
FIGURES = {"images/s": 1, "peak MiB": 1, "best accuracy": 3, "seconds": 1}


def print_table(ours, reference):
    print(f"{'':16}{'flowers':>12}{'PyTorch':>12}{'ratio':>8}")
    for name, digits in FIGURES.items():
        left, right = (statistics.median(run[name] for run in runs) for runs in (ours, reference))
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

    ours, reference = training_runs.run_in_turn([str(FLOWERS)], options, arguments.rounds)
    print(f"train {' '.join(options)}")
    print_table(ours, reference)


if __name__ == "__main__":
    main()
