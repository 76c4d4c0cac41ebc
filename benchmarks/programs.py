"""Our programs: built here, or published in a folder."""
import dataclasses
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLOWERS = HERE.parent / "scripts" / "flowers"
BENCHMARKS = "ResNetFlowers.Benchmarks"


@dataclasses.dataclass(frozen=True)
class Programs:
    """The beginnings of their command lines."""

    flowers: list
    benchmarks: list


def find(folder):
    """Those of a folder; None builds them."""
    if folder is None:
        # Built before anything is timed.
        subprocess.run([str(FLOWERS), "--version"], check=True, stdout=subprocess.DEVNULL)
        return Programs([str(FLOWERS)], build_benchmarks())
    found = Programs([os.path.join(folder, "flowers")], [os.path.join(folder, BENCHMARKS)])
    for program in *found.flowers, *found.benchmarks:
        if not os.access(program, os.X_OK):
            sys.exit(f"--program {folder}: has no program {os.path.basename(program)}; publish it there, or leave the option out to build it")
    return found


def build_benchmarks():
    """Builds the program of what Python cannot measure; gives the beginning of its command line."""
    project = HERE / BENCHMARKS
    build = subprocess.run(["dotnet", "build", str(project), "--configuration", "Release", "--verbosity", "quiet", "--nologo"],
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if build.returncode != 0:
        sys.exit(f"{build.stdout}bench: the build failed")
    return ["dotnet", str(HERE.parent / "artifacts" / "bin" / BENCHMARKS / "release" / f"{BENCHMARKS}.dll")]
