"""The student: factorised embeddings and three of the teacher's layers, in four bits once `few_bits` is set."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from collections.abc import Iterable
from pathlib import Path
from safetensors.torch import load_file

from bert import WIDTH, Layer, attention_bias
from quantise import rounded_rows, rounded_weight
from teach import MAX_TOKENS

EMBEDDING = 192
# [PAD], [UNK], [CLS] and [SEP] come first in the vocabulary.
SPECIAL = {0, 1, 2, 3}
LAYERS = (1, 3, 5)


class Student(nn.Module):
    """Starts as near to the teacher as its size allows.

    @param teacher_ids for each token of the student's vocabulary the teacher's id, −1 for a new one
    """

    def __init__(self, teacher: Path, teacher_ids: list[int]):
        super().__init__()
        w = load_file(teacher / 'model.safetensors')
        words = w['embeddings.word_embeddings.weight']
        known = torch.tensor([i if i >= 0 else 0 for i in teacher_ids])
        is_new = torch.tensor(teacher_ids) < 0
        mean = words[known[~is_new]].mean(0)
        left, sizes, right = torch.linalg.svd(words[known[~is_new]] - mean, full_matrices=False)
        # Turned at random, so that all dimensions have one variance and four bits serve each alike.
        turn = torch.linalg.qr(torch.randn(EMBEDDING, EMBEDDING, generator=torch.Generator().manual_seed(0)))[0]
        rows = torch.zeros(len(teacher_ids), EMBEDDING)
        rows[~is_new] = (left[:, :EMBEDDING] * sizes[:EMBEDDING]) @ turn
        rows[is_new] = torch.randn(int(is_new.sum()), EMBEDDING, generator=torch.Generator().manual_seed(1)) * rows[~is_new].std() * 0.5
        self.embedding = nn.Embedding(*rows.shape)
        self.embedding.weight.data = rows
        self.up = nn.Linear(EMBEDDING, WIDTH)
        self.up.weight.data = (turn.T @ right[:EMBEDDING]).T.contiguous()
        self.up.bias.data = mean + w['embeddings.token_type_embeddings.weight'][0]
        self.positions = nn.Parameter(w['embeddings.position_embeddings.weight'][:MAX_TOKENS].clone())
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.ln.weight.data, self.ln.bias.data = w['embeddings.LayerNorm.weight'].clone(), w['embeddings.LayerNorm.bias'].clone()
        self.layers = nn.ModuleList(Layer(w, i) for i in LAYERS)
        self.few_bits = False

    @torch.no_grad()
    def start_characters(self, pairs: Iterable[tuple[list[int], list[int]]], first: int) -> None:
        """Starts a new token (from id `first` on) as the mean of the words that its texts are translated with.

        row[c] = Σ_pairs Σ_{w ∈ english} ln(pairs / pairs with w) · row[w] / |english|, without the mean of all c, at half the size of a word.

        @param pairs tokens of the English side and of the Chinese side
        """
        pairs = [(sorted(set(e) - SPECIAL), sorted({t for t in c if t >= first})) for e, c in pairs]
        found = torch.bincount(torch.tensor([w for e, _ in pairs for w in e]), minlength=len(self.embedding.weight))
        weighed = self.embedding.weight * (len(pairs) / found.clamp_min(1)).log()[:, None]
        sums, counts = torch.zeros(len(weighed) - first, EMBEDDING), torch.zeros(len(weighed) - first, 1)
        for english, chinese in pairs:
            if english and chinese:
                at = torch.tensor(chinese) - first
                sums[at] += weighed[english].mean(0)
                counts[at] += 1
        rows = sums / counts.clamp_min(1)
        rows -= rows.mean(0)
        self.embedding.weight[first:] = rows * (0.5 * self.embedding.weight[:first].norm(dim=1).mean() / rows.norm(dim=1, keepdim=True).clamp_min(1e-6))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[n, length] → token states [n, length, WIDTH]."""
        rows = self.embedding(ids)
        weigh = lambda linear, x: linear(x)
        if self.few_bits:
            rows = rounded_rows(rows)
            weigh = lambda linear, x: F.linear(x, rounded_weight(linear.weight), linear.bias)
        x = self.ln(self.up(rows) + self.positions[:ids.shape[1]])
        bias = attention_bias(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, bias, weigh)
        return x
