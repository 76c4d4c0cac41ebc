#!/usr/bin/python3
"""Writes golden/optimizers/*.pth: PyTorch's optimizers after three steps, and what their fourth step makes of the parameters.

    /usr/bin/python3 tests/golden/make_optimizers.py

Each file is a dict of parameters (after three steps, in the order of the two groups, two with and two without weight decay), gradients
(of the fourth step), optimizer (state_dict() after three steps) and next (the parameters after the fourth). The last parameter has no
gradient before the fourth step, and so no state. golden/check_optimizers.py reads the same layout, written by the tests.
"""
import copy
import pathlib

import torch
from torch import nn

FOLDER = pathlib.Path(__file__).resolve().parent / "optimizers"
LR = 0.01

OPTIMIZERS = {
    "adam": lambda groups: torch.optim.Adam(groups(0.1), lr=LR),
    "adamw": lambda groups: torch.optim.AdamW(groups(0.05), lr=LR),
    "sgd": lambda groups: torch.optim.SGD(groups(0), lr=LR),
    "sgd_momentum": lambda groups: torch.optim.SGD(groups(0.01), lr=LR, momentum=0.9),
    "sgd_nesterov": lambda groups: torch.optim.SGD(groups(0.01), lr=LR, momentum=0.9, nesterov=True),
}


def create(name, parameters):
    """The optimizer over two groups; the second has no weight decay."""
    def groups(decay):
        return [{"params": parameters[:2], "weight_decay": decay}, {"params": parameters[2:], "weight_decay": 0}]
    return OPTIMIZERS[name](groups)


def written(name):
    torch.manual_seed(1)
    parameters = [nn.Parameter(torch.randn(shape)) for shape in ((3, 4), (2, 3, 1, 1), (3,), (2,))]
    optimizer = create(name, parameters)
    for step in range(4):
        if step == 3:
            # Copies: the state dict holds the optimizer's own tensors.
            result = {"parameters": [p.detach().clone() for p in parameters], "optimizer": copy.deepcopy(optimizer.state_dict())}
        for parameter in parameters[:3] if step < 3 else parameters:
            parameter.grad = torch.randn(parameter.shape)
        optimizer.step()
    result["gradients"] = [p.grad.clone() for p in parameters]
    result["next"] = [p.detach().clone() for p in parameters]
    return result


def main():
    FOLDER.mkdir(exist_ok=True)
    for name in OPTIMIZERS:
        torch.save(written(name), FOLDER / f"{name}.pth")


if __name__ == "__main__":
    main()
