"""Whole training runs on real photos, ours and PyTorch's in turn."""
import contextlib
import os
import pathlib
import statistics
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
    """A split of so many photos, of each class and part the same share, as links in a folder that is removed afterwards; None leaves all."""
    photos = {part: sorted(path for path in pathlib.Path(folder, part).glob("*/*") if path.is_file()) for part in PARTS}
    total = sum(map(len, photos.values()))
    if count is None or count >= total:
        yield folder
        return
    with tempfile.TemporaryDirectory() as copy:
        for part, paths in photos.items():
            # Evenly from the list of all: the classes stand in it one after another.
            for number in range(count * len(paths) // total):
                path = paths[number * total // count]
                link = pathlib.Path(copy, part, path.parent.name, path.name)
                link.parent.mkdir(parents=True, exist_ok=True)
                os.symlink(path.resolve(), link)
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


def ratio(results, arch, name):
    """The median of the ratios of the runs that stood side by side."""
    ours, theirs = results[arch]
    return statistics.median(left[name] / right[name] for left, right in zip(ours, theirs))


def median(runs, name):
    return statistics.median(run[name] for run in runs)


def print_results(results, plan, markdown):
    rows = []
    for arch, (ours, theirs) in results.items():
        for name, digits in FIGURES.items():
            left, right = ([run[name] for run in runs] for runs in (ours, theirs))
            if any(right):
                rows.append([f"{arch}: {name}", spread(left, digits), spread(right, digits), f"{ratio(results, arch, name):.2f}"])
    count = "all" if plan.photos is None else str(plan.photos)
    options = f"train {' '.join(plan.train_options)}".rstrip()
    title = (f"Training on {count} photos at {plan.image_size} px, batch 16, {plan.epochs} epochs, {plan.photo_rounds} runs each; "
             f"ours `{options}`, PyTorch's variant {plan.photo_variant}; epoch seconds from the second epoch, seconds from process start")
    print_table(title, ["", "ours", "PyTorch", "ratio"], rows, markdown)
