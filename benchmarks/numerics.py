"""Whether a GPU computes what the CPU does: logits in float32, and the accuracy that training in bfloat16 reaches."""
import dataclasses
import json
import pathlib
import statistics
import sys
import tempfile

import measure
import training_runs
from tables import print_table, spread

SEEDS = (0, 1, 2)
PRECISIONS = ("fp32", "bf16")


@dataclasses.dataclass(frozen=True)
class Result:
    """Of one network: best accuracies by precision, one of each seed, and what `logits` of our benchmarks says of the weights of seed 0."""

    accuracies: dict
    logits: dict
    photos: int

    @property
    def shortfall(self):
        """How much accuracy bfloat16 costs, in units of what the seed alone makes of float32's, and at least of one photo."""
        plain, rounded = (self.accuracies[precision] for precision in PRECISIONS)
        return (statistics.mean(plain) - statistics.mean(rounded)) / max(max(plain) - min(plain), 1 / self.photos)


def measure_all(archs, data, programs, plan):
    """The results by network."""
    return {arch: _measure(arch, data, programs, plan) for arch in archs}


def _measure(arch, data, programs, plan):
    usual = _without_precision(plan.train_options)
    photos = sorted(str(path) for path in pathlib.Path(data, "val").glob("*/*") if path.is_file())
    accuracies = {precision: [] for precision in PRECISIONS}
    logits = None
    for precision in PRECISIONS:
        for seed in SEEDS:
            options = ["--data", str(data), "--arch", arch, "--epochs", str(plan.epochs), "--batch-size", "16", "--image-size", str(plan.image_size),
                       *usual, "--precision", precision, "--seed", str(seed)]
            print(f"numerics: flowers trains {' '.join(options)} ...", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                run = pathlib.Path(folder)
                accuracies[precision].append(training_runs.train_ours([*programs.flowers, "train", *options], run)["best accuracy"])
                if logits is None:
                    taken = measure.run([*programs.benchmarks, "logits", str(run / "best.pth"), "cuda", *photos], sample_memory=False)
                    logits = {name: float(value) for name, value in json.loads(taken.output).items()}  # "NaN" is a text.
    return Result(accuracies, logits, len(photos))


def print_results(results, plan, markdown):
    rows = []
    for arch, result in results.items():
        rows.append([f"{arch}: largest difference of a logit, CUDA and CPU, float32", f"{result.logits['difference']:.1e}"])
        rows.append([f"{arch}: largest logit", f"{result.logits['largest']:.1f}"])
        rows.append([f"{arch}: photos with the same best class, of {result.logits['photos']:.0f}", f"{result.logits['agreeing']:.0f}"])
        for precision, values in result.accuracies.items():
            rows.append([f"{arch}: best accuracy in {precision}, seeds {', '.join(map(str, SEEDS))}", spread(values, 3)])
    options = " ".join(_without_precision(plan.train_options))
    print_table(f"Numerics: `train {options}`, {plan.epochs} epochs at {plan.image_size} px, batch 16", ["", "measured"], rows, markdown)


def _without_precision(options):
    """Options of `train` as a list of names and values, but for the one that is measured."""
    if "--precision" not in options:
        return options
    place = options.index("--precision")
    return options[:place] + options[place + 2:]
