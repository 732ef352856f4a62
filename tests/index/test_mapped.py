"""A model gives the same vectors when its large tables are mapped anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import index.mapped
from index.mapped import map_anew


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> nn.Sequential:
    monkeypatch.setattr(index.mapped, "LARGE", 100)
    torch.manual_seed(3)
    return nn.Sequential(nn.Embedding(40, 8), nn.LayerNorm(8))


def weight(model: nn.Sequential) -> torch.Tensor:
    return model.get_parameter("0.weight").detach()


def test_a_model_gives_what_it_gave(model: nn.Sequential, tmp_path: Path) -> None:
    save_file({name: value.detach().clone() for name, value in model.state_dict().items()}, tmp_path / "m.safetensors")
    ids = torch.tensor([1, 5, 39])
    with torch.inference_mode():
        before = model(ids)
    old = weight(model).data_ptr()
    assert map_anew(model, tmp_path / "m.safetensors")
    assert weight(model).data_ptr() != old
    with torch.inference_mode():
        assert torch.equal(model(ids), before)


def test_a_file_that_does_not_fit_changes_nothing(model: nn.Sequential, tmp_path: Path) -> None:
    before = weight(model).clone()
    assert not map_anew(model, tmp_path / "missing.safetensors")
    save_file({"0.weight": torch.zeros(41, 8)}, tmp_path / "other.safetensors")
    assert not map_anew(model, tmp_path / "other.safetensors")
    save_file({"1.weight": torch.zeros(8)}, tmp_path / "lacking.safetensors")
    assert not map_anew(model, tmp_path / "lacking.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"\x00" * 50)
    assert not map_anew(model, tmp_path / "broken.safetensors")
    assert torch.equal(weight(model), before)
