"""How much of the GPU's memory is in use, by the driver's own tool: the same for every program, whatever it is written in."""
import shutil
import subprocess

_QUERY = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]


def used_mib():
    """All programs on all GPUs together; 0 without a GPU."""
    if shutil.which(_QUERY[0]) is None:
        return 0
    answer = subprocess.run(_QUERY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return sum(int(line) for line in answer.stdout.split() if line.isdigit()) if answer.returncode == 0 else 0
