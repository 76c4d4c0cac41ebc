#!/usr/bin/python3
"""Times the prediction of one photo from a cold start, with `flowers predict` and with predict_reference.py, in turn."""
import argparse
import json
import pathlib
import statistics
import sys

import measure
from programs import FLOWERS

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photo")
    parser.add_argument("--checkpoint", required=True, help="a checkpoint file that `flowers train` wrote")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()

    tail = [arguments.photo, "--checkpoint", arguments.checkpoint]
    commands = {
        "flowers": [str(FLOWERS), "predict", *tail, "--json"],
        "PyTorch": [sys.executable, str(HERE / "predict_reference.py"), *tail],
    }
    # One untimed run of each: built, and every file in the system's cache for both alike.
    answers = {name: measure.run(command, sample_memory=False).output for name, command in commands.items()}
    for name, answer in answers.items():
        top = json.loads(answer)["top"][0]
        print(f"{name} says {top['class']} ({top['probability']:.4f})")

    seconds = measure.seconds_in_turn(commands, arguments.rounds)
    print(f"{'':10}{'median s':>10}{'fastest':>10}{'slowest':>10}   of {arguments.rounds} cold starts")
    for name, times in seconds.items():
        print(f"{name:10}{statistics.median(times):10.3f}{min(times):10.3f}{max(times):10.3f}")
    print(f"ratio of the medians: {statistics.median(seconds['flowers']) / statistics.median(seconds['PyTorch']):.2f}")


if __name__ == "__main__":
    main()
