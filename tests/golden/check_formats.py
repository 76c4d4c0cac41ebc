#!/usr/bin/python3
"""Loads a checkpoint that this project wrote with PyTorch, and compares what comes out with what went in.

    check_formats.py [FILE]
    check_formats.py CHECKPOINT.pth WEIGHTS.safetensors

FILE is formats/ours.pth unless given; its values are those of TorchFileBytesTests.cs. With two files: whether the second, read as the
format is published, holds the state dict of the first. Needs any PyTorch from 1.13 on.
"""
import json
import pathlib
import pickletools
import struct
import sys
import zipfile

import torch

TYPES = {
    "Float32": torch.float32, "Float64": torch.float64, "Float16": torch.float16, "BFloat16": torch.bfloat16, "Int64": torch.int64,
    "Int32": torch.int32, "Int16": torch.int16, "Int8": torch.int8, "UInt8": torch.uint8, "Bool": torch.bool,
}

# What the restricted readers of PyTorch 1.13 and of 2.x (torch/_weights_only_unpickler.py) both know, so that a machine with
# one of them answers for the other.
OPERATIONS = set("""
    PROTO STOP MARK NONE NEWTRUE NEWFALSE BININT BININT1 BININT2 LONG1 BINUNICODE EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 EMPTY_LIST
    APPEND APPENDS EMPTY_DICT SETITEM SETITEMS GLOBAL REDUCE BUILD BINPERSID BINGET LONG_BINGET BINPUT LONG_BINPUT
""".split())
GLOBALS = {"collections OrderedDict", "torch._utils _rebuild_tensor_v2"} | {
    f"torch {name}Storage" for name in "Float Double Half BFloat16 Long Int Short Char Byte Bool".split()
}


def check_operations(path):
    for operation, argument, _ in pickletools.genops(zipfile.ZipFile(path).read("archive/data.pkl")):
        assert operation.name in OPERATIONS, f"the operation {operation.name}"
        assert operation.name != "GLOBAL" or argument in GLOBALS, f"the name {argument}"


def check(held):
    def equal(key, expected):
        assert held.pop(key) == expected, key

    def equal_tensor(key, tensor, expected):
        assert tensor.dtype == expected.dtype and tensor.shape == expected.shape and torch.equal(tensor, expected), key

    equal("arch", "resnet18")
    equal("classes", ["Löwenzahn", "🌼", ""])
    equal("nothing", None)
    equal("flags", (True, False))
    equal("integers", [0, 255, 256, 65535, 65536, -1, -2**31, 2**31, -2**63, 2**63 - 1])
    equal("empty", [[], (), {}])
    equal("many", [f"string {i}" for i in range(300)])
    equal_tensor("best_acc", held.pop("best_acc"), torch.tensor(0.75))
    equal_tensor("mean", held.pop("mean"), torch.tensor([0.485, 0.456, 0.406]))
    equal_tensor("no_elements", held.pop("no_elements"), torch.zeros(0, 3))
    equal_tensor("optimizer", held.pop("optimizer")[0]["step"], torch.tensor(7.0))

    state = held.pop("state_dict")
    equal_tensor("fc.weight", state["fc.weight"], torch.tensor([[1.0, 2, 3], [4, 5, 6]]))
    assert state["fc.weight"].data_ptr() == state["tied.weight"].data_ptr(), "tied weights share no storage"

    for name, dtype in TYPES.items():
        tensor = held.pop(name)
        assert tensor.dtype == dtype and tensor.shape == (3, 1), name
        raw = bytes(tensor.storage().untyped())
        assert list(raw) == [i & 1 if name == "Bool" else i for i in range(3 * tensor.element_size())], name
    assert not held, f"unexpected: {list(held)}"


SAFETENSORS_TYPES = {
    "F32": torch.float32, "F64": torch.float64, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64, "I32": torch.int32,
    "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool,
}


def read_safetensors(path):
    content = bytearray(pathlib.Path(path).read_bytes())
    length, = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + length])
    header.pop("__metadata__", None)
    data = content[8 + length:]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        dtype = SAFETENSORS_TYPES[entry["dtype"]]
        flat = torch.frombuffer(data[begin:end], dtype=dtype) if end > begin else torch.empty(0, dtype=dtype)
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def check_same(checkpoint, safetensors):
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    state = state.get("state_dict", state)
    tensors = read_safetensors(safetensors)
    assert set(state) == set(tensors), f"only in one of them: {set(state) ^ set(tensors)}"
    for name, tensor in tensors.items():
        same = tensor.dtype == state[name].dtype and tensor.shape == state[name].shape and torch.equal(tensor, state[name])
        assert same, f"{name} differs"
    print(f"{safetensors}: holds the {len(tensors)} tensors of {checkpoint}, equal to the bit.")


def main():
    if len(sys.argv) > 2:
        check_same(*sys.argv[1:])
        return
    path = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "formats" / "ours.pth"
    check_operations(path)
    check(torch.load(path, weights_only=True))
    check(torch.load(path, weights_only=False))
    assert zipfile.ZipFile(path).testzip() is None
    print(f"{path}: PyTorch {torch.__version__} reads it, with weights_only and without, and 2.x knows every operation in it.")


if __name__ == "__main__":
    main()
