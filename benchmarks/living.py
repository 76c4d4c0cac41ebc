"""A program that stays alive and answers rounds: while another one's round runs, it waits and takes no time."""
import contextlib
import json
import pathlib
import subprocess

import device_memory


class Unavailable(Exception):
    """The program cannot do what is asked of it; the message says why."""


class LivingProgram:
    """Says in a first line of JSON what it is ready for; then a line of seconds is a round, answered by a line of JSON."""

    def __init__(self, command, warm_up):
        """Starts it and lets it warm up for a round of so many seconds; raises Unavailable where it cannot."""
        before = device_memory.used_mib()
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            self.ready = self._answer()
            self.rate(warm_up)
        except Unavailable:
            self.close()
            raise
        # What its allocator has taken it keeps: as much as there is now, there was at its peak.
        self.device_mib = max(0, device_memory.used_mib() - before)

    def rate(self, seconds):
        """Images a second in a round that takes so long or a step."""
        with contextlib.suppress(BrokenPipeError):  # Where it has ended, there is no answer either.
            print(seconds, file=self._process.stdin, flush=True)
        answer = self._answer()
        return answer["images"] / answer["seconds"]

    def peak_mib(self):
        """The most memory that it has had in use so far, the device's not counted."""
        status = pathlib.Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024

    def close(self):
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _answer(self):
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"unavailable": "failed"}
        if "unavailable" in answer:
            raise Unavailable(answer["unavailable"])
        return answer
