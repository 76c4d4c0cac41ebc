#!/usr/bin/python3
"""Evaluates one checkpoint with `flowers eval` and with PyTorch: the same weights must give the same accuracy."""
import argparse
import json

import torch
import torchvision
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

import measure
from programs import FLOWERS


def evaluate_with_pytorch(path, folder):
    checkpoint = torch.load(path, weights_only=True)
    size = checkpoint["image_size"]
    transform = transforms.Compose([
        transforms.Resize(size * 256 // 224),
        transforms.CenterCrop(size),
        transforms.ToTensor(),
        transforms.Normalize(checkpoint["mean"], checkpoint["std"]),
    ])
    images = ImageFolder(folder, transform)
    assert images.classes == checkpoint["classes"], f"{folder} holds {images.classes}, {path} knows {checkpoint['classes']}"
    model = getattr(torchvision.models, checkpoint["arch"])(num_classes=len(images.classes))
    model.load_state_dict(checkpoint["state_dict"], strict=True)
    model.eval()
    with torch.inference_mode():
        correct = sum((model(batch).argmax(1) == labels).sum().item() for batch, labels in DataLoader(images, batch_size=32))
    return len(images), correct


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, help="a checkpoint file that `flowers train` wrote")
    parser.add_argument("--data", default="data/val", help="folder with one sub-folder a class")
    arguments = parser.parse_args()

    ours = json.loads(measure.run(
        [str(FLOWERS), "eval", "--checkpoint", arguments.checkpoint, "--data", arguments.data, "--json"], sample_memory=False).output)
    count, correct = evaluate_with_pytorch(arguments.checkpoint, arguments.data)
    print(f"flowers: {round(ours['top1'] * ours['images'])} of {ours['images']} right")
    print(f"PyTorch: {correct} of {count} right, the checkpoint loaded strictly into torchvision's model")


if __name__ == "__main__":
    main()
