#!/usr/bin/python3
"""Photos to batches, on one core: our pipelines, torchvision's, and decoding alone, in turn; prints images a second."""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

import torch
from PIL import Image
from torch.utils.data import DataLoader, Subset
from torchvision import transforms
from torchvision.datasets import ImageFolder

import programs
from pytorch_reference import MEAN, STD
from tables import spread

BATCH_SIZE = 32
# Where the photos are looked for: here, and in a folder that several checkouts share.
FOLDERS = ("flower_photos", "../shared/data/flower_photos")


class Ours:
    """Our program, which runs a pass at a time and says how much processor time it took."""

    name = "flowers"
    passes = ("decode", "train", "val")

    def __init__(self, folder, every, image_size):
        command = [*programs.build_benchmarks(), "data", folder, str(every), str(image_size)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(self, name):
        print(name, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline() or sys.exit(f"{self.name}: the pass {name} failed"))

    def close(self):
        self._process.stdin.close()
        self._process.wait()


class Reference:
    """The same with torchvision, in this process; images are decoded by Pillow."""

    name = "torchvision"
    passes = ("decode", "train", "val")

    def __init__(self, folder, every, image_size):
        to_tensor = [transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
        train = [transforms.RandomResizedCrop(image_size), transforms.RandomHorizontalFlip()]
        val = [transforms.Resize(image_size * 256 // 224), transforms.CenterCrop(image_size)]
        self._sets = {}
        for name, steps in ("train", train), ("val", val):
            images = ImageFolder(folder, transforms.Compose(steps + to_tensor))
            self._sets[name] = Subset(images, range(0, len(images), every))
        self.count = len(self._sets["val"])
        self._paths = [images.samples[index][0] for index in range(0, len(images), every)]

    def seconds(self, name):
        start = time.process_time()
        if name == "decode":
            for path in self._paths:
                with open(path, "rb") as file:
                    Image.open(file).convert("RGB")
        else:
            for _ in DataLoader(self._sets[name], batch_size=BATCH_SIZE, shuffle=name == "train"):
                pass
        return time.process_time() - start


def print_table(rates):
    print(f"{'':8}{'flowers':>22}{'torchvision, Pillow':>24}{'ratio':>8}")
    for name in Ours.passes:
        ours, theirs = (rates[side.name, name] for side in (Ours, Reference))
        ratio = statistics.median(left / right for left, right in zip(ours, theirs))
        print(f"{name:8}{spread(ours, 0):>22}{spread(theirs, 0):>24}{ratio:8.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=next(filter(os.path.isdir, FOLDERS), FOLDERS[0]),
                        help="folder with one sub-folder of photos a class")
    parser.add_argument("--image-size", type=int, default=224)
    parser.add_argument("--every", type=int, default=5, help="take one photo out of so many")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.data).is_dir():
        sys.exit(f"{arguments.data}: no such folder; give one with --data, or fetch photos with: scripts/download.sh flower_photos")

    torch.set_num_threads(1)
    reference = Reference(arguments.data, arguments.every, arguments.image_size)
    ours = Ours(arguments.data, arguments.every, arguments.image_size)
    sides = [ours, reference]
    rates = {(side.name, name): [] for side in sides for name in side.passes}
    # The first rounds fill caches and let the runtime compile; they do not count.
    for number in range(-2, arguments.rounds):
        for name in Ours.passes:
            # The order changes from round to round: a machine that warms up favours nobody.
            for side in sides[:: 1 if number % 2 == 0 else -1]:
                rate = reference.count / side.seconds(name)
                if number >= 0:
                    rates[side.name, name].append(rate)
    ours.close()

    print(f"{reference.count} photos, {arguments.image_size} px, {arguments.rounds} rounds; images per second of processor time, median (range)")
    print_table(rates)
    for name in ("train", "val"):
        ratios = [left / right for left, right in zip(rates[ours.name, name], rates[reference.name, name])]
        shares = [left / right for left, right in zip(rates[ours.name, name], rates[ours.name, "decode"])]
        print(f"data {name} ratio {statistics.median(ratios):.2f}")
        print(f"data {name} share of decoding alone {statistics.median(shares):.2f}")


if __name__ == "__main__":
    main()
