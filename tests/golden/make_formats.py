#!/usr/bin/python3
"""Makes tests/golden/formats: checkpoints that PyTorch wrote, in both its formats, a safetensors file and arrays of NumPy's, and what
they hold, as JSON.

Needs Debian's python3-torch. Run it from any folder; the same PyTorch writes the same files (but the older format, *_legacy.pth, which
holds addresses).

In the JSON a tensor is {"tensor": TYPE, "shape": [...], "hex": BYTES}, a tuple {"tuple": [...]}, a dictionary
{"dict": [[key, value], ...]} and a float {"float": HEX OF ITS EIGHT BYTES, LITTLE-ENDIAN}; everything else stands for itself.
"""
import collections
import json
import pathlib
import struct

import numpy
import torch

FOLDER = pathlib.Path(__file__).resolve().parent / "formats"
TYPES = {
    torch.float32: "Float32", torch.float64: "Float64", torch.float16: "Float16", torch.bfloat16: "BFloat16",
    torch.int64: "Int64", torch.int32: "Int32", torch.int16: "Int16", torch.int8: "Int8", torch.uint8: "UInt8", torch.bool: "Bool",
}


def tensor_bytes(tensor):
    return bytes(tensor.detach().clone().contiguous().storage().untyped())[: tensor.numel() * tensor.element_size()]


def describe(value):
    if isinstance(value, torch.Tensor):
        return {"tensor": TYPES[value.dtype], "shape": list(value.shape), "hex": tensor_bytes(value).hex()}
    if isinstance(value, tuple):
        return {"tuple": [describe(item) for item in value]}
    if isinstance(value, list):
        return [describe(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[key, describe(item)] for key, item in value.items()]}
    if isinstance(value, float):
        return {"float": struct.pack("<d", value).hex()}
    return value


def save_description(name, value):
    (FOLDER / f"{name}.json").write_text(json.dumps(describe(value), indent=1) + "\n")


def save(name, value):
    torch.save(value, FOLDER / f"{name}.pth")
    save_description(name, value)


# Increasing alignment: the order of the reference implementation's enumeration.
SAFETENSORS_TYPES = {
    torch.bool: "BOOL", torch.uint8: "U8", torch.int8: "I8", torch.int16: "I16", torch.float16: "F16", torch.bfloat16: "BF16",
    torch.int32: "I32", torch.float32: "F32", torch.float64: "F64", torch.int64: "I64",
}


def save_safetensors(name, tensors, metadata):
    """Builds the file from the published format, without the reference implementation."""
    rank = list(SAFETENSORS_TYPES).index
    tensors = dict(sorted(tensors.items(), key=lambda item: (-rank(item[1].dtype), item[0].encode())))
    header, content = {"__metadata__": metadata}, b""
    for key, tensor in tensors.items():
        end = len(content) + tensor.numel() * tensor.element_size()
        header[key] = {"dtype": SAFETENSORS_TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(content), end]}
        content += tensor_bytes(tensor)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (FOLDER / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + content)
    save_description(name, tensors)


class Foreign:
    """Something that is no data: reading it would mean running code."""


def main():
    FOLDER.mkdir(exist_ok=True)
    torch.manual_seed(0)

    numbers = torch.tensor([[0, 1, 2], [3, 100, -7]])
    save("dtypes", {name: numbers.to(dtype) for dtype, name in TYPES.items()})

    save("values", {
        "none": None, "true": True, "false": False, "text": "Löwenzahn 🌼", "empty": "",
        "integers": [0, 255, 256, 65535, 65536, -1, 2**31 - 1, -2**31, 2**31, 2**63 - 1, -2**63],
        "floats": [0.0, -0.0, 1e-8, float("inf")],
        "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
        "nested": {"list": [[], [[1], {}]], 7: {"deep": collections.OrderedDict(b=1, a=2)}},
        "size": torch.Size([2, 3]),
        "many": [f"string {i}" for i in range(300)],
    })

    base = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4)
    save("strides", {
        "transposed": base.permute(2, 0, 1), "row": base[1, 2], "every_second": base[:, :, ::2], "expanded": base[0, 0, :1].expand(3, 2),
        "scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3), "channels_last": torch.rand(1, 2, 3, 3).to(memory_format=torch.channels_last),
    })

    shared = torch.arange(6, dtype=torch.float32)
    save("shared", [shared, shared.reshape(2, 3), shared[2:5]])

    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3, bias=False), torch.nn.BatchNorm2d(2), torch.nn.Flatten(), torch.nn.Linear(2, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    model(torch.rand(4, 1, 3, 3)).sum().backward()
    optimizer.step()
    save("model", model.state_dict())
    save("parameter", {"weight": model[3].weight})
    save("adam", {"state_dict": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 1})

    # The names sort differently by UTF-16 units than by bytes, and need every kind of escape that JSON has.
    tensors = {name: numbers.to(dtype) for dtype, name in TYPES.items()}
    tensors |= {name: torch.tensor([float(i)]) for i, name in enumerate(["z", "\U0001f33c", "\ue000", "\" \\ / \b\f\n\r\t \x01\x1f\x7f\u2028"])}
    save_safetensors("tensors", tensors | {"scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3)}, {"format": "pt", "text": "Löwenzahn"})

    for shape in [(0, 3), (5,), (2, 3), (3, 1, 2, 2), (12, 1)]:
        array = numpy.arange(numpy.prod(shape), dtype=numpy.float32).reshape(shape) / 8
        numpy.save(FOLDER / f"array_{'x'.join(map(str, shape))}.npy", array)

    # What must be refused: an object of a class, a format before 1.6, and a program.
    torch.save({"model": Foreign()}, FOLDER / "refused_object.pth")
    torch.save(torch.zeros(2), FOLDER / "refused_legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(torch.zeros(2), FOLDER / "refused_protocol.pth", pickle_protocol=4)
    torch.jit.script(torch.nn.Identity()).save(str(FOLDER / "refused_script.pth"))


if __name__ == "__main__":
    main()
