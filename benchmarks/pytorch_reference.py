#!/usr/bin/python3
"""The training program that a PyTorch user would write: what `flowers train` is measured against.

Trains a torchvision ResNet on DATA/train, validates it on DATA/val, and prints a line of JSON an epoch. The options and
their meaning are those of `flowers train`. Needs Debian's python3-torch and python3-torchvision.
"""
import argparse
import json
import os
import time

import torch
import torchvision
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

from variants import VARIANTS

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder with train/CLASS and val/CLASS")
    parser.add_argument("--arch", default="resnet18")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--image-size", type=int, default=224)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--variant", choices=VARIANTS, default="eager", help="how the network is sped up")
    parser.add_argument("--out", help="file for the weights of the best epoch")
    return parser.parse_args()


def make_loaders(options):
    to_tensor = [transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    size = options.image_size
    pipelines = {
        "train": [transforms.RandomResizedCrop(size), transforms.RandomHorizontalFlip()],
        "val": [transforms.Resize(size * 256 // 224), transforms.CenterCrop(size)],
    }
    return {
        phase: DataLoader(
            ImageFolder(os.path.join(options.data, phase), transforms.Compose(steps + to_tensor)),
            batch_size=options.batch_size,
            shuffle=phase == "train",
            num_workers=options.workers,
            persistent_workers=options.workers > 0,
            pin_memory=torch.cuda.is_available(),
        )
        for phase, steps in pipelines.items()
    }


def run_epoch(model, loader, device, variant, optimizer=None):
    """One pass over the loader, training where there is an optimizer; means are over images."""
    criterion = torch.nn.CrossEntropyLoss()
    model.train(optimizer is not None)
    start, count, correct, loss_sum = time.time(), 0, 0, 0.0
    with torch.set_grad_enabled(optimizer is not None):
        for images, labels in loader:
            images, labels = variant.arrange(images.to(device, non_blocking=True)), labels.to(device, non_blocking=True)
            with variant.autocast(device):
                logits = model(images)
                loss = criterion(logits, labels)
            if optimizer is not None:
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            count += len(labels)
            correct += (logits.argmax(1) == labels).sum().item()
            loss_sum += loss.item() * len(labels)
    return {"loss": round(loss_sum / count, 4), "acc": round(correct / count, 4), "img_s": round(count / (time.time() - start), 1)}


def main():
    options = parse_options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    loaders = make_loaders(options)
    classes = loaders["train"].dataset.classes
    model = getattr(torchvision.models, options.arch)(num_classes=len(classes)).to(device)
    variant = VARIANTS[options.variant]
    # The parameters are the same: what is saved has torchvision's names, however the network is called.
    called = variant.prepare(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10, gamma=0.5)

    best = 0.0
    for epoch in range(1, options.epochs + 1):
        start = time.time()
        results = {
            "train": run_epoch(called, loaders["train"], device, variant, optimizer),
            "val": run_epoch(called, loaders["val"], device, variant),
        }
        seconds = time.time() - start
        scheduler.step()
        accuracy = results["val"]["acc"]
        if accuracy > best and options.out:
            torch.save({"state_dict": model.state_dict(), "best_acc": accuracy, "classes": classes}, options.out)
        best = max(best, accuracy)
        row = {f"{phase}_{name}": value for phase, result in results.items() for name, value in result.items()}
        print(json.dumps({"epoch": epoch, "seconds": round(seconds, 2), **row}), flush=True)


if __name__ == "__main__":
    main()
