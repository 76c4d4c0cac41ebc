"""Training and evaluation on synthetic batches: two living programs, a round of the one after a round of the other."""
import dataclasses
import pathlib
import statistics
import sys

from living import LivingProgram, Unavailable
from tables import print_table, spread

REFERENCE = pathlib.Path(__file__).resolve().parent / "step_reference.py"
TITLES = {"train": "Training", "eval": "Evaluation"}
MEMORY = {"cpu": "at the peak of the process", "gpu": "on the GPU, all that the process keeps there"}
COLUMNS = ["network, batch", "PyTorch's variant", "ours in", "ours images/s", "PyTorch images/s", "ratio", "share of the ceiling", "ours MiB", "PyTorch MiB", "ratio"]


@dataclasses.dataclass(frozen=True)
class Cell:
    """One row: what is measured, and against which of PyTorch's variants."""

    kind: str  # train or eval
    arch: str
    batch_size: int
    variant: str

    def options(self, image_size):
        return [self.kind, "--arch", self.arch, "--batch-size", str(self.batch_size), "--image-size", str(image_size)]


@dataclasses.dataclass
class Result:
    """What was measured; a side that could not run says why and has no figures."""

    cell: Cell
    precision: str
    ours: list = dataclasses.field(default_factory=list)
    theirs: list = dataclasses.field(default_factory=list)
    ours_mib: float = 0
    theirs_mib: float = 0
    operations: int = 0
    unavailable: tuple = ()  # Which side cannot, and why.

    @property
    def ratios(self):
        return [left / right for left, right in zip(self.ours, self.theirs)]


def measure_all(cells, programs, plan):
    """The results of cells, one after another; whatever they print goes to stderr."""
    results = []
    for number, cell in enumerate(cells, 1):
        print(f"{number} of {len(cells)}: {cell.kind} {cell.arch}, batch {cell.batch_size}, against {cell.variant} ...", file=sys.stderr, flush=True)
        results.append(_measure(cell, programs, plan))
    return results


def _measure(cell, programs, plan):
    precision, flags = plan.ours_in(cell.variant)
    result = Result(cell, precision)
    options = cell.options(plan.image_size)
    ours = theirs = None
    try:
        # The reference first: where it cannot run, ours need not start.
        theirs = LivingProgram([sys.executable, str(REFERENCE), *options, "--variant", cell.variant], plan.seconds)
        ours = LivingProgram([*programs.benchmarks, "steps", *options, *flags], plan.seconds)
        result.operations = ours.ready["operations"]
        for number in range(plan.rounds):
            # The order changes from round to round: a machine that warms up favours nobody.
            for side, rates in [(ours, result.ours), (theirs, result.theirs)][:: 1 if number % 2 == 0 else -1]:
                rates.append(side.rate(plan.seconds))
        result.ours_mib, result.theirs_mib = (side.device_mib or side.peak_mib() for side in (ours, theirs))
    except Unavailable as reason:
        result.unavailable = ("PyTorch" if theirs is None else "ours", str(reason))
    finally:
        for side in (ours, theirs):
            if side is not None:
                side.close()
    return result


def print_results(kind, results, ceilings, plan, markdown):
    title = f"{TITLES[kind]} at {plan.image_size} px, synthetic batches: median (range) of {plan.rounds} rounds of {plan.seconds:g} s in turn; MiB {MEMORY[plan.mode]}"
    print_table(title, COLUMNS, [_row(result, ceilings) for result in results if result.cell.kind == kind], markdown)


def _row(result, ceilings):
    cell = result.cell
    head = [f"{cell.arch}, {cell.batch_size}", cell.variant, result.precision]
    if result.unavailable:
        side, reason = result.unavailable
        return [*head, *[reason if column == f"{side} images/s" else "" for column in COLUMNS[len(head):]]]
    share = statistics.median(result.ours) * result.operations / ceilings[result.precision]
    return [
        *head, spread(result.ours, 1), spread(result.theirs, 1), spread(result.ratios, 2), f"{share:.0%}",
        f"{result.ours_mib:,.0f}", f"{result.theirs_mib:,.0f}", f"{result.ours_mib / result.theirs_mib:.2f}",
    ]
