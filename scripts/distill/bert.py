"""The teacher's transformer in torch, whole or some of its layers: what teaches and what learns share these lines."""
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

WIDTH, HEADS = 384, 12
NAMES = {'q': 'attention.self.query', 'k': 'attention.self.key', 'v': 'attention.self.value', 'o': 'attention.output.dense',
         'ln1': 'attention.output.LayerNorm', 'f1': 'intermediate.dense', 'f2': 'output.dense', 'ln2': 'output.LayerNorm'}


class Layer(nn.Module):
    """One post-norm transformer layer. `weigh(linear, x)` multiplies, so that a student can do it in few bits."""

    def __init__(self, weights: dict[str, torch.Tensor], index: int):
        super().__init__()
        for short, name in NAMES.items():
            weight, bias = (weights[f'encoder.layer.{index}.{name}.{part}'] for part in ('weight', 'bias'))
            module = nn.LayerNorm(WIDTH, eps=1e-12) if short.startswith('ln') else nn.Linear(weight.shape[1], weight.shape[0])
            module.weight.data, module.bias.data = weight.clone(), bias.clone()
            setattr(self, short, module)

    def forward(self, x: torch.Tensor, bias: torch.Tensor, weigh) -> torch.Tensor:
        rows, length, _ = x.shape
        split = lambda t: t.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
        q, k, v = (split(weigh(m, x)) for m in (self.q, self.k, self.v))
        # Written out: the fused attention's backward pass is half as fast on a CPU.
        attention = torch.softmax(q * (WIDTH // HEADS) ** -0.5 @ k.transpose(2, 3) + bias, -1).to(v.dtype)
        x = self.ln1(x + weigh(self.o, (attention @ v).transpose(1, 2).reshape(rows, length, WIDTH)))
        return self.ln2(x + weigh(self.f2, F.gelu(weigh(self.f1, x))))


def attention_bias(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return torch.where(mask, 0.0, -1e4)[:, None, None, :].to(dtype)


def mean_pool(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weight = mask[..., None].float()
    return F.normalize((states.float() * weight).sum(1) / weight.sum(1), dim=1)


class Teacher(nn.Module):
    def __init__(self, folder: Path):
        super().__init__()
        w = load_file(folder / 'model.safetensors')
        self.words = nn.Embedding.from_pretrained(w['embeddings.word_embeddings.weight'])
        self.positions = w['embeddings.position_embeddings.weight'] + w['embeddings.token_type_embeddings.weight'][0]
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.ln.weight.data, self.ln.bias.data = w['embeddings.LayerNorm.weight'], w['embeddings.LayerNorm.bias']
        self.layers = nn.ModuleList(Layer(w, i) for i in range(6))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[n, length] → token states [n, length, WIDTH]."""
        x = self.ln(self.words(ids) + self.positions[:ids.shape[1]])
        bias = attention_bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias, lambda linear, y: linear(y))
        return x
