"""What the student is taught: texts, the teacher's answers, and the order they come in."""
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import torch

from teach import WIDTH, open_tokenizer, padded

BATCH_TOKENS, BLOCK_BATCHES, NEIGHBOURHOOD = 4_096, 50, 1_200
CHINESE, VALIDATION = 0.6, 1_000


class Lessons:
    """Texts with the teacher's answers: English lines first, then the Chinese sides of the pairs."""

    def __init__(self, cache: Path):
        english = (cache / 'english.txt').read_text('utf8').split('\n')
        self.english_sides, chinese = zip(*(line.split('\t') for line in (cache / 'parallel.tsv').read_text('utf8').split('\n')))
        self.count, self.english = len(english) + len(chinese), len(english)
        self.tokenizer = open_tokenizer(cache / 'tokenizer.json')
        self.ids = [np.array(e.ids, np.int32) for e in self.tokenizer.encode_batch([*english, *chinese])]
        self.lengths = np.array([len(i) for i in self.ids])
        self.offsets = np.load(cache / 'states.offsets.npy')
        self.states = np.memmap(cache / 'states.f16', np.float16, 'r').reshape(-1, WIDTH)
        self.vectors = np.memmap(cache / 'vectors.f16', np.float16, 'r').reshape(-1, WIDTH)

    @cached_property
    def answers(self) -> np.ndarray:
        """The teacher's unit vector of every text [count, WIDTH]."""
        english = np.stack([self.states[a:b].mean(0, dtype=np.float32) for a, b in zip(self.offsets, self.offsets[1:])])
        answers = np.concatenate([english, self.vectors]).astype(np.float32)
        return (answers / np.linalg.norm(answers, axis=1, keepdims=True)).astype(np.float16)

    def pairs(self) -> Iterator[tuple[list[int], list[int]]]:
        """Tokens of each pair's English and Chinese side."""
        for side, ids in zip(self.tokenizer.encode_batch(self.english_sides), self.ids[self.english:]):
            yield side.ids, ids.tolist()

    def is_taught_by_token(self, index: int) -> bool:
        """Both vocabularies cut the line into as many pieces."""
        return index < self.english and self.offsets[index + 1] - self.offsets[index] == self.lengths[index]

    def batch(self, indices: np.ndarray):
        """→ ids, mask, vectors [n, WIDTH], weight [n]."""
        ids, mask = padded([self.ids[i] for i in indices])
        weight = np.where(indices < self.english, 1, CHINESE).astype(np.float32)
        return ids, mask, torch.from_numpy(self.answers[indices].astype(np.float32)), torch.from_numpy(weight)

    def token_states(self, indices: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """→ states [n, length, WIDTH], taught [n] (1 where states are given)."""
        states = np.zeros((len(indices), self.lengths[indices].max(), WIDTH), np.float32)
        taught = np.zeros(len(indices), np.float32)
        for row, i in enumerate(indices):
            if self.is_taught_by_token(i):
                states[row, :self.lengths[i]], taught[row] = self.states[self.offsets[i]:self.offsets[i + 1]], 1
        return torch.from_numpy(states), torch.from_numpy(taught)

    def validation(self) -> tuple[np.ndarray, np.ndarray]:
        return np.arange(VALIDATION), np.arange(self.english, self.english + VALIDATION)

    def random_batches(self, number: int) -> list[np.ndarray]:
        """Batches of like length in random order, the same for the same number."""
        random = np.random.default_rng(number)
        rows = random.permutation(self._rows())
        per_block = BLOCK_BATCHES * BATCH_TOKENS // int(self.lengths.mean())
        return [batch for begin in range(0, len(rows), per_block) for batch in self._shuffled(rows[begin:begin + per_block], random)]

    def neighbour_batches(self, number: int) -> list[np.ndarray]:
        """Batches of texts that the teacher finds alike, in random order: their similarities tell more than those of strangers.

        A tree splits the texts at the median along the line between two of them, drawn at random, until NEIGHBOURHOOD are left.
        """
        random = np.random.default_rng(number)
        leaves, open_leaves = [], [random.permutation(self._rows())]
        while open_leaves:
            rows = open_leaves.pop()
            if len(rows) <= NEIGHBOURHOOD:
                leaves.append(rows)
                continue
            a, b = self.answers[rows[0]], self.answers[rows[-1]]
            along = self.answers[rows].astype(np.float32) @ (a - b).astype(np.float32)
            order = np.argsort(along, kind='stable')
            # Shuffled again, so that the ends of this line do not choose the next.
            open_leaves += [random.permutation(rows[half]) for half in np.array_split(order, 2)]
        batches = [batch for leaf in leaves for batch in self._shuffled(leaf, random)]
        random.shuffle(batches)
        return batches

    def _rows(self) -> np.ndarray:
        return np.setdiff1d(np.arange(self.count), np.concatenate(self.validation()))

    def _shuffled(self, rows: np.ndarray, random: np.random.Generator) -> list[np.ndarray]:
        """Cuts rows, sorted by length, into batches of at most BATCH_TOKENS, in random order."""
        rows = rows[np.argsort(self.lengths[rows], kind='stable')]
        batches, cut = [], 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or self.lengths[rows[end]] * (end + 1 - cut) > BATCH_TOKENS:
                batches.append(rows[cut:end])
                cut = end
        random.shuffle(batches)
        return batches
