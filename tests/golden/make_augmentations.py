#!/usr/bin/python3
"""Makes tests/golden/augmentations: what Pillow and torchvision make of small pictures, by operation and parameters.

Needs Debian's python3-torch, python3-torchvision, python3-pil, and tests/golden/imaging (make_imaging.py). Writes beside itself.
"""
import hashlib
import json
import pathlib

import numpy
import torch
from PIL import Image, ImageOps
from torchvision import transforms
from torchvision.transforms import InterpolationMode, functional as F

HERE = pathlib.Path(__file__).parent
OUT = HERE / "augmentations"
PHOTO_PART = (100, 60, 261, 170)
NEAREST, BILINEAR, BICUBIC = InterpolationMode.NEAREST, InterpolationMode.BILINEAR, InterpolationMode.BICUBIC


def sha(data):
    return hashlib.sha256(data).hexdigest()


def pictures():
    """The pictures that the operations are tried on: two files made here, the others by make_imaging.py."""
    random = numpy.random.RandomState(7)
    noise = random.randint(0, 256, (40, 48, 3)).astype(numpy.uint8)
    Image.fromarray(noise).save(OUT / "noise.png")
    # Few values, the extremes among them, and a channel of one value alone.
    few = numpy.stack([random.choice([0, 1, 254, 255], (31, 31)), random.choice([0, 255], (31, 31)), numpy.full((31, 31), 77)], -1)
    Image.fromarray(few.astype(numpy.uint8)).save(OUT / "few.png")
    for path in (OUT / "noise.png", OUT / "few.png", HERE / "imaging/photo.jpg", HERE / "imaging/color.png", HERE / "imaging/grey.jpg",
                 HERE / "imaging/orientation_1.jpg", HERE / "imaging/one_pixel.jpg"):
        image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        yield path.name, image.crop(PHOTO_PART) if path.name == "photo.jpg" else image


def colour_cases():
    for factor in (0.0, 0.01, 0.37, 0.8, 1.0, 1.1, 1.73, 3.0):
        yield "brightness", [factor], lambda i, f=factor: F.adjust_brightness(i, f)
        yield "contrast", [factor], lambda i, f=factor: F.adjust_contrast(i, f)
        yield "saturation", [factor], lambda i, f=factor: F.adjust_saturation(i, f)
        yield "sharpness", [factor], lambda i, f=factor: F.adjust_sharpness(i, f)
    for turn in (-0.5, -0.1, -0.003, 0.0, 0.0371, 0.1, 0.25, 0.5):
        yield "hue", [turn], lambda i, t=turn: F.adjust_hue(i, t)
    yield "grayscale", [], lambda i: F.rgb_to_grayscale(i, 3)
    yield "invert", [], F.invert
    yield "autocontrast", [], F.autocontrast
    yield "equalize", [], F.equalize
    for bits in (0, 1, 3, 4, 8):
        yield "posterize", [bits], lambda i, b=bits: F.posterize(i, b)
    for threshold in (0.0, 8.5, 127.5, 128.0, 255.0, 256.0):
        yield "solarize", [threshold], lambda i, t=threshold: F.solarize(i, t)
    yield "hflip", [], F.hflip
    yield "vflip", [], F.vflip


def geometry_cases():
    for mode in (NEAREST, BILINEAR):
        for angle in (0.0, 1.0, -30.0, 45.0, 90.0, 123.456, 180.0, 270.0, 359.9, -400.25):
            for expand in (False, True):
                fill = (11, 22, 33) if expand else 0
                yield ("rotate", [angle, mode.value, expand, *(fill or (0, 0, 0))],
                       lambda i, a=angle, m=mode, e=expand, f=fill: F.rotate(i, a, m, e, fill=f))
        yield "rotate_about", [33.0, mode.value, 5.0, 9.0], lambda i, m=mode: F.rotate(i, 33.0, m, center=[5, 9])
        for angle, move, scale, shear in (
                (0.0, (3, -2), 1.0, (0.0, 0.0)), (0.0, (0, 0), 1.3, (0.0, 0.0)), (17.5, (1, 2), 0.8, (0.0, 0.0)),
                (-45.0, (0, 0), 1.0, (10.0, -5.0)), (0.0, (0, 0), 1.0, (25.0, 0.0)), (0.0, (0, 0), 1.0, (0.0, -25.0)),
                (200.0, (-7, 4), 1.9, (3.0, 4.0))):
            yield ("affine", [angle, *move, scale, *shear, mode.value],
                   lambda i, a=angle, t=move, s=scale, h=shear, m=mode: F.affine(i, a, list(t), s, list(h), m, (9, 8, 7)))
        for name in ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate"):
            for magnitude in (0.3, -0.99, 14.9):
                yield ("operation", [name, magnitude, mode.value],
                       lambda i, n=name, g=magnitude, m=mode: transforms.autoaugment._apply_op(i, n, g, m, None))
    for mode in (NEAREST, BILINEAR, BICUBIC):
        for width, height in ((64, 64), (224, 224), (7, 5), (1, 1), (97, 33), (500, 333)):
            yield "resize", [width, height, mode.value], lambda i, s=(height, width), m=mode: F.resize(i, s, m)


def blur_cases():
    for kernel in (3, 5, 7, 9, 23, 37):
        for sigma in (0.1, 0.73, 1.16878867, 1.9999, 3.48) if kernel < 20 else (0.73, 3.48):
            yield "gaussian_blur", [kernel, sigma], lambda i, k=kernel, s=sigma: F.gaussian_blur(i, k, [s, s])


def cases(images):
    for name, image in images.items():
        for operation, arguments, apply in [*colour_cases(), *geometry_cases(), *blur_cases()]:
            if operation == "gaussian_blur" and arguments[0] // 2 >= min(image.size):
                continue  # There is not enough to mirror at the edges.
            result = apply(image)
            yield {"image": name, "operation": operation, "arguments": arguments,
                   "width": result.width, "height": result.height, "sha256": sha(result.tobytes())}


def every_colour():
    """All 2^24 colours, once each."""
    colours = numpy.arange(1 << 24, dtype=numpy.uint32)
    return Image.fromarray(numpy.stack([colours >> 16, colours >> 8 & 255, colours & 255], -1).astype(numpy.uint8).reshape(4096, 4096, 3))


def long_picture():
    """Too long for Pillow's fixed-point numbers."""
    x = numpy.arange(40_000)
    return Image.fromarray(numpy.stack([numpy.stack([x % 251, x // 251, x * (y + 1) % 256], -1) for y in range(3)]).astype(numpy.uint8))


def printed():
    return {
        "resize": transforms.Resize(256), "resize_bicubic": transforms.Resize(256, BICUBIC), "resize_square": transforms.Resize((96, 96)),
        "center_crop": transforms.CenterCrop(224),
        "resized_crop": transforms.RandomResizedCrop(224),
        "resized_crop_bicubic": transforms.RandomResizedCrop(64, (0.35, 1.0), (0.5, 2.0), BICUBIC),
        "crop": transforms.RandomCrop(32), "crop_padded": transforms.RandomCrop(32, padding=4),
        "hflip": transforms.RandomHorizontalFlip(), "vflip": transforms.RandomVerticalFlip(1.0),
        "rotation": transforms.RandomRotation(45),
        "rotation_filled": transforms.RandomRotation((-10, 20), BILINEAR, True, fill=(1, 2, 3)),
        "affine": transforms.RandomAffine(10),
        "affine_full": transforms.RandomAffine((-5, 10), (0.1, 0.2), (0.8, 1.2), (-3, 4, -5, 6), BILINEAR, 7),
        "affine_shear": transforms.RandomAffine(0, shear=5),
        "jitter": transforms.ColorJitter(0.2, 0.1, 0.1, 0.1), "jitter_part": transforms.ColorJitter(contrast=1.5),
        "grayscale": transforms.RandomGrayscale(0.025), "blur": transforms.GaussianBlur(5), "blur_sigma": transforms.GaussianBlur(9, (0.5, 1.0)),
        "erasing": transforms.RandomErasing(), "erasing_random": transforms.RandomErasing(0.25, (0.05, 0.2), (0.5, 2.0), "random"),
        "auto": transforms.AutoAugment(), "auto_svhn": transforms.AutoAugment(transforms.AutoAugmentPolicy.SVHN, BILINEAR, [1, 2, 3]),
        "rand": transforms.RandAugment(), "rand_filled": transforms.RandAugment(3, 12, 21, BILINEAR, [1, 2, 3]),
        "trivial": transforms.TrivialAugmentWide(), "trivial_bins": transforms.TrivialAugmentWide(11, BILINEAR),
        "compose": transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)]),
    }


def magnitudes():
    """The strengths of the automatic augmentations, by operation, for a picture of 96x64."""
    spaces = {
        "wide": transforms.TrivialAugmentWide()._augmentation_space(31),
        "rand": transforms.RandAugment()._augmentation_space(31, (64, 96)),
        "auto": transforms.AutoAugment()._augmentation_space(10, (64, 96)),
    }
    return {
        name: {op: {"magnitudes": [float(v) for v in values.reshape(-1)], "signed": signed, "has": values.ndim > 0}
               for op, (values, signed) in space.items()}
        for name, space in spaces.items()
    }


def moments(values):
    return {name: {"mean": v.mean(), "std": v.std()} for name, v in values.items()}


def erased_boxes(width, height, draws=40_000):
    """Means and standard deviations of torchvision's boxes over many draws."""
    torch.manual_seed(0)
    blank = torch.zeros(1, height, width)
    boxes = [transforms.RandomErasing.get_params(blank, (0.02, 0.33), (0.3, 3.3), [0])[:4] for _ in range(draws)]
    top, left, h, w = (numpy.array(column, dtype=float) for column in zip(*boxes))
    return {
        "width": width, "height": height, "draws": draws,
        "moments": moments({"area": w * h / (width * height), "log_ratio": numpy.log(h / w), "left": left / width, "top": top / height}),
    }


def policies():
    return {policy.value: transforms.AutoAugment(policy).policies for policy in transforms.AutoAugmentPolicy}


def main():
    OUT.mkdir(exist_ok=True)
    images = dict(pictures())
    colours = every_colour()
    golden = {
        "cases": list(cases(images)),
        "every_colour": [
            {"turn": turn, "sha256": sha(F.adjust_hue(colours, turn).tobytes())} for turn in (0.0, 0.3)
        ],
        "every_luma": sha(F.rgb_to_grayscale(colours, 3).tobytes()),
        "long": sha(F.rotate(long_picture(), 0.003).tobytes()),
        "printed": {name: str(transform) for name, transform in printed().items()},
        "erased_boxes": [erased_boxes(96, 96), erased_boxes(224, 100)],
        "magnitudes": magnitudes(),
        "policies": policies(),
    }
    lines = ",\n".join(f' "{name}": ' + (
        "[\n" + ",\n".join("  " + json.dumps(entry) for entry in value) + "\n ]" if isinstance(value, list) else json.dumps(value))
        for name, value in golden.items())
    (OUT / "golden.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
