"""Runs a program and measures what it takes: time, and memory of all its processes together."""
import dataclasses
import os
import pathlib
import subprocess
import threading
import time

import device_memory

# A sample walks every page table of the tree; this often, it costs well under one percent.
SAMPLE_SECONDS = 0.5


@dataclasses.dataclass(frozen=True)
class Measurement:
    """
    What one run took. Memory is the highest sum of PSS: pages that processes share are counted once. Device memory is what the GPUs had
    in use above what they had before; 0 without one.
    """

    seconds: float
    peak_mib: float
    device_mib: float
    output: str


def run(command, sample_memory=True):
    """Runs a command to its end, its stderr passed through; raises CalledProcessError where it fails."""
    before = device_memory.used_mib() if sample_memory else 0
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    sampler = _Sampler(process.pid)
    if sample_memory:
        sampler.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    if sample_memory:
        sampler.stop()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Measurement(seconds, sampler.peak_kib / 1024, max(0, sampler.peak_device_mib - before), output)


def seconds_in_turn(commands, rounds):
    """The seconds of every run of some commands by name, run one after the other, round after round."""
    seconds = {name: [] for name in commands}
    for number in range(rounds):
        # The order changes from round to round: a machine that warms up favours nobody.
        for name in list(commands)[:: 1 if number % 2 == 0 else -1]:
            seconds[name].append(run(commands[name], sample_memory=False).seconds)
    return seconds


class _Sampler(threading.Thread):
    def __init__(self, root):
        super().__init__(daemon=True)
        self._root = root
        self._done = threading.Event()
        self.peak_kib = 0
        self.peak_device_mib = 0

    def run(self):
        while not self._done.wait(SAMPLE_SECONDS):
            self.peak_kib = max(self.peak_kib, sum(_pss_kib(pid) for pid in _tree(self._root)))
            self.peak_device_mib = max(self.peak_device_mib, device_memory.used_mib())

    def stop(self):
        self._done.set()
        self.join()


def _tree(root):
    children = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            children.setdefault(_parent(entry.name), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def _parent(pid):
    try:
        # The name in parentheses may hold anything; the state and the parent follow it.
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def _pss_kib(pid):
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass  # It ended between being listed and being read.
    return 0
