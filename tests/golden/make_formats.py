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
import pickle
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
    torch.save(value, FOLDER / f"{name}_legacy.pth", _use_new_zipfile_serialization=False)
    save_description(name, value)


class OldPickler(pickle._Pickler):
    """Pickles as PyTorch before 0.4 and, where asked to, Python 2 did, so that today's PyTorch still reads it."""

    dispatch = dict(pickle._Pickler.dispatch)

    def __init__(self, file, storages, view_of=None, python2=False):
        super().__init__(file, protocol=2)
        self.storages, self.view_of, self.python2 = storages, view_of, python2
        if python2:
            self.dispatch = self.dispatch | {str: OldPickler.save_bytes}

    def save_bytes(self, text):
        self.write(pickle.SHORT_BINSTRING + struct.pack("B", len(text)) + text.encode("ascii"))
        self.memoize(text)

    def reducer_override(self, value):
        if isinstance(value, torch.nn.Parameter):
            return torch.nn.Parameter, (value.data,), (value.requires_grad, False, collections.OrderedDict())
        if isinstance(value, torch.Tensor):
            return torch._utils._rebuild_tensor, (value.storage(), value.storage_offset(), tuple(value.shape), value.stride())
        if self.python2 and isinstance(value, collections.OrderedDict):
            return collections.OrderedDict, ([list(item) for item in value.items()],)
        return NotImplemented

    def persistent_id(self, value):
        if not isinstance(value, torch.storage.TypedStorage):
            return None
        root, offset = (self.view_of or {}).get(value.data_ptr(), (value, 0))
        key = str(root.data_ptr())
        self.storages[key] = root
        view = None if root is value else (str(value.data_ptr()), offset, value.size())
        return ("storage", getattr(torch, value.pickle_storage_type()), key, "cpu", root.size(), view)


def save_old(name, value, **options):
    """Writes the older format by hand, as old versions did; what PyTorch makes of it is what it holds."""
    path = FOLDER / f"{name}.pth"
    with path.open("wb") as file:
        for header in [0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True, "type_sizes": {}}]:
            pickle.dump(header, file, protocol=2)
        storages = {}
        OldPickler(file, storages, **options).dump(value)
        pickle.dump(list(storages), file, protocol=2)
        for storage in storages.values():
            file.write(struct.pack("<q", storage.size()) + bytes(storage.untyped()))
    save_description(name, torch.load(path))
    assert describe(torch.load(path, weights_only=True)) == describe(torch.load(path))


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


# A whole module. The older format would keep the source of a class that has one.
Net = type("Net", (torch.nn.Linear,), {"__module__": "__main__"})


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
    save("parameter", {"weight": model[3].weight, "tied": model[3].weight, "frozen": torch.nn.Parameter(base[0].t(), requires_grad=False)})
    save("adam", {"state_dict": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 1})

    old = collections.OrderedDict(weight=torch.nn.Parameter(torch.arange(6.0).reshape(2, 3)), mean=base[1].t(), half=base[0].half())
    save_old("old_parameters", old)
    save_old("old_python2", {"state_dict": old, "epoch": 3}, python2=True)
    root = torch.arange(10, dtype=torch.float32)
    tail = torch.tensor(root.numpy()[4:])
    save_old("old_views", [root[1:3], tail[::2]], view_of={tail.storage().data_ptr(): (root.storage(), 4)})

    # The names sort differently by UTF-16 units than by bytes, and need every kind of escape that JSON has.
    tensors = {name: numbers.to(dtype) for dtype, name in TYPES.items()}
    tensors |= {name: torch.tensor([float(i)]) for i, name in enumerate(["z", "\U0001f33c", "\ue000", "\" \\ / \b\f\n\r\t \x01\x1f\x7f\u2028"])}
    save_safetensors("tensors", tensors | {"scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3)}, {"format": "pt", "text": "Löwenzahn"})

    for shape in [(0, 3), (5,), (2, 3), (3, 1, 2, 2), (12, 1)]:
        array = numpy.arange(numpy.prod(shape), dtype=numpy.float32).reshape(shape) / 8
        numpy.save(FOLDER / f"array_{'x'.join(map(str, shape))}.npy", array)

    # What must be refused: an object of a class, a whole module, a newer protocol, and a program.
    torch.save({"model": Foreign()}, FOLDER / "refused_object.pth")
    torch.save(Net(1, 1), FOLDER / "refused_module.pth")
    torch.save(Net(1, 1), FOLDER / "refused_module_legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(torch.zeros(2), FOLDER / "refused_protocol.pth", pickle_protocol=4)
    torch.jit.script(torch.nn.Identity()).save(str(FOLDER / "refused_script.pth"))


if __name__ == "__main__":
    main()
