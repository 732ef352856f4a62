"""The fused layers of an encoder give what the library's own give."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import BertConfig, BertModel

from index.fused import FusedLayer, fuse
from index.onednn import has_bfloat16, use_onednn, works

CONFIG: dict[str, Any] = {"vocab_size": 50, "hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4}
IDS = torch.tensor([[0, 7, 8, 9, 10, 2], [0, 11, 2, 1, 1, 1]])


def _model(**other: Any) -> BertModel:
    torch.manual_seed(3)
    model: BertModel = BertModel(BertConfig(**CONFIG, intermediate_size=128, pad_token_id=1, **other))
    model.train(False)
    return model


@pytest.mark.skipif(not works(half=False), reason="this build of torch has no oneDNN linear layers")
@pytest.mark.parametrize("mask", [IDS.ne(1).long(), torch.ones_like(IDS)], ids=["padded", "whole"])
def test_a_model_gives_what_it_gave(mask: torch.Tensor) -> None:
    plain, fused = _model(), _model()
    use_onednn(plain)
    assert fuse(fused) == 3
    use_onednn(fused)
    assert all(isinstance(layer, FusedLayer) for layer in fused.encoder.layer)
    with torch.inference_mode():
        before = plain(input_ids=IDS, attention_mask=mask).last_hidden_state
        after = fused(input_ids=IDS, attention_mask=mask).last_hidden_state
    assert torch.allclose(before[mask.bool()], after[mask.bool()], atol=0.01 if has_bfloat16() else 1e-5)


@pytest.mark.parametrize("other", [{"hidden_act": "relu"}, {"attn_implementation": "eager"}, {"is_decoder": True}])
def test_layers_of_another_build_are_left(other: dict[str, object]) -> None:
    assert fuse(_model(**other)) == 0
