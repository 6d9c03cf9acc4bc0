"""Few bits, the same in training and in the file.

A layer's weight is  scale[out] · multiplier[out, block] · q[out, in],  with q in −7 … 7, multiplier in 1 … 9 and blocks of
32 inputs: four bits a weight in the file, and multiplier · q is an int8 of at most 63, so that onnxruntime multiplies
integers and two products of u8 · s8 never saturate 16 bits (AVX2). A row of the embedding is  scale[row] · q[row, in].
"""
from typing import NamedTuple

import torch

BLOCK, LEVELS, MULTIPLIERS = 32, 7, 9
# Clipping at this share of a block's largest weight lost least on the teacher's own weights.
CLIP = 0.92


class Packed(NamedTuple):
    q: torch.Tensor  # [out, in] −7 … 7
    multiplier: torch.Tensor  # [out, in / BLOCK] 1 … 9
    scale: torch.Tensor  # [out]

    def integers(self) -> torch.Tensor:
        return self.q * self.multiplier.repeat_interleave(BLOCK, 1)


def pack_weight(weight: torch.Tensor) -> Packed:
    rows, columns = weight.shape
    blocks = weight.view(rows, columns // BLOCK, BLOCK)
    largest = blocks.abs().amax(2) * CLIP
    scale = (largest.amax(1) / (LEVELS * MULTIPLIERS)).clamp_min(1e-8)
    multiplier = (largest / (LEVELS * scale[:, None])).round().clamp(1, MULTIPLIERS)
    q = (blocks / (scale[:, None, None] * multiplier[..., None])).round().clamp(-LEVELS, LEVELS)
    return Packed(q.view(rows, columns), multiplier, scale)


def pack_rows(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """→ q [n, d] −7 … 7, scale [n] as a float16 holds it."""
    scale = (rows.abs().amax(-1) * CLIP / LEVELS).clamp_min(1e-4).half().float()
    return (rows / scale[..., None]).round().clamp(-LEVELS, LEVELS), scale


def rounded_weight(weight: torch.Tensor) -> torch.Tensor:
    """The weight as its four bits say; gradients pass straight through."""
    with torch.no_grad():
        packed = pack_weight(weight)
        error = packed.integers() * packed.scale[:, None] - weight
    return weight + error


def rounded_rows(rows: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        q, scale = pack_rows(rows)
        error = q * scale[..., None] - rows
    return rows + error
