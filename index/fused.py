"""The layers of a BERT encoder in a third of the steps: query, key and value in one product, nothing between the parts.

A question is short: half of its time went into the many small modules of a layer. The numbers are the same bit by bit.
"""

from __future__ import annotations

import torch
from torch import nn
from transformers.models.bert.modeling_bert import BertLayer

from index.onednn import OneDnnLinear, is_half, works


class FusedLayer(nn.Module):
    """One encoder layer for inference: states (texts x pieces x hidden, float32) -> states of the same shape."""

    def __init__(self, layer: BertLayer, *, half: bool) -> None:
        super().__init__()
        attention = layer.attention.self
        self._heads, self._size = attention.num_attention_heads, attention.attention_head_size
        self.three = OneDnnLinear(_joined(attention.query, attention.key, attention.value), half=half)
        self.joint = OneDnnLinear(layer.attention.output.dense, half=half)
        self.joint_norm = layer.attention.output.LayerNorm
        self.wide = OneDnnLinear(layer.intermediate.dense, half=half)
        self.narrow = OneDnnLinear(layer.output.dense, half=half)
        self.norm = layer.output.LayerNorm

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None = None, *_: object, **__: object) -> torch.Tensor:
        """Return the layer's output; `mask` is the library's: None where no text is padded."""
        texts, pieces, hidden = states.shape
        query, key, value = self.three(states).view(texts, pieces, 3, self._heads, self._size).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        states = self.joint_norm(self.joint(seen.transpose(1, 2).reshape(texts, pieces, hidden)) + states)
        result: torch.Tensor = self.norm(self.narrow(nn.functional.gelu(self.wide(states))) + states)
        return result


def fuse(model: nn.Module) -> int:
    """Replace the BERT layers of an encoder where this build of torch can; return how many. Layers unlike are left."""
    if not works(half=False):
        return 0
    half, replaced = is_half(), 0
    for parent in [module for module in model.modules() if isinstance(module, nn.ModuleList)]:
        for number, child in enumerate(parent):
            if type(child) is BertLayer and _is_usual(child):
                parent[number] = FusedLayer(child, half=half)
                replaced += 1
    return replaced


def _is_usual(layer: BertLayer) -> bool:
    """Tell a layer that looks both ways, with the activation and the attention the fused one has."""
    config = layer.attention.self.config
    return not config.is_decoder and config.hidden_act == "gelu" and config._attn_implementation == "sdpa"


def _joined(*layers: nn.Linear) -> nn.Linear:
    """Return one linear layer whose output is those of several side by side."""
    joined = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    joined.weight = nn.Parameter(torch.cat([layer.weight.detach() for layer in layers]), requires_grad=False)
    joined.bias = nn.Parameter(torch.cat([layer.bias.detach() for layer in layers]), requires_grad=False)
    return joined
