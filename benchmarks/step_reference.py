#!/usr/bin/python3
"""PyTorch's side of the rounds that `ResNetFlowers.Benchmarks steps` answers: the same lines in, the same lines of JSON out.

    step_reference.py train|eval --arch resnet18 --batch-size 16 --image-size 224 --variant eager
"""
import argparse
import json
import os
import sys
import time

import torch
import torchvision

from variants import VARIANTS

CLASSES = 5
# A device is given steps faster than it takes them: unbounded, a round would last as long as its queue.
STEPS_AHEAD = 10


class Sums:
    """Loss and hits, added up on the device, so that no step waits for a number."""

    def __init__(self, device):
        self._loss = torch.zeros([], dtype=torch.float64, device=device)
        self._hits = torch.zeros([], dtype=torch.int64, device=device)

    def add(self, loss, logits, labels):
        self._loss += loss.detach() * len(labels)
        self._hits += (logits.argmax(1) == labels).sum()

    def wait(self):
        """Until the device has done everything up to here."""
        self._hits.item()


class TrainingSteps:
    """The steps of pytorch_reference.py."""

    def __init__(self, model, variant, images, labels):
        self._variant, self._images, self._labels = variant, images, labels
        self._model = variant.prepare(model.train())
        self._optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        self._criterion = torch.nn.CrossEntropyLoss()
        self.sums = Sums(images.device)

    def step(self):
        with self._variant.autocast(self._images.device):
            logits = self._model(self._variant.arrange(self._images))
            loss = self._criterion(logits, self._labels)
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        self.sums.add(loss, logits, self._labels)


class EvaluationSteps:
    """The batches of a validation."""

    def __init__(self, model, variant, images, labels):
        self._variant, self._images, self._labels = variant, images, labels
        self._model = variant.prepare(model.eval())
        self._criterion = torch.nn.CrossEntropyLoss()
        self.sums = Sums(images.device)

    @torch.inference_mode()
    def step(self):
        with self._variant.autocast(self._images.device):
            logits = self._model(self._variant.arrange(self._images))
            loss = self._criterion(logits, self._labels)
        self.sums.add(loss, logits, self._labels)


def run_round(steps, batch_size, seconds):
    start, count = time.perf_counter(), 0
    while count == 0 or time.perf_counter() - start < seconds:
        steps.step()
        count += 1
        if count % STEPS_AHEAD == 0:
            steps.sums.wait()
    steps.sums.wait()
    return {"images": count * batch_size, "seconds": time.perf_counter() - start}


def serve(options, variant):
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = getattr(torchvision.models, options.arch)(num_classes=CLASSES).to(device)
    images = torch.randn(options.batch_size, 3, options.image_size, options.image_size, device=device)
    labels = torch.arange(options.batch_size, device=device) % CLASSES
    # Where a variant changes the order of pixels, they come in that order, as they would from a loader.
    steps = {"train": TrainingSteps, "eval": EvaluationSteps}[options.kind](model, variant, variant.arrange(images), labels)
    yield {"device": str(device), "threads": torch.get_num_threads()}
    for line in sys.stdin:
        yield run_round(steps, options.batch_size, float(line))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["train", "eval"])
    parser.add_argument("--arch", default="resnet18")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--image-size", type=int, default=224)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--variant", choices=VARIANTS, default="eager")
    options = parser.parse_args()

    variant = VARIANTS[options.variant]
    try:
        for answer in serve(options, variant) if variant.is_available else [{"unavailable": "not in this PyTorch"}]:
            print(json.dumps(answer), flush=True)
    except torch.cuda.OutOfMemoryError:
        print(json.dumps({"unavailable": "out of memory"}), flush=True)


if __name__ == "__main__":
    main()
