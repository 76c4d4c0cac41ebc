#!/usr/bin/python3
"""Loads optimizer states that this project wrote with PyTorch, takes the next step, and compares it with the one taken here.

    check_optimizers.py FOLDER

FOLDER holds adam.pth, adamw.pth, …, in the layout of make_optimizers.py; the tests write it to
artifacts/bin/ResNetFlowers.Tests/debug/optimizers. Needs any PyTorch from 1.13 on.
"""
import pathlib
import sys

import torch
from torch import nn

import make_optimizers


def check(name, path):
    held = torch.load(path, weights_only=True)
    parameters = [nn.Parameter(tensor) for tensor in held["parameters"]]
    optimizer = make_optimizers.create(name, parameters)
    optimizer.load_state_dict(held["optimizer"])
    for parameter, gradient in zip(parameters, held["gradients"]):
        parameter.grad = gradient
    optimizer.step()
    for i, (parameter, expected) in enumerate(zip(parameters, held["next"])):
        assert torch.allclose(parameter, expected, rtol=1e-6, atol=1e-6), f"{name}: parameter {i} is {parameter}, not {expected}"


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in make_optimizers.OPTIMIZERS:
        check(name, folder / f"{name}.pth")
    print(f"PyTorch {torch.__version__} goes on from all {len(make_optimizers.OPTIMIZERS)} optimizers in {folder}")


if __name__ == "__main__":
    main()
