#!/usr/bin/env python3
"""Writes testdata/tensor/*: files made by the Python package `safetensors`, read by our tests.

Needs numpy and safetensors. Run from the root of the repository.
"""
import struct
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

FOLDER = Path("testdata/tensor")


def half_cases() -> np.ndarray:
    """Every kind of binary16 number: zeros, subnormals, ordinary, infinities."""
    bits = [0x0000, 0x8000, 0x0001, 0x03FF, 0x0400, 0x3C00, 0xC000, 0x7BFF, 0x7C00, 0xFC00, 0x3555]
    return np.array(bits, dtype=np.uint16).view(np.float16)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    tensors = {
        "double": np.array([1.5, -2.25], dtype=np.float64),
        "half": half_cases(),
        "large": np.array([2**40, -1], dtype=np.int64),
        "matrix": np.arange(6, dtype=np.float32).reshape(2, 3),
        "scalar": np.array(3.5, dtype=np.float32),
        "signal": np.array([[-32768, 0, 32767]], dtype=np.int16),
        "empty": np.zeros((0, 12), dtype=np.float32),
        "mask": np.array([1, 0, 1], dtype=np.uint8),
        "ünïcode/λ": np.array([7], dtype=np.int32),
    }
    save_file(tensors, FOLDER / "python.safetensors", metadata={"made by": "Python", "λ": "ü"})
    expected = half_cases().astype(np.float32)
    (FOLDER / "half_as_float.bin").write_bytes(struct.pack(f"<{len(expected)}f", *expected))
    ours = {"values": np.arange(4, dtype=np.float32), "mask": np.array([1, 0, 1], dtype=np.uint8)}
    save_file(ours, FOLDER / "same_bytes.safetensors", metadata={"pack_id": "abc"})


if __name__ == "__main__":
    main()
