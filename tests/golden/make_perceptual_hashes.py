#!/usr/bin/python3
"""Writes golden/perceptual_hashes/hashes.json: the 64-bit DCT hashes of some pictures of golden/imaging, by Pillow and NumPy.

    /usr/bin/python3 tests/golden/make_perceptual_hashes.py
"""
import json
import pathlib

import numpy
from PIL import Image

GOLDEN = pathlib.Path(__file__).parent
FILES = ["photo.jpg", "progressive.jpg", "color_420.jpg", "color_444.jpg", "color.png", "color.bmp", "grey.jpg", "lossy.webp"]
SIDE, KEPT = 32, 8

frequency = numpy.arange(KEPT)[:, None]
COSINES = numpy.cos(numpy.pi * (2 * numpy.arange(SIDE)[None, :] + 1) * frequency / (2 * SIDE))


def perceptual_hash(path):
    small = Image.open(path).convert("RGB").resize((SIDE, SIDE), Image.BILINEAR).convert("L")
    coefficients = (COSINES @ numpy.asarray(small, dtype=float) @ COSINES.T).ravel()
    bits = coefficients > numpy.median(coefficients[1:])
    return f"{sum(1 << i for i, bit in enumerate(bits) if bit):016x}"


hashes = {name: perceptual_hash(GOLDEN / "imaging" / name) for name in FILES}
(GOLDEN / "perceptual_hashes" / "hashes.json").write_text(json.dumps(hashes, indent=1) + "\n")
