"""What is to be reached, and whether it was."""
import dataclasses

from tables import print_table

# The size at which goals are set.
IMAGE_SIZE = 224


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

    def verdict(self, value):
        if value is None:
            return "not measured"
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
    ],
}


def print_goals(mode, figures, markdown):
    """A row for each goal; figures that were not measured are not in the dict."""
    rows = []
    for goal in GOALS[mode]:
        value = figures.get(goal.figure)
        rows.append([goal.what, goal.wanted, "" if value is None else f"{value:.2f}", goal.verdict(value)])
    print_table(f"Goals, at {IMAGE_SIZE} px", ["", "goal", "measured", ""], rows, markdown)
