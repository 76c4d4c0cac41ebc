#!/usr/bin/python3
"""The prediction program that a PyTorch user would write: what `flowers predict` is measured against.

    predict_reference.py PHOTO --checkpoint FILE

Prints the five likeliest classes of one photo as a line of JSON, from a checkpoint that `flowers train` wrote.
"""
import argparse
import json

import torch
import torchvision
from PIL import Image, ImageOps
from torchvision import transforms


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photo")
    parser.add_argument("--checkpoint", required=True)
    options = parser.parse_args()

    checkpoint = torch.load(options.checkpoint, weights_only=True)
    classes, size = checkpoint["classes"], checkpoint["image_size"]
    model = getattr(torchvision.models, checkpoint["arch"])(num_classes=len(classes))
    model.load_state_dict(checkpoint["state_dict"])
    model.eval()

    transform = transforms.Compose([
        transforms.Resize(size * 256 // 224),
        transforms.CenterCrop(size),
        transforms.ToTensor(),
        transforms.Normalize(checkpoint["mean"], checkpoint["std"]),
    ])
    image = ImageOps.exif_transpose(Image.open(options.photo)).convert("RGB")
    with torch.inference_mode():
        probabilities = model(transform(image).unsqueeze(0)).softmax(1)[0]
    top = probabilities.topk(min(5, len(classes)))
    print(json.dumps({
        "path": options.photo,
        "top": [{"class": classes[i], "index": i, "probability": p} for p, i in zip(top.values.tolist(), top.indices.tolist())],
    }))


if __name__ == "__main__":
    main()
