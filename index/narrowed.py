"""A packed model without the word pieces of scripts Korean documents are not written in.

The tokenizer of multilingual-e5-small holds 250,002 pieces for a hundred languages and takes 280 MB in memory; those of
Hangul, unaccented Latin, Chinese characters and kana are 44 %. A text in these scripts is cut the same way and gets the
same vector without the others. Of every other script the single characters stay: a word in it is cut to letters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

import numpy as np

from index.packed import Packed

SPECIAL = 4
"""Pieces at the beginning that are marks, no text."""
_KEPT = ("HANGUL", "CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH")
_WORD_START = "▁"


def narrowed(packed: Packed) -> Packed:
    """Return the model with the pieces of Korean documents alone, and only their rows of the word embedding."""
    kept = [at for at, (piece, _) in enumerate(packed.pieces) if at < SPECIAL or is_kept(piece)]
    rows = packed.tensors["emb.word"].reshape(-1, packed.hidden)[np.array(kept)]
    return replace(
        packed,
        vocabulary=len(kept),
        pieces=tuple(packed.pieces[at] for at in kept),
        tensors={**packed.tensors, "emb.word": rows.reshape(-1)},
    )


def is_kept(piece: str) -> bool:
    """Tell a piece that is one character, or written in the scripts of Korean documents alone."""
    text = piece.replace(_WORD_START, "")
    return len(text) <= 1 or all(_is_common(character) for character in text)


@cache
def _is_common(character: str) -> bool:
    if character.isascii():
        return True
    if unicodedata.category(character)[0] in "LM":
        return unicodedata.name(character, "").startswith(_KEPT)
    return True
