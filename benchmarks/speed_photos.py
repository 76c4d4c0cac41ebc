"""Whole training runs on real photos, ours and PyTorch's in turn."""
import contextlib
import math
import os
import pathlib
import tempfile

import training_runs
from tables import print_table, spread

PARTS = ("train", "val")
# What is printed, with how many digits after the point.
FIGURES = {"images/s": 1, "epoch seconds": 2, "seconds": 1, "peak MiB": 0, "device MiB": 0}


def is_split(folder):
    return all(pathlib.Path(folder, part).is_dir() for part in PARTS)


@contextlib.contextmanager
def fewer(folder, count):
    """A split of about so many photos, the same share of every class, as links in a folder that is removed afterwards; None leaves all."""
    classes = [path for part in PARTS for path in sorted(pathlib.Path(folder, part).iterdir()) if path.is_dir()]
    photos = {path: sorted(photo for photo in path.iterdir() if photo.is_file()) for path in classes}
    total = sum(map(len, photos.values()))
    if count is None or count >= total:
        yield folder
        return
    with tempfile.TemporaryDirectory() as copy:
        for path, all_of_class in photos.items():
            links = pathlib.Path(copy, path.parent.name, path.name)
            links.mkdir(parents=True)
            for photo in all_of_class[: math.ceil(count * len(all_of_class) / total)]:
                os.symlink(photo.resolve(), links / photo.name)
        yield copy


def measure(archs, folder, programs, plan):
    """The runs of either side by network."""
    results = {}
    with fewer(folder, plan.photos) as data:
        for arch in archs:
            options = ["--data", str(data), "--arch", arch, "--epochs", str(plan.epochs), "--batch-size", "16", "--image-size", str(plan.image_size)]
            results[arch] = training_runs.run_in_turn(
                programs.flowers, options, plan.photo_rounds, ours=plan.train_options, theirs=["--variant", plan.photo_variant])
    return results


def ratios(results, arch, name):
    """Of the runs that stood side by side."""
    ours, theirs = results[arch]
    return [left[name] / right[name] for left, right in zip(ours, theirs)]


def print_results(results, plan, markdown):
    rows = []
    for arch, (ours, theirs) in results.items():
        for name, digits in FIGURES.items():
            left, right = ([run[name] for run in runs] for runs in (ours, theirs))
            if any(right):
                rows.append([f"{arch}: {name}", spread(left, digits), spread(right, digits), spread(ratios(results, arch, name), 2)])
    count = "all" if plan.photos is None else str(plan.photos)
    options = f"train {' '.join(plan.train_options)}".rstrip()
    title = (f"Training on {count} photos at {plan.image_size} px, batch 16, {plan.epochs} epochs, {plan.photo_rounds} runs each; "
             f"ours `{options}`, PyTorch's variant {plan.photo_variant}; epoch seconds from the second epoch, seconds from process start")
    print_table(title, ["", "ours", "PyTorch", "ratio"], rows, markdown)
