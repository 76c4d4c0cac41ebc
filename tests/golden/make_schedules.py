#!/usr/bin/python3
"""Writes golden/schedules/rates.json: the learning rates of PyTorch's schedulers, as a share of the base rate, at every step.

    /usr/bin/python3 tests/golden/make_schedules.py

Schedulers that PyTorch steps once an epoch are stepped after every STEPS_PER_EPOCH steps, the others after every step.
"""
import json
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler

FOLDER = pathlib.Path(__file__).parent / "schedules"
STEPS_PER_EPOCH = 7


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))], lr=1.0)


def rates(make, epochs, every=1, total=None):
    own = optimizer()
    scheduler = make(own)
    factors = []
    for step in range(total or epochs * STEPS_PER_EPOCH):
        factors.append(own.param_groups[0]["lr"])
        own.step()
        if (step + 1) % every == 0:
            scheduler.step()
    return factors


def cosine(own, steps):
    return lr_scheduler.CosineAnnealingLR(own, T_max=steps)


def one_cycle(own, steps):
    return lr_scheduler.OneCycleLR(own, max_lr=1.0, total_steps=steps, cycle_momentum=False)


def warmed(make, warmup, steps):
    """LinearLR from 1/warmup, then the scheduler over the steps that remain."""
    def both(own):
        main = make(own, steps - warmup)
        first = lr_scheduler.LinearLR(own, start_factor=1 / warmup, total_iters=warmup - 1)
        return lr_scheduler.SequentialLR(own, [first, main], milestones=[warmup])
    return both


def warmed_epochs(make, warmup, epochs):
    """LinearLR stepped once a step, times a scheduler stepped once an epoch."""
    ramp = rates(lambda own: lr_scheduler.LinearLR(own, start_factor=1 / warmup, total_iters=warmup - 1), epochs)
    main = rates(make, epochs, every=STEPS_PER_EPOCH)
    return [a * b for a, b in zip(ramp, main)]


def case(schedule, epochs, factors, **options):
    return {"schedule": schedule, "epochs": epochs, **options, "factors": factors}


def cases():
    per_epoch = STEPS_PER_EPOCH

    def step(size, gamma):
        return lambda own: lr_scheduler.StepLR(own, size, gamma)

    def multistep(milestones, gamma):
        return lambda own: lr_scheduler.MultiStepLR(own, milestones, gamma)

    yield case("step", 12, rates(step(10, 0.5), 12, per_epoch), step_size=10, gamma=0.5)
    yield case("step", 10, rates(step(3, 0.1), 10, per_epoch), step_size=3, gamma=0.1)
    yield case("step", 8, rates(step(1, 0.9), 8, per_epoch), step_size=1, gamma=0.9)
    yield case("step", 7, warmed_epochs(step(3, 0.1), 35, 7), step_size=3, gamma=0.1, warmup_epochs=5)
    yield case("multistep", 9, rates(multistep([3, 6, 8], 0.1), 9, per_epoch), milestones=[3, 6, 8], gamma=0.1)
    yield case("multistep", 7, rates(multistep([2, 2, 5], 0.3), 7, per_epoch), milestones=[2, 2, 5], gamma=0.3)
    yield case("multistep", 6, warmed_epochs(multistep([1, 4], 0.2), 10, 6), milestones=[1, 4], gamma=0.2, warmup_epochs=10 / per_epoch)
    for epochs in (1, 5, 30):
        steps = epochs * per_epoch
        yield case("cosine", epochs, rates(lambda own: cosine(own, steps), epochs))
        yield case("onecycle", epochs, rates(lambda own: one_cycle(own, steps), epochs))
    for epochs, warmup in ((5, 2), (5, 7), (30, 21), (6, 41)):
        steps = epochs * per_epoch
        yield case("cosine", epochs, rates(warmed(cosine, warmup, steps), epochs), warmup_epochs=warmup / per_epoch)
        yield case("onecycle", epochs, rates(warmed(one_cycle, warmup, steps), epochs), warmup_epochs=warmup / per_epoch)
    ramp = rates(lambda own: lr_scheduler.LinearLR(own, start_factor=1 / 12, total_iters=11), 3)
    yield case("constant", 3, ramp, warmup_epochs=12 / per_epoch)


def main():
    # SequentialLR itself passes an epoch to step, and PyTorch warns of that.
    warnings.simplefilter("ignore", UserWarning)
    FOLDER.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in cases())
    text = f'{{"steps_per_epoch":{STEPS_PER_EPOCH},"cases":[\n{lines}\n]}}\n'
    (FOLDER / "rates.json").write_text(text)


if __name__ == "__main__":
    main()
