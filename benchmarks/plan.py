"""What `bench.sh cpu` and `bench.sh gpu` measure, as the command line has it or by default."""
import argparse
import dataclasses
import pathlib

from speed_steps import Cell

ARCHS = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
# The ceiling is measured in any case: shares are told of it.
PARTS = ("ceiling", "train", "eval", "photos", "cold", "numerics")
VARIANTS = ("eager", "channels-last", "amp", "compile")

# By default what a look takes: on two cores, large batches of large networks take minutes each.
ALL_ARCHS = ("resnet18", "resnet34", "resnet50")
USUAL = {
    ("cpu", "train"): {"resnet18": (16, 64), "resnet34": (16, 64), "resnet50": (16,)},
    ("cpu", "eval"): dict.fromkeys(ALL_ARCHS, (16,)),
    ("gpu", "train"): dict.fromkeys(ALL_ARCHS, (16, 256)),
    ("gpu", "eval"): dict.fromkeys(ALL_ARCHS, (16, 256)),
}
ALL_BATCH_SIZES = (16, 64, 256)
USUAL_VARIANTS = {"cpu": VARIANTS, "gpu": ("amp", "compile")}
ROUNDS = {"cpu": 3, "gpu": 5}
# Of photos: as many as two cores do in a minute or two; a GPU does all of them.
PHOTOS = {"cpu": 240, "gpu": None}
EPOCHS = {"cpu": 2, "gpu": 12}
PHOTO_ROUNDS = {"cpu": 1, "gpu": 3}
PHOTO_ARCHS = ("resnet18", "resnet34")
PHOTO_VARIANT = {"cpu": "eager", "gpu": "amp"}
TRAIN_OPTIONS = {"cpu": "--device cpu", "gpu": "--device cuda --precision bf16 --augment-on device --cache device"}


@dataclasses.dataclass(frozen=True)
class Plan:
    """Everything that is measured, and how."""

    mode: str
    parts: tuple
    cells: list
    photo_archs: tuple
    image_size: int
    rounds: int
    seconds: float
    data: str
    photos: int
    epochs: int
    photo_rounds: int
    train_options: list
    program: str
    markdown: bool

    @property
    def photo_variant(self):
        return PHOTO_VARIANT[self.mode]

    def ours_in(self, variant):
        """The precision of ours where it is measured against one of PyTorch's variants, which is that variant's, and the options that say so."""
        # On a GPU PyTorch's convolutions round to TF32 unless they are told otherwise.
        plain, device = {"cpu": ("fp32", "cpu"), "gpu": ("tf32", "cuda")}[self.mode]
        precision = "bf16" if variant in ("amp", "compile") else plain
        return precision, ["--device", device, "--precision", precision]


def parse():
    parser = argparse.ArgumentParser(prog="bench.sh", description="Measures ours against PyTorch's, and both against what the machine can do.")
    parser.add_argument("mode", choices=["cpu", "gpu"])
    parser.add_argument("--only", type=_list_of(PARTS), default=PARTS, metavar="PARTS", help="ceiling, train, eval, photos, cold (of the CPU) or numerics (of a GPU), with commas between")
    parser.add_argument("--arch", type=_list_of(ARCHS), metavar="NAMES", help="networks, with commas between")
    parser.add_argument("--batch-size", type=_numbers, metavar="NUMBERS", help="with commas between")
    parser.add_argument("--variant", type=_list_of(VARIANTS), metavar="NAMES", help=f"PyTorch's: {', '.join(VARIANTS)}, with commas between")
    parser.add_argument("--all", action="store_true", help="networks of 18, 34 and 50 layers, batches of 16, 64 and 256, every variant")
    parser.add_argument("--image-size", type=int, default=224, help="in pixels")
    parser.add_argument("--rounds", type=int, help="of either side for a row of synthetic batches")
    parser.add_argument("--seconds", type=float, default=1, help="that a round takes at least")
    parser.add_argument("--data", default="data", help="folder with train/CLASS and val/CLASS, as `flowers split` makes it")
    parser.add_argument("--photos", type=int, help="take so many of them; 0: all")
    parser.add_argument("--epochs", type=int, help="of a run on photos")
    parser.add_argument("--photo-rounds", type=int, help="runs of either side on photos")
    parser.add_argument("--train-options", help="of `flowers train` on photos, in one text")
    parser.add_argument("--program", metavar="DIR", help="folder with published flowers and ResNetFlowers.Benchmarks; built here by default")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    return plan(parser.parse_args())


def plan(arguments):
    mode = arguments.mode

    def given(value, usual):
        return usual[mode] if value is None else value

    photos = given(arguments.photos, PHOTOS)
    return Plan(
        mode=mode,
        parts=arguments.only,
        cells=_cells(arguments),
        photo_archs=tuple(arch for arch in arguments.arch or PHOTO_ARCHS),
        image_size=arguments.image_size,
        rounds=given(arguments.rounds, ROUNDS),
        seconds=arguments.seconds,
        data=arguments.data,
        photos=photos or None,
        epochs=given(arguments.epochs, EPOCHS),
        photo_rounds=given(arguments.photo_rounds, PHOTO_ROUNDS),
        train_options=given(arguments.train_options, TRAIN_OPTIONS).split(),
        program=arguments.program,
        markdown=arguments.markdown,
    )


def _cells(arguments):
    def usual(kind):
        return dict.fromkeys(ALL_ARCHS, ALL_BATCH_SIZES) if arguments.all else USUAL[arguments.mode, kind]

    variants = arguments.variant or (VARIANTS if arguments.all else USUAL_VARIANTS[arguments.mode])
    return [
        Cell(kind, arch, batch_size, variant)
        for kind in ("train", "eval") if kind in arguments.only
        for arch in arguments.arch or usual(kind)
        for batch_size in arguments.batch_size or usual(kind).get(arch, (16,))
        for variant in variants
    ]


def _list_of(choices):
    def parse_list(text):
        values = tuple(text.split(","))
        for value in values:
            if value not in choices:
                raise argparse.ArgumentTypeError(f"there is no {value}; choose from {', '.join(choices)}")
        return values
    return parse_list


def _numbers(text):
    try:
        values = tuple(int(part) for part in text.split(","))
    except ValueError:
        values = (0,)
    if min(values) < 1:
        raise argparse.ArgumentTypeError(f"{text}: give whole numbers of 1 or more, with commas between")
    return values
