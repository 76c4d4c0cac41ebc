"""One prediction from a cold start: ours, Python's, and a C++ program that only loads libtorch."""
import os
import pathlib
import subprocess
import sys
import tempfile

import measure
from tables import print_table, spread

HERE = pathlib.Path(__file__).resolve().parent
LOADER = "C++, libtorch loaded"


def measure_starts(programs, rounds, image_size):
    """The seconds of every start by name; trains a ResNet-18 on a few drawn flowers first, because the weights do not matter."""
    with tempfile.TemporaryDirectory() as folder:
        photos, data, run = (os.path.join(folder, name) for name in ("photos", "data", "run"))
        for command in (
            ["synth", photos, "--per-class", "10", "--size", "256"],
            ["split", photos, "--out", data],
            ["train", "--data", data, "--arch", "resnet18", "--image-size", str(image_size), "--epochs", "1", "--out", run],
        ):
            subprocess.run([*programs.flowers, *command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        tail = [str(next(pathlib.Path(photos).glob("*/*.*"))), "--checkpoint", os.path.join(run, "best.pth")]
        commands = {
            "flowers predict": [*programs.flowers, "predict", *tail, "--json"],
            "Python": [sys.executable, str(HERE / "predict_reference.py"), *tail],
            LOADER: [build_loader(folder)],
        }
        # An untimed run of each: every file is in the system's cache then, for all alike.
        measure.seconds_in_turn(commands, 1)
        return measure.seconds_in_turn(commands, rounds)


def build_loader(folder):
    """Compiles load_libtorch.cpp against the libtorch that LIBTORCH names, or the distribution's."""
    program = os.path.join(folder, "load_libtorch")
    root = os.environ.get("LIBTORCH")
    flags = [f"-isystem{root}/include", f"-L{root}/lib", f"-Wl,-rpath,{root}/lib"] if root else []
    command = [os.environ.get("CXX", "g++"), "-O2", str(HERE / "load_libtorch.cpp"), *flags, "-Wl,--no-as-needed", "-ltorch_cpu", "-lc10", "-o", program]
    # Newer ones are written in C++20, older ones do not compile as such.
    if subprocess.run([*command, "-std=c++17"], stderr=subprocess.DEVNULL).returncode != 0:
        subprocess.run([*command, "-std=c++20"], check=True)
    return program


def ratios(seconds, other):
    return [left / right for left, right in zip(seconds["flowers predict"], seconds[other])]


def print_results(seconds, image_size, markdown):
    rows = [[name, spread(times, 3), spread(ratios(seconds, name), 2)] for name, times in seconds.items()]
    runs = len(next(iter(seconds.values())))
    print_table(f"One prediction of a ResNet-18 at {image_size} px from a cold start, median (range) of {runs}", ["", "s", "ratio"], rows, markdown)
