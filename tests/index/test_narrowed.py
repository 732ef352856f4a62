"""The tokenizer without the scripts Korean documents are not written in cuts them the same way."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from index.narrowed import is_kept, narrowed
from index.packed import Packed, packaged_file, read_packed

PACKED = Packed(
    hidden=2,
    layers=0,
    heads=1,
    feed_forward=0,
    vocabulary=9,
    positions=8,
    types=1,
    epsilon=1e-12,
    unknown=3,
    pieces=tuple((piece, -1.0) for piece in ("<s>", "<pad>", "</s>", "<unk>", "▁예산", "▁дом", "д", "▁2025", "日本")),
    tensors={"emb.word": np.arange(20, dtype=np.float32)},
)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("▁예산", True),
        ("예", True),
        ("▁budget", True),
        ("▁2,025", True),
        ("教育廳", True),
        ("ひらがな", True),
        ("△", True),
        ("▁~", True),
        ("▁", True),
        ("▁дом", False),
        ("▁д", True),
        ("টে", False),
        ("été", False),
        ("é", True),
        ("مدرسة", False),
        ("예α", False),
    ],
)
def test_the_scripts_of_korean_documents_are_kept_and_single_characters_of_all(piece: str, kept: bool) -> None:
    assert is_kept(piece) is kept


def test_a_row_of_the_embedding_stays_with_its_piece() -> None:
    model = narrowed(PACKED)
    assert [piece for piece, _ in model.pieces] == ["<s>", "<pad>", "</s>", "<unk>", "▁예산", "д", "▁2025", "日本"]
    assert model.vocabulary == 8
    assert model.tensors["emb.word"].reshape(-1, 2)[:, 0].tolist() == [0, 2, 4, 6, 8, 12, 14, 16]


@pytest.mark.parametrize(
    "text",
    [
        "2025년 청소년 AI 디지털 배움터 예산 1,234백만원(시비 50%)",
        "Which department runs the maker space in 2024?",
        "교육청(敎育廳) 소관 조례 제3조제2항 · △ 12.5%p",
    ],
)
def test_a_text_is_cut_as_by_the_whole_model(text: str) -> None:
    packed = read_packed(packaged_file())
    whole, few = (_cut(model, text) for model in (packed, narrowed(packed)))
    assert whole == few


def _cut(packed: Packed, text: str) -> list[str]:
    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unknown))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return list(tokenizer.encode(text).tokens)
