#!/usr/bin/python3
"""Writes golden/gradcam.json: Grad-CAM of networks and images by the formula of make_models.py, by PyTorch's hooks.

    /usr/bin/python3 tests/golden/make_gradcam.py

maps: for each image the class's map at the feature map's size, its largest value 1. upsampled: every 37th value of the first map that is
not all 0, by interpolate to the image's size.
"""
import json
import pathlib

import torch
from torch.nn import functional as F

from make_models import created, images, rounded

FILE = pathlib.Path(__file__).resolve().parent / "gradcam.json"
CLASSES, HEIGHT, WIDTH = [1, 0, 4], 97, 130


def features_and_logits(model, batch):
    """What the head takes, with its gradient kept, and the logits."""
    if hasattr(model, "norm"):
        kept = {}
        hook = model.norm.register_forward_hook(lambda _, __, output: kept.update(norm=output))
        with torch.no_grad():
            model(batch)
        hook.remove()
        features = F.relu(kept["norm"]).requires_grad_()
        return features, model.fc(features.mean(dim=(2, 3)))

    kept = []
    hook = model.avgpool.register_forward_pre_hook(lambda _, inputs: (inputs[0].retain_grad(), kept.append(inputs[0])) and None)
    logits = model(batch)
    hook.remove()
    return kept[0], logits


def grad_cam(arch):
    features, logits = features_and_logits(created(arch, 5).eval(), images(3, HEIGHT, WIDTH))
    logits[range(3), CLASSES].sum().backward()
    weights = features.grad.mean((2, 3), keepdim=True)
    maps = torch.relu((weights * features).sum(1, keepdim=True)).detach()
    maps = maps / maps.amax((1, 2, 3), keepdim=True).clamp(min=1e-30)
    first = next(i for i in range(3) if maps[i].max() > 0)
    upsampled = F.interpolate(maps, size=(HEIGHT, WIDTH), mode="bilinear", align_corners=False)[first, 0]
    return {"arch": arch, "shape": list(maps.shape[2:]), "maps": rounded(maps), "first": first, "upsampled": rounded(upsampled.flatten()[::37])}


def main():
    entries = [grad_cam(arch) for arch in ("resnet18", "resnet50", "preact-resnet18")]
    FILE.write_text(json.dumps({"classes": CLASSES, "height": HEIGHT, "width": WIDTH, "networks": entries}) + "\n")


if __name__ == "__main__":
    main()
