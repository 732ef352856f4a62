"""Weights of a model mapped from its file anew, once the layers that were converted need them no more."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open
from torch import nn

LARGE = 10_000_000
"""Numbers from which on a tensor stays mapped from the file instead of being copied."""


def map_anew(model: nn.Module, file: Path) -> bool:
    """Copy the model's small parameters and map its large ones from their file once more; tell whether that was done.

    One mapping holds all tensors of a file: while one is used, the pages of those that were converted and dropped stay
    in memory (80 MB for multilingual-e5-small).
    """
    large = {name: value for name, value in model.named_parameters() if value.numel() >= LARGE}
    try:
        with safe_open(file, framework="pt") as stored:
            keys = list(stored.keys())
            names = {name: next((key for key in keys if name.endswith(key)), None) for name in large}
            fresh = {name: stored.get_tensor(key) for name, key in names.items() if key is not None}
    except (OSError, SafetensorError):
        return False
    if any(name not in fresh or fresh[name].shape != value.shape for name, value in large.items()):
        return False
    if any(fresh[name].dtype != value.dtype for name, value in large.items()):
        return False
    for name, value in model.named_parameters():
        value.data = fresh[name] if name in fresh else value.data.clone()
    return True
