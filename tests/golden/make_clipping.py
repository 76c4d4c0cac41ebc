#!/usr/bin/python3
"""Writes golden/models/clipping.json: what PyTorch's clip_grad_norm_ makes of three gradients.

    /usr/bin/python3 tests/golden/make_clipping.py
"""
import math

import numpy as np
import torch
from torch import nn

from make_models import rounded, signed, write

SHAPES = ((3, 4), (2, 3, 3, 3), (5,))


def clipped(max_norm, norm_type):
    """The gradients are signed(20 + k, i) * 4; a fourth parameter has none."""
    parameters = [nn.Parameter(torch.zeros(shape)) for shape in (*SHAPES, (2,))]
    for k, parameter in enumerate(parameters[:3]):
        parameter.grad = torch.from_numpy(signed(20 + k, np.arange(parameter.numel())) * np.float32(4)).view_as(parameter)
    before = [rounded(p.grad) for p in parameters[:3]]
    total = nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)
    return {
        "max_norm": max_norm,
        "norm_type": "inf" if math.isinf(norm_type) else norm_type,
        "gradients": before,
        "total": rounded([total])[0],
        "clipped": [rounded(p.grad) for p in parameters[:3]],
    }


def main():
    cases = ((1.0, 2.0), (18.0, 2.0), (100.0, 2.0), (5.0, 1.0), (1.0, math.inf), (10.0, math.inf), (2.0, 3.0))
    write("clipping", [clipped(*case) for case in cases])


if __name__ == "__main__":
    main()
