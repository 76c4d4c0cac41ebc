"""What is to be reached, and whether it was."""
import dataclasses
import statistics

from tables import print_table, spread

# The size at which goals are set, and the epochs of those that tell of whole runs on all photos.
IMAGE_SIZE = 224
EPOCHS = 12


@dataclasses.dataclass(frozen=True)
class Goal:
    """A bound on a measured figure; figures are known by what was measured."""

    what: str
    figure: tuple
    bound: float
    is_least: bool

    @property
    def wanted(self):
        return f"{'at least' if self.is_least else 'at most'} {self.bound:g}"

    def verdict(self, values):
        if not values:
            return "not measured"
        value = statistics.median(values)
        return "reached" if (value >= self.bound if self.is_least else value <= self.bound) else "missed"


def _at_least(bound, what, *figure):
    return Goal(what, figure, bound, is_least=True)


def _at_most(bound, what, *figure):
    return Goal(what, figure, bound, is_least=False)


GOALS = {
    "cpu": [
        *[_at_least(1.15, f"training {arch}, batch 16: images/s over PyTorch's", "train", arch, 16, "eager") for arch in ("resnet18", "resnet34")],
        *[_at_least(1.4, f"evaluation of {arch}, batch 16: images/s over PyTorch's", "eval", arch, 16, "eager") for arch in ("resnet18", "resnet34", "resnet50")],
        _at_most(0.4, "predicting one photo from a cold start, ResNet-18: time over Python's", "cold", "Python"),
        _at_most(1.25, "the same: time over that of a C++ program that only loads libtorch", "cold", "C++"),
        *[_at_most(0.6, f"training {arch} on photos, all processes: peak memory over PyTorch's", "photos", arch, "peak MiB") for arch in ("resnet18", "resnet34")],
    ],
    "gpu": [
        *[_at_least(2.0, f"training {arch} on photos, batch 16: images/s over PyTorch's", "photos", arch, "images/s") for arch in ("resnet18", "resnet34")],
        *[_at_least(1.0, f"training {arch}, batch 256: images/s over PyTorch's AMP, channels last", "train", arch, 256, "amp") for arch in ("resnet18", "resnet34", "resnet50")],
        *[_at_least(0.9, f"training {arch}, batch 256: images/s over torch.compile's", "train", arch, 256, "compile") for arch in ("resnet18", "resnet34", "resnet50")],
        _at_most(0.5, "an epoch of 1,350 photos from the second one, ResNet-18: seconds", "epoch", "resnet18"),
        _at_most(0.5, "12 epochs from process start, ResNet-18: time over PyTorch's", "photos", "resnet18", "seconds"),
        *[_at_most(1e-3, f"logits of a trained {arch} in float32: largest difference from the CPU's", "logits", arch) for arch in ("resnet18", "resnet34")],
        *[_at_most(1, f"accuracy that bfloat16 costs {arch}, over the range of three seeds in float32", "bf16", arch) for arch in ("resnet18", "resnet34")],
    ],
}


def print_goals(mode, figures, markdown):
    """A row for each goal; figures are lists of what each round gave, and those that were not measured are not in the dict."""
    rows = []
    for goal in GOALS[mode]:
        values = figures.get(goal.figure, [])
        rows.append([goal.what, goal.wanted, spread(values, 2 if goal.bound >= 0.1 else 5) if values else "", goal.verdict(values)])
    print_table(f"Goals, at {IMAGE_SIZE} px", ["", "goal", "measured", ""], rows, markdown)
