#!/usr/bin/python3
"""Makes tests/golden/jpeg: kinds of JPEG that Pillow does not write, drawn by formula, and what Pillow makes of their parts.

Restart markers and colour at half the height come from TurboJPEG itself (Debian's libturbojpeg0). Needs Debian's python3-pil and
python3-numpy. Run from anywhere; writes beside itself.
"""
import ctypes
import hashlib
import io
import json
import os
import pathlib

from PIL import Image

from make_imaging import picture

OUT = pathlib.Path(__file__).parent / "jpeg"
TURBO = ctypes.CDLL("libturbojpeg.so.0")
TURBO.tjInitCompress.restype = ctypes.c_void_p
SAMPLINGS = {"444": 0, "422": 1, "420": 2, "grey": 3, "440": 4}
RGB = 0


def compress(image, sampling, **settings):
    """A JPEG; settings are TurboJPEG's own variables, such as TJ_RESTART=3B for a marker after every third unit."""
    for name, value in settings.items():
        os.putenv(name, value)
    handle = ctypes.c_void_p(TURBO.tjInitCompress())
    data, length = ctypes.POINTER(ctypes.c_ubyte)(), ctypes.c_ulong()
    width, height = image.size
    failed = TURBO.tjCompress2(handle, image.tobytes(), width, 0, height, RGB, ctypes.byref(data), ctypes.byref(length), SAMPLINGS[sampling], 85, 0)
    assert not failed
    result = bytes(data[:length.value])
    TURBO.tjFree(data)
    TURBO.tjDestroy(handle)
    for name in settings:
        os.unsetenv(name)
    return result


def files():
    for sampling in SAMPLINGS:
        yield f"{sampling}.jpg", compress(picture(83, 61), sampling)
        yield f"{sampling}_restart.jpg", compress(picture(83, 61), sampling, TJ_RESTART="3B")
    yield "row_restart.jpg", compress(picture(83, 61), "420", TJ_RESTART="1")
    yield "optimized_restart.jpg", compress(picture(83, 61), "422", TJ_OPTIMIZE="1", TJ_RESTART="7B")
    yield "progressive.jpg", compress(picture(83, 61), "420", TJ_PROGRESSIVE="1")


def main():
    OUT.mkdir(exist_ok=True)
    entries = []
    for name, data in files():
        (OUT / name).write_bytes(data)
        image = Image.open(io.BytesIO(data)).convert("RGB")
        for box in (0, 0, 83, 61), (40, 30, 20, 20), (17, 33, 1, 1), (0, 47, 83, 14), (66, 0, 17, 61), (31, 15, 33, 34):
            left, top, width, height = box
            part = image.crop((left, top, left + width, top + height))
            entries.append({"file": name, "box": box, "sha256": hashlib.sha256(part.tobytes()).hexdigest()})
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    (OUT / "golden.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
