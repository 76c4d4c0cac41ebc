#!/usr/bin/python3
"""Makes tests/golden/imaging: small pictures drawn by formula in every format, and what Pillow and torchvision make of them.

Needs Debian's python3-torch, python3-torchvision, python3-pil. Run from anywhere; writes beside itself.
"""
import hashlib
import io
import json
import pathlib
import zlib

import numpy
import torch
from PIL import Image, ImageOps
from torchvision import transforms

OUT = pathlib.Path(__file__).parent / "imaging"
NORMALIZE = transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])


def draw(width, height, channels=3):
    """Waves and a diagonal edge: smooth and sharp parts, every channel another."""
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    planes = []
    for c in range(channels):
        wave = 128 + 70 * numpy.sin(x * (c + 1) / 9.0 + c) + 55 * numpy.cos(y * (4 - c) / 13.0 + x * 0.02 * c)
        planes.append(numpy.where((x + 2 * y + 17 * c) % 41 < 6, 255 - wave, wave))
    return numpy.clip(numpy.stack(planes, -1), 0, 255).astype(numpy.uint8)


def picture(width, height, mode="RGB"):
    data = draw(width, height, len(mode))
    return Image.fromarray(data[..., 0] if len(mode) == 1 else data, mode)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def exif(orientation):
    block = Image.Exif()
    block[0x0112] = orientation
    return block.tobytes()


def shift_gif_frame(data, left, top, width, height):
    """Places a GIF's only frame on a larger screen."""
    data = bytearray(data)
    data[6:10] = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    table = 3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0
    frame = 13 + table
    while data[frame] == 0x21:
        frame += 2
        while data[frame]:
            frame += data[frame] + 1
        frame += 1
    assert data[frame] == 0x2C
    data[frame + 1:frame + 5] = left.to_bytes(2, "little") + top.to_bytes(2, "little")
    return bytes(data)


def shift_webp_frame(data, left, top, width, height):
    """Places the first frame of an animated WebP on a larger canvas."""
    data = bytearray(data)
    assert data[12:16] == b"VP8X"
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    frame = data.index(b"ANMF") + 8
    data[frame:frame + 6] = (left // 2).to_bytes(3, "little") + (top // 2).to_bytes(3, "little")
    return bytes(data)


def grey16_png(samples, interlaced):
    """A PNG of 16-bit grey, each row filtered in another of the five ways."""
    def chunk(name, content):
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    def paeth(a, b, c):
        p = a + b - c
        return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]

    def rows(part):
        above = bytes(2 * part.shape[1])
        for y, values in enumerate(part):
            row, kind = values.astype(">u2").tobytes(), y % 5
            out = bytearray([kind])
            for i, value in enumerate(row):
                a, b, c = (row[i - 2] if i > 1 else 0), above[i], (above[i - 2] if i > 1 else 0)
                out.append((value - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) & 255)
            above = row
            yield bytes(out)

    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] if interlaced else [(0, 0, 1, 1)]
    data = b"".join(row for x, y, dx, dy in passes for row in rows(samples[y::dy, x::dx]))
    height, width = samples.shape
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([16, 0, 0, 0, int(interlaced)])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def bmp(width, height, bits, data, compression=0, palette=b"", masks=(), header=40, offset=None):
    """A BMP; its palette is of BGR0 (BGR with the header of OS/2), its rows are padded already."""
    fields = b"".join(mask.to_bytes(4, "little") for mask in masks)
    if header == 12:
        info = b"".join(n.to_bytes(2, "little") for n in (width, height, 1, bits))
    else:
        info = (width.to_bytes(4, "little") + height.to_bytes(4, "little", signed=True) + (1).to_bytes(2, "little") + bits.to_bytes(2, "little")
                + compression.to_bytes(4, "little") + bytes(12) + (len(palette) // 4).to_bytes(4, "little") + bytes(4))
        if header > 40:
            info, fields = (info + fields).ljust(header - 4, b"\0"), b""
    head = header.to_bytes(4, "little") + info + fields + palette
    start = 14 + len(head) if offset is None else offset
    return b"BM" + (14 + len(head) + len(data)).to_bytes(4, "little") + bytes(4) + start.to_bytes(4, "little") + head + data


def bmp_rows(pixels):
    """Rows from bottom to top, each padded to four bytes."""
    return b"".join(row.tobytes().ljust(-(-row.nbytes // 4) * 4, b"\0") for row in pixels[::-1])


def bmps():
    """What Pillow reads of BMP and does not write."""
    width, height = 35, 27
    words = (draw(width, height, 1)[..., 0].astype(numpy.uint16) * 251 + numpy.arange(width, dtype=numpy.uint16) * 977).astype("<u2")
    quads = draw(width, height, 4)
    palette = b"".join(bytes([(i * 7) % 256, (i * 13 + 5) % 256, 255 - i, 0]) for i in range(256))
    nibbles = numpy.pad(draw(width, height, 1)[..., 0] >> 4, ((0, 0), (0, 1)))
    packed = (nibbles[:, 0::2] << 4 | nibbles[:, 1::2]).astype(numpy.uint8)
    yield "word.bmp", bmp(width, height, 16, bmp_rows(words))
    yield "word_555.bmp", bmp(width, height, 16, bmp_rows(words), 3, masks=(0x7C00, 0x3E0, 0x1F))
    yield "word_565.bmp", bmp(width, height, 16, bmp_rows(words), 3, masks=(0xF800, 0x7E0, 0x1F))
    yield "quad.bmp", bmp(width, height, 32, bmp_rows(quads))
    yield "quad_bgrx.bmp", bmp(width, height, 32, bmp_rows(quads), 3, masks=(0xFF0000, 0xFF00, 0xFF))
    yield "quad_xbgr.bmp", bmp(width, height, 32, bmp_rows(quads), 3, masks=(0xFF000000, 0xFF0000, 0xFF00, 0), header=108)
    yield "quad_abgr.bmp", bmp(width, height, 32, bmp_rows(quads), 3, masks=(0xFF000000, 0xFF0000, 0xFF00, 0xFF), header=124)
    yield "quad_rgba.bmp", bmp(width, height, 32, bmp_rows(quads), 3, masks=(0xFF, 0xFF00, 0xFF0000, 0xFF000000), header=124)
    yield "quad_bgra.bmp", bmp(width, height, 32, bmp_rows(quads), 3, masks=(0xFF0000, 0xFF00, 0xFF, 0xFF000000), header=108)
    yield "top_down.bmp", bmp(width, -height, 24, bmp_rows(draw(width, height)))
    yield "os2.bmp", bmp(width, height, 8, bmp_rows(quads[..., 0]), palette=bytes(v for i, v in enumerate(palette) if i % 4 < 3), header=12)
    yield "os2_64.bmp", bmp(width, height, 8, bmp_rows(quads[..., 0]), palette=palette, header=64)
    yield "palette_4bit.bmp", bmp(width, height, 4, bmp_rows(packed), palette=palette[:64])
    yield "palette_short.bmp", bmp(width, height, 8, bmp_rows(quads[..., 0]), palette=palette[:400])
    yield "no_offset.bmp", bmp(width, height, 8, bmp_rows(quads[..., 0]), palette=palette, offset=0)
    rle8 = b"".join(bytes([20, y, 0, 5, 1, 2, 3, 4, y, 0, 10, 255 - y, 0, 0]) for y in range(height - 2)) + bytes([30, 7, 9, 8, 0, 0, 12, 77, 0, 0, 0, 1])
    yield "rle8.bmp", bmp(width, height, 8, rle8, 1, palette=palette)
    rle4 = b"".join(bytes([21, 0x10 + y % 16, 0, 6, 0x12, 0x34, 0x56, 0, 8, 0x9A, 0, 0]) for y in range(height - 1)) + bytes([0, 3, 0x70, 0, 32, 0x5B, 0, 0, 0, 1])
    yield "rle4.bmp", bmp(width, height, 4, rle4, 2, palette=palette[:64])


def encoded(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def files():
    """Name and bytes of each file."""
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        yield f"color_{name}.jpg", encoded(picture(61, 47), format="JPEG", quality=85, subsampling=subsampling)
    yield "color_420_even.jpg", encoded(picture(64, 48), format="JPEG", quality=70, subsampling=2)
    yield "progressive.jpg", encoded(picture(61, 47), format="JPEG", quality=85, progressive=True)
    yield "optimized.jpg", encoded(picture(33, 17), format="JPEG", quality=40, optimize=True)
    yield "grey.jpg", encoded(picture(45, 31, "L"), format="JPEG", quality=90)
    yield "cmyk.jpg", encoded(picture(37, 29, "CMYK"), format="JPEG", quality=90)
    yield "one_pixel.jpg", encoded(picture(1, 1), format="JPEG")
    yield "photo.jpg", encoded(picture(500, 333), format="JPEG", quality=80)
    for orientation in range(1, 9):
        yield f"orientation_{orientation}.jpg", encoded(picture(24, 16), format="JPEG", quality=90, exif=exif(orientation))
    yield "orientation_6.png", encoded(picture(24, 16), format="PNG", exif=exif(6))
    yield "orientation_8.webp", encoded(picture(24, 16), format="WEBP", quality=90, exif=exif(8))

    yield "color.png", encoded(picture(53, 39), format="PNG")
    yield "alpha.png", encoded(picture(40, 30, "RGBA"), format="PNG")
    yield "grey.png", encoded(picture(40, 30, "L"), format="PNG")
    yield "grey_alpha.png", encoded(picture(40, 30, "LA"), format="PNG")
    yield "bilevel.png", encoded(picture(40, 30, "L").convert("1"), format="PNG")
    yield "palette.png", encoded(picture(40, 30).quantize(100), format="PNG")
    yield "palette_4bit.png", encoded(picture(41, 30).quantize(13), format="PNG", bits=4)
    yield "palette_transparent.png", encoded(picture(40, 30).quantize(20), format="PNG", transparency=3)
    grey16 = (draw(40, 30, 1)[..., 0].astype(numpy.uint16) * 257) ^ 0x5A
    yield "grey_16bit.png", encoded(Image.fromarray(grey16), format="PNG")
    dark16 = (draw(41, 29, 1)[..., 0].astype(numpy.uint16) * 2)
    yield "grey_16bit_dark.png", encoded(Image.fromarray(dark16), format="PNG")
    yield "grey_16bit_interlaced.png", grey16_png(dark16, interlaced=True)
    yield "grey_16bit_filters.png", grey16_png(dark16, interlaced=False)

    yield "lossy.webp", encoded(picture(51, 38), format="WEBP", quality=80)
    yield "lossless.webp", encoded(picture(51, 38), format="WEBP", lossless=True)
    yield "alpha.webp", encoded(picture(40, 30, "RGBA"), format="WEBP", quality=80)
    movie = [picture(40, 30, "RGBA"), picture(40, 30, "RGBA").rotate(180)]
    yield "animated.webp", encoded(movie[0], format="WEBP", save_all=True, append_images=movie[1:], quality=80)
    yield "animated_lossless.webp", encoded(movie[0], format="WEBP", save_all=True, append_images=movie[1:], lossless=True, exact=True)
    yield "animated_opaque.webp", encoded(movie[0].convert("RGB"), format="WEBP", save_all=True, append_images=[movie[1].convert("RGB")])
    yield "animated_small_frame.webp", shift_webp_frame(encoded(movie[0], format="WEBP", save_all=True, append_images=movie[1:]), 6, 4, 52, 41)
    yield "alpha_lossless.webp", encoded(picture(40, 30, "RGBA"), format="WEBP", lossless=True, exact=True)

    yield "color.bmp", encoded(picture(35, 27), format="BMP")
    yield "grey.bmp", encoded(picture(35, 27, "L"), format="BMP")
    yield "palette.bmp", encoded(picture(35, 27).quantize(50), format="BMP")
    yield "bilevel.bmp", encoded(picture(35, 27, "L").convert("1"), format="BMP")

    yield from bmps()

    frames = [picture(40, 30).quantize(60), picture(40, 30).rotate(180).quantize(60)]
    yield "still.gif", encoded(frames[0], format="GIF")
    yield "animated.gif", encoded(frames[0], format="GIF", save_all=True, append_images=frames[1:])
    yield "interlaced.gif", encoded(frames[0], format="GIF", interlace=1)
    yield "small_frame.gif", shift_gif_frame(encoded(frames[0], format="GIF"), 7, 5, 52, 41)
    yield "small_frame_transparent.gif", shift_gif_frame(encoded(frames[0], format="GIF", transparency=9), 7, 5, 52, 41)


def decode(path):
    image = Image.open(path)
    return ImageOps.exif_transpose(image).convert("RGB")


def describe(image):
    return {"width": image.width, "height": image.height, "sha256": sha(image.tobytes())}


def random_crops(width, height, draws=100_000):
    """Moments of torchvision's boxes: means and standard deviations over many draws."""
    torch.manual_seed(0)
    blank = Image.new("L", (width, height))
    boxes = [transforms.RandomResizedCrop.get_params(blank, [0.08, 1.0], [3 / 4, 4 / 3]) for _ in range(draws)]
    top, left, h, w = (numpy.array(values, dtype=float) for values in zip(*boxes))
    moments = {
        "area": w * h / (width * height),
        "log_ratio": numpy.log(w / h),
        "left": left / width,
        "top": top / height,
        "whole_side": ((w == width) | (h == height)).astype(float),
    }
    return {
        "width": width, "height": height, "draws": draws,
        "moments": {name: {"mean": v.mean(), "std": v.std()} for name, v in moments.items()},
    }


def main():
    OUT.mkdir(exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    for name, data in files():
        (OUT / name).write_bytes(data)
    decoded = {path.name: decode(path) for path in sorted(OUT.iterdir()) if path.suffix != ".json"}
    photo = decoded["photo.jpg"]

    sizes = [(224, 224), (96, 96), (384, 256), (500, 100), (123, 333), (7, 5), (1, 1), (999, 777), (499, 334)]
    boxes = [(0, 0, 500, 333), (13, 29, 301, 207), (480, 310, 20, 23), (499, 332, 1, 1), (100, 50, 224, 224), (3, 4, 224, 111)]
    crops = [(b, s) for b in boxes for s in ((224, 224), (96, 96))]
    centers = [(224, 224), (96, 97), (333, 500), (501, 334), (600, 400), (1, 1)]
    presets = []
    for name in ("photo.jpg", "orientation_6.jpg", "color.png", "grey.jpg", "still.gif"):
        for size in (224, 96, 33):
            preset = transforms.Compose([transforms.Resize(size * 256 // 224), transforms.CenterCrop(size)])
            result = preset(decoded[name])
            tensor = NORMALIZE(transforms.ToTensor()(result))
            presets.append({
                "file": name, "size": size, "sha256": sha(result.tobytes()),
                "normalized": sha(tensor.contiguous().numpy().tobytes()),
                "channels_last": sha(tensor.permute(1, 2, 0).contiguous().numpy().tobytes()),
                "luminance": sha(transforms.ToTensor()(transforms.Grayscale()(result)).numpy().tobytes()),
            })

    golden = {
        "decoded": [{"file": name, **describe(image)} for name, image in decoded.items()],
        "resized": [describe(photo.resize(size, Image.BILINEAR)) for size in sizes],
        "cropped": [
            {"box": box, **describe(photo.crop((box[0], box[1], box[0] + box[2], box[1] + box[3])).resize(size, Image.BILINEAR))}
            for box, size in crops
        ],
        "centered": [describe(transforms.CenterCrop((h, w))(photo)) for w, h in centers],
        "presets": presets,
        "random_crops": [random_crops(*size) for size in ((320, 240), (333, 500), (100, 700))],
    }
    (OUT / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
