#!/usr/bin/python3
"""The most that this machine's libtorch calculates a second, by precision, and how fast it copies memory: lines of JSON.

    ceiling.py [--seconds 0.5]
"""
import argparse
import json
import os
import time
from functools import partial

import torch
from torch.nn import functional

# Large enough to keep every unit busy; the convolutions are those in which ResNets spend most of their time.
PRODUCTS = {"cpu": [1024], "cuda": [4096, 8192]}
CONVOLUTIONS = {"cpu": [(16, 64, 56), (16, 128, 28), (16, 256, 14)], "cuda": [(256, 64, 56), (256, 128, 28), (256, 256, 14)]}
COPIED_BYTES = {"cpu": 1 << 28, "cuda": 1 << 32}
KERNEL = 3
CALLS_AHEAD = 10


def precisions(device):
    return ["fp32", "bf16"] if device.type == "cpu" else ["fp32", "tf32", "bf16"]


def use(precision):
    """Sets what float32 operations may round to; the type of their tensors."""
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    return torch.bfloat16 if precision == "bf16" else torch.float32


def candidates(device, dtype):
    """What is measured, each with its name and its floating-point operations."""
    for side in PRODUCTS[device.type]:
        matrix = torch.randn(side, side, device=device).to(dtype)
        yield f"{side} x {side} matrix product", 2 * side**3, partial(torch.matmul, matrix, matrix)
    for count, channels, side in CONVOLUTIONS[device.type]:
        for order in torch.contiguous_format, torch.channels_last:
            images = torch.randn(count, channels, side, side, device=device).to(dtype).contiguous(memory_format=order)
            weight = torch.randn(channels, channels, KERNEL, KERNEL, device=device).to(dtype).contiguous(memory_format=order)
            name = f"3 x 3 convolution of {count} x {channels} x {side} x {side}{', channels last' if order == torch.channels_last else ''}"
            yield name, 2 * count * channels * channels * KERNEL**2 * side**2, partial(functional.conv2d, images, weight, padding=1)


def calls_per_second(work, device, seconds):
    """The fastest of five shares of the time: a ceiling is what the machine can do while nothing disturbs it."""
    work()
    best = 0
    for _ in range(5):
        synchronize(device)
        start, calls = time.perf_counter(), 0
        while calls == 0 or time.perf_counter() - start < seconds / 5:
            work()
            calls += 1
            if calls % CALLS_AHEAD == 0:
                synchronize(device)  # A device is given work faster than it does it.
        synchronize(device)
        best = max(best, calls / (time.perf_counter() - start))
    return best


def synchronize(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def copied_bytes_per_second(device, seconds):
    """Read and written together."""
    source = torch.ones(COPIED_BYTES[device.type], dtype=torch.uint8, device=device)
    target = torch.empty_like(source)
    return 2 * COPIED_BYTES[device.type] * calls_per_second(partial(target.copy_, source), device, seconds)


def machine(device):
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    with open("/proc/cpuinfo") as file:
        model = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "a CPU")
    return f"{torch.get_num_threads()} threads of {model}"


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=0.5, help="for each thing that is measured")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.backends.cudnn.benchmark = True
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    print(json.dumps({"device": device.type, "machine": machine(device), "torch": torch.__version__}), flush=True)
    for precision in precisions(device):
        dtype = use(precision)
        rates = {name: operations * calls_per_second(work, device, options.seconds) for name, operations, work in candidates(device, dtype)}
        best = max(rates, key=rates.get)
        print(json.dumps({"precision": precision, "rate": rates[best], "what": best}), flush=True)
    print(json.dumps({"copy": copied_bytes_per_second(device, options.seconds)}), flush=True)


if __name__ == "__main__":
    main()
