"""The faster linear layers agree with torch's own."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from index.onednn import OneDnnLinear, has_bfloat16, use_onednn, works


@pytest.mark.skipif(not works(half=False), reason="this build of torch has no oneDNN linear layers")
def test_a_model_gives_what_it_gave() -> None:
    torch.manual_seed(7)
    model = nn.Sequential(nn.Linear(64, 128), nn.GELU(), nn.Sequential(nn.Linear(128, 32), nn.LayerNorm(32)))
    sample = torch.randn(5, 64)
    with torch.inference_mode():
        before = model(sample)
        assert use_onednn(model)
        after = model(sample)
    assert sum(isinstance(module, OneDnnLinear) for module in model.modules()) == 2
    assert after.dtype == torch.float32
    assert torch.allclose(before, after, atol=0.03 if has_bfloat16() else 1e-5)


def test_layers_it_does_not_know_are_left() -> None:
    model = nn.Sequential(nn.Linear(8, 8, bias=False), nn.Linear(8, 8).double(), nn.Embedding(10, 8))
    kinds = [type(module) for module in model]
    use_onednn(model)
    assert [type(module) for module in model] == kinds
