#!/usr/bin/python3
"""Writes golden/models/training_losses.json: PyTorch's cross entropy with label smoothing, class weights and soft targets.

    /usr/bin/python3 tests/golden/make_training_losses.py

Logits are signed(7, i) * 4, [6, 5]. Targets are the classes 0, 1, 2, 3, 4, 2, or, soft, each row's class mixed with the next row's:
0.7 of one and 0.3 of the other.
"""
import numpy as np
import torch
from torch import nn

from make_models import rounded, signed, write

CLASSES = torch.tensor([0, 1, 2, 3, 4, 2])
WEIGHTS = [0.5, 2.0, 1.0, 0.25, 3.0]


def loss(smoothing, weighted, soft):
    logits = torch.from_numpy(signed(7, np.arange(30)) * np.float32(4)).view(6, 5).requires_grad_()
    one_hot = nn.functional.one_hot(CLASSES, 5).float()
    targets = one_hot * 0.7 + one_hot.roll(-1, 0) * 0.3 if soft else CLASSES
    weight = torch.tensor(WEIGHTS) if weighted else None
    value = nn.CrossEntropyLoss(weight=weight, label_smoothing=smoothing)(logits, targets)
    value.backward()
    return {
        "label_smoothing": smoothing,
        "class_weights": WEIGHTS if weighted else None,
        "soft": soft,
        "logits": rounded(logits.detach()),
        "targets": rounded(targets),
        "loss": rounded(value.detach())[0],
        "gradient": rounded(logits.grad),
    }


def main():
    write("training_losses", [loss(s, w, t) for s in (0.0, 0.1) for w in (False, True) for t in (False, True)])


if __name__ == "__main__":
    main()
