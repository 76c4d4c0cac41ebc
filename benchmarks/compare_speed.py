#!/usr/bin/python3
"""Measures ours against PyTorch's with the same settings, and both against what the machine can do; prints tables and goals."""
import json
import os
import pathlib
import subprocess
import sys

import goals
import numerics
import programs
import speed_cold
import speed_photos
import speed_steps
from plan import parse
from tables import print_table

CEILING = pathlib.Path(__file__).resolve().parent / "ceiling.py"
COLD_ROUNDS = 7
# Of a core; what a desktop does when nobody is there stays below.
BUSY_LOAD = 0.3


def measure_ceilings(plan):
    """Operations a second by precision."""
    answer = subprocess.run([sys.executable, str(CEILING)], check=True, stdout=subprocess.PIPE, text=True).stdout
    machine, *rates, copy = map(json.loads, answer.splitlines())
    if plan.mode == "gpu" and machine["device"] != "cuda":
        sys.exit("bench: gpu: this PyTorch sees no CUDA device; run me where there is one, or measure with: bench.sh cpu")
    rows = [[rate["precision"], f"{rate['rate'] / 1e9:,.0f} GFLOP/s", rate["what"]] for rate in rates]
    rows.append(["memory", f"{copy['copy'] / 1e9:,.1f} GB/s", "copy, read and written"])
    print_table(f"The ceiling: {machine['machine']}, PyTorch {machine['torch']}", ["", "at most", "measured with"], rows, plan.markdown)
    return {rate["precision"]: rate["rate"] for rate in rates}


def measure_steps(plan, ours, ceilings, figures):
    results = speed_steps.measure_all(plan.cells, ours, plan)
    for kind in ("train", "eval"):
        if any(result.cell.kind == kind for result in results):
            speed_steps.print_results(kind, results, ceilings, plan, plan.markdown)
    for result in results:
        figures[result.cell.kind, result.cell.arch, result.cell.batch_size, result.cell.variant] = result.ratios


def has_photos(plan):
    if speed_photos.is_split(plan.data):
        return True
    print(f"bench: {plan.data} holds no train and val, photos are left out; make them with: scripts/flowers split PHOTOS --out {plan.data}", file=sys.stderr)
    return False


def measure_photos(plan, ours, figures):
    results = speed_photos.measure(plan.photo_archs, plan.data, ours, plan)
    speed_photos.print_results(results, plan, plan.markdown)
    for arch, (runs, _) in results.items():
        for name in ("images/s", "peak MiB"):
            figures["photos", arch, name] = speed_photos.ratios(results, arch, name)
        if plan.photos is None and plan.epochs == goals.EPOCHS:
            figures["photos", arch, "seconds"] = speed_photos.ratios(results, arch, "seconds")
            figures["epoch", arch] = [run["epoch seconds"] for run in runs]


def measure_numerics(plan, ours, figures):
    with speed_photos.fewer(plan.data, plan.photos) as data:
        results = numerics.measure_all(plan.photo_archs, data, ours, plan)
    numerics.print_results(results, plan, plan.markdown)
    for arch, result in results.items():
        figures["logits", arch] = [result.logits["difference"]]
        figures["bf16", arch] = [result.shortfall]


def measure_cold(plan, ours, figures):
    seconds = speed_cold.measure_starts(ours, COLD_ROUNDS, plan.image_size)
    speed_cold.print_results(seconds, plan.image_size, plan.markdown)
    figures["cold", "Python"] = speed_cold.ratios(seconds, "Python")
    figures["cold", "C++"] = speed_cold.ratios(seconds, speed_cold.LOADER)


def measure(plan, ours, ceilings, figures):
    if plan.cells:
        measure_steps(plan, ours, ceilings, figures)
    if {"photos", "numerics"} & set(plan.parts) and has_photos(plan):
        if "photos" in plan.parts:
            measure_photos(plan, ours, figures)
        if "numerics" in plan.parts and plan.mode == "gpu":
            measure_numerics(plan, ours, figures)
    if "cold" in plan.parts and plan.mode == "cpu":
        measure_cold(plan, ours, figures)


def warn_if_busy():
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    if load > BUSY_LOAD * cores:
        print(f"\nThis machine does other things as well (load average {load:.1f}, {cores} cores): these figures say little.")


def main():
    plan = parse()
    warn_if_busy()
    if plan.mode == "cpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = ""  # For everything that is started from here.
    ceilings = measure_ceilings(plan)
    if plan.parts == ("ceiling",):
        return
    ours = programs.find(plan.program)
    figures = {}
    try:
        measure(plan, ours, ceilings, figures)
    except subprocess.CalledProcessError as failed:
        sys.exit(f"bench: failed: {' '.join(map(str, failed.cmd))}")
    finally:
        # Of what has been measured by then.
        if plan.image_size == goals.IMAGE_SIZE:
            goals.print_goals(plan.mode, figures, plan.markdown)


if __name__ == "__main__":
    main()
