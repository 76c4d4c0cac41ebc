"""Writes golden/models/*.json: what PyTorch and torchvision compute for weights and images that a formula gives. The networks
that torchvision lacks are in reference_networks.py.

    /usr/bin/python3 tests/golden/make_models.py

The formula (repeated in tests/ResNetFlowers.Tests/Models/Formula.cs) needs only 32-bit integers and single rounded float32
operations, so that C# fills the same bits and no weights need be committed:

    hash(k, i)  = lowbias32(k * 0x9E3779B1 + i * 0x85EBCA77)                 mod 2^32
    signed(k,i) = 2 * (hash >> 8) / 2^24 - 1                                 in [-1, 1), exact

For element i of the k-th tensor of a state dict (k counts from 0 in the state dict's own order):

    weight of a convolution   signed * sqrt(6 / fan_in)      the variance of He's initialisation
    weight of the head        signed * sqrt(3 / fan_in)
    weight of a BatchNorm     0.6 + signed * 0.1             below 1, so that deep residual sums stay small;
    the same, named bn3       0.1 + signed * 0.1             or a hundred layers amplify rounding beyond 1e-4
    bias, running_mean        signed * 0.1
    running_var               1 + signed * 0.25
    num_batches_tracked       0

Image n, channel c of C, row y, column x: patches of 16 x 16 with grain on them, with k = 1000 + C n + c,

    signed(k, (y // 16) * 64 + x // 16) + 0.5 * signed(k + 500, y * 1024 + x)
"""

import json
import math
import pathlib

import numpy as np
import torch
from torch import nn

from reference_networks import PREACT, build

FOLDER = pathlib.Path(__file__).parent / "models"
RESNETS = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"]
OTHERS = [
    "resnet18-a", "resnet34-a", "resnext50_32x4d", "resnext101_32x8d", "wide_resnet50_2", "wide_resnet101_2", *PREACT, "d2l-resnet18",
]


def signed(k, i):
    """The formula's number in [-1, 1) for an array of element indices, as float32."""
    with np.errstate(over="ignore"):
        h = np.uint32(k) * np.uint32(0x9E3779B1) + i.astype(np.uint32) * np.uint32(0x85EBCA77)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x7FEB352D)
        h ^= h >> np.uint32(15)
        h *= np.uint32(0x846CA68B)
        h ^= h >> np.uint32(16)
    return (h >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)


def fill(model):
    """Sets every tensor of the model's state dict by the formula."""
    state = model.state_dict()
    for k, (name, tensor) in enumerate(state.items()):
        s = signed(k, np.arange(tensor.numel()))
        if name.endswith("num_batches_tracked"):
            values = np.zeros(1, np.int64)
        elif name.endswith("running_var"):
            values = np.float32(1) + s * np.float32(0.25)
        elif name.endswith(("running_mean", "bias")):
            values = s * np.float32(0.1)
        elif tensor.dim() == 1:
            values = np.float32(0.1 if ".bn3." in name else 0.6) + s * np.float32(0.1)
        else:
            fan_in = tensor[0].numel()
            values = s * np.float32(math.sqrt((6 if tensor.dim() == 4 else 3) / fan_in))
        tensor.copy_(torch.from_numpy(values).view_as(tensor))


def images(count, height, width=None, channels=3):
    """A batch [count, channels, height, width] by the formula; square, where no width is given."""
    width = width or height
    y, x = np.mgrid[0:height, 0:width]
    planes = [
        signed(1000 + k, (y // 16) * 64 + x // 16) + np.float32(0.5) * signed(1500 + k, y * 1024 + x)
        for k in range(channels * count)
    ]
    return torch.from_numpy(np.stack(planes)).view(count, channels, height, width)


def created(arch, classes):
    with torch.no_grad():
        model = build(arch, classes)
        fill(model)
    return model


def rounded(values):
    return [float(f"{v:.8g}") for v in np.asarray(values, dtype=np.float64).ravel()]


def logits(output):
    """Every 40th of 1000 logits (all, if fewer), and the l2 norm of the whole row, for each image."""
    stride = 40 if output.shape[1] == 1000 else 1
    return [{"sample": rounded(row[::stride]), "l2": rounded(row.double().norm().reshape(1))[0]} for row in output]


def summary(named):
    """name -> [mean, l2, first two values, last two values] of each tensor."""
    return {
        name: rounded([t.double().mean(), t.double().norm(), *t.flatten()[:2], *t.flatten()[-2:]])
        for name, t in named
    }


def statistics(model):
    return summary((n, b) for n, b in model.named_buffers() if not n.endswith("num_batches_tracked"))


def features(model, batch):
    """The four stages' outputs; the last as the head takes it, so after the norm of a pre-activated network."""
    maps = {}
    names = ["layer1", "layer2", "layer3", "layer4"]
    hooks = [
        getattr(model, name).register_forward_hook(lambda _, __, output, name=name: maps.update({name: output.clone()}))
        for name in names
    ]
    model(batch)
    for hook in hooks:
        hook.remove()
    if hasattr(model, "norm"):
        maps["layer4"] = torch.relu(model.norm(maps["layer4"]))
    return {name: {"shape": list(maps[name].shape), "values": summary([("", maps[name])])[""]} for name in names}


def forward_passes(arch):
    model = created(arch, 10 if arch == "d2l-resnet18" else 1000)
    channels = model.conv1.in_channels
    sizes = (224, 215) if arch in RESNETS else (64, 33)
    count = 1 if arch in ("resnet101", "resnet152") else 2
    with torch.no_grad():
        model.eval()
        at = {str(size): logits(model(images(count, size, channels=channels))) for size in sizes}
        maps = features(model, images(1, 33, 47, channels))
        model.train()
        trained = logits(model(images(4, 64, channels=channels)))
    return {
        "parameters": sum(p.numel() for p in model.parameters()),
        "state_dict": [f"{name} {list(t.shape)}" for name, t in model.state_dict().items()],
        "features_33_47": maps,
        "eval_logits": at,
        "train_logits_64": trained,
        "batch_norm": statistics(model),
    }


def gradients(arch, dtype=torch.float32):
    """A network at 5 classes, four images of 64 x 64 of classes 0, 1, 2, 4, cross entropy: the model and what came out."""
    model = created(arch, 5).to(dtype)
    model.train()
    output = model(images(4, 64, channels=model.conv1.in_channels).to(dtype))
    loss = nn.functional.cross_entropy(output, torch.tensor([0, 1, 2, 4]))
    loss.backward()
    return model, {
        "loss": rounded([loss.detach()])[0],
        "logits": logits(output.detach()),
        "gradient_l2": {n: rounded([p.grad.double().norm()])[0] for n, p in model.named_parameters()},
    }


def one_step(make_optimizer):
    model, result = gradients("resnet18")
    make_optimizer(model.parameters()).step()
    return result | {
        "weights": summary((n, p.detach()) for n, p in model.named_parameters()),
        "batch_norm": statistics(model),
    }


def steps():
    return {
        "adam": one_step(lambda p: torch.optim.Adam(p, lr=1e-3)),
        "adamw": one_step(lambda p: torch.optim.AdamW(p, lr=1e-3, weight_decay=0.05)),
        "sgd": one_step(lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9, weight_decay=1e-4, nesterov=True)),
    }


def backward_passes():
    """In double precision: in single, a pixel at the kink of a ReLU may fall on either side, and gradients differ by 1e-4."""
    architectures = ("resnet18-a", "resnext50_32x4d", "preact-resnet18", "preact-resnet50", "d2l-resnet18")
    return {arch: gradients(arch, torch.float64)[1] for arch in architectures}


def five_steps(make_optimizer):
    """Weights after each of five steps down sum(w^4) + sum(w): the optimizer's own state, and no network."""
    weight = nn.Parameter(torch.tensor([1.0, -0.5, 0.25, 2.0, -1.5, 0.0]))
    optimizer = make_optimizer([weight])
    path = []
    for _ in range(5):
        optimizer.zero_grad()
        (weight.pow(4).sum() + weight.sum()).backward()
        optimizer.step()
        path.append(rounded(weight.detach()))
    return path


def optimizers():
    sgd, adam, adamw = torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW
    return {
        "sgd": five_steps(lambda p: sgd(p, lr=0.01)),
        "sgd_momentum": five_steps(lambda p: sgd(p, lr=0.01, momentum=0.9, dampening=0.1, weight_decay=0.01)),
        "sgd_nesterov": five_steps(lambda p: sgd(p, lr=0.01, momentum=0.9, weight_decay=1e-4, nesterov=True)),
        "adam": five_steps(lambda p: adam(p, lr=0.01)),
        "adam_decay": five_steps(lambda p: adam(p, lr=0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1)),
        "adam_amsgrad": five_steps(lambda p: adam(p, lr=0.01, amsgrad=True)),
        "adamw": five_steps(lambda p: adamw(p, lr=0.01, weight_decay=0.05)),
    }


def losses():
    """cross_entropy of logits signed(7, i) * 4, [6, 5], targets 0, 1, 2, 3, 4, 2, and its gradient."""
    result = []
    for smoothing in (0.0, 0.1, 0.3):
        for reduction in ("mean", "sum", "none"):
            scores = torch.from_numpy(signed(7, np.arange(30)) * np.float32(4)).view(6, 5).requires_grad_()
            target = torch.tensor([0, 1, 2, 3, 4, 2])
            loss = nn.functional.cross_entropy(scores, target, reduction=reduction, label_smoothing=smoothing)
            loss.sum().backward()
            result.append({
                "label_smoothing": smoothing,
                "reduction": reduction,
                "scores": rounded(scores.detach()),
                "loss": rounded(loss.detach()),
                "gradient": rounded(scores.grad),
            })
    return result


def initial():
    """kaiming_normal_(mode fan_out, relu) after manual_seed(0)."""
    return drawn(
        lambda weight: nn.init.kaiming_normal_(weight, mode="fan_out", nonlinearity="relu"),
        [64, 3, 7, 7], [128, 64, 3, 3], [256, 1024, 1, 1],
    )


def initial_xavier():
    """xavier_uniform_ after manual_seed(0)."""
    return drawn(nn.init.xavier_uniform_, [64, 1, 7, 7], [128, 64, 3, 3], [10, 512])


def drawn(initialize, *shapes):
    result = []
    for shape in shapes:
        torch.manual_seed(0)
        weight = initialize(torch.empty(shape))
        result.append({"shape": shape, "std": rounded([weight.double().std()])[0], "first": rounded(weight.flatten()[:4])})
    return result


def write(name, value):
    # A line for each tensor: small, and still a file that a person reads and git compares.
    text = json.dumps(value, separators=(",", ":"))
    for end in ('},"', '],"', '},{'):
        text = text.replace(end, f"{end[:2]}\n{end[2:]}")
    (FOLDER / f"{name}.json").write_text(text + "\n")


def main():
    FOLDER.mkdir(exist_ok=True)
    for arch in RESNETS + OTHERS:
        write(arch, forward_passes(arch))
    for make in (steps, backward_passes, optimizers, losses, initial, initial_xavier):
        write(make.__name__, make())


if __name__ == "__main__":
    main()
