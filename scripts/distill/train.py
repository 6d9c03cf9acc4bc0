"""Trains the student on the teacher's answers; resumes from its last checkpoint with the same batches.

    loss = 10 · (1 − cos(student, teacher))                    weight CHINESE for a pair's Chinese side
         + 50 · mean (student·studentᵀ − teacher·teacherᵀ)²     over the batch
         + TOKENS · (1 − progress/0.6)₊ · mean token distance   English lines only

AdamW, warm-up, cosine to 2 %; four-bit weights from FEW_BITS_FROM of the way on.
"""
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from bert import mean_pool
from student import Student
from teach import WIDTH, open_tokenizer, padded

BATCH_TOKENS, BLOCK_BATCHES = 4_096, 50
RATES = {'embedding': 2e-3, 'rest': 4e-4}
WARM_UP, FEW_BITS_FROM, TOKENS, CHINESE = 300, 0.45, 3.0, 0.6
VALIDATION = 1_000


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

    def pairs(self) -> Iterator[tuple[list[int], list[int]]]:
        """Tokens of each pair's English and Chinese side."""
        for side, ids in zip(self.tokenizer.encode_batch(self.english_sides), self.ids[self.english:]):
            yield side.ids, ids.tolist()

    def is_taught_by_token(self, index: int) -> bool:
        """Both vocabularies cut the line into as many pieces."""
        return index < self.english and self.offsets[index + 1] - self.offsets[index] == self.lengths[index]

    def batch(self, indices: np.ndarray):
        """→ ids, mask, vectors [n, WIDTH], states [n, length, WIDTH], taught [n] (1 where states are given), weight [n]."""
        ids, mask = padded([self.ids[i] for i in indices])
        states = np.zeros((*ids.shape, WIDTH), np.float32)
        vectors = np.zeros((len(indices), WIDTH), np.float32)
        taught = np.zeros(len(indices), np.float32)
        for row, i in enumerate(indices):
            if i >= self.english:
                vectors[row] = self.vectors[i - self.english]
                continue
            answer = self.states[self.offsets[i]:self.offsets[i + 1]].astype(np.float32)
            vectors[row] = answer.mean(0)
            if self.is_taught_by_token(i):
                states[row, :len(answer)], taught[row] = answer, 1
        weight = np.where(indices < self.english, 1, CHINESE).astype(np.float32)
        return ids, mask, F.normalize(torch.from_numpy(vectors), dim=1), torch.from_numpy(states), torch.from_numpy(taught), torch.from_numpy(weight)

    def validation(self) -> tuple[np.ndarray, np.ndarray]:
        return np.arange(VALIDATION), np.arange(self.english, self.english + VALIDATION)

    def epoch(self, number: int) -> list[np.ndarray]:
        """Batches of like length in random order, the same for the same number."""
        random = np.random.default_rng(number)
        rows = random.permutation(np.setdiff1d(np.arange(self.count), np.concatenate(self.validation())))
        batches = []
        per_block = BLOCK_BATCHES * BATCH_TOKENS // int(self.lengths.mean())
        for begin in range(0, len(rows), per_block):
            block = rows[begin:begin + per_block]
            block = block[np.argsort(self.lengths[block], kind='stable')]
            cut, group = 0, []
            for end in range(1, len(block) + 1):
                if end == len(block) or self.lengths[block[end]] * (end + 1 - cut) > BATCH_TOKENS:
                    group.append(block[cut:end])
                    cut = end
            random.shuffle(group)
            batches += group
        return batches


def train(teacher: Path, cache: Path, teacher_ids: list[int], steps: int) -> None:
    """Leaves cache/student.pt: {model, optimiser, step}."""
    torch.manual_seed(0)
    lessons, model, path = Lessons(cache), Student(teacher, teacher_ids), cache / 'student.pt'
    groups = [{'params': [p for n, p in model.named_parameters() if ('embedding' in n) == (name == 'embedding')], 'base': rate} for name, rate in RATES.items()]
    optimiser, step = torch.optim.AdamW(groups, lr=1e-3, weight_decay=0.01), 0
    if path.exists():
        saved = torch.load(path)
        model.load_state_dict(saved['model'])
        optimiser.load_state_dict(saved['optimiser'])
        step = saved['step']
    else:
        model.start_characters(lessons.pairs(), teacher_ids.index(-1))
    epoch, batches, first = 0, lessons.epoch(0), 0
    started, begun = time.time(), step
    while step < steps:
        while step - first >= len(batches):
            first, epoch = first + len(batches), epoch + 1
            batches = lessons.epoch(epoch)
        progress = step / steps
        model.few_bits = progress >= FEW_BITS_FROM
        for group in optimiser.param_groups:
            group['lr'] = group['base'] * min(1, (step + 1) / WARM_UP) * (0.49 * (1 + math.cos(math.pi * progress)) + 0.02)
        loss, cosine = loss_of(model, lessons.batch(batches[step - first]), progress)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 100 == 0:
            print(f'step {step} of {steps}, loss {loss.item():.4f}, cosine {cosine:.4f}, {(time.time() - started) / (step - begun):.3f} s a step', flush=True)
        if step % 500 == 0 or step == steps:
            torch.save({'model': model.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step}, path.with_suffix('.new'))
            path.with_suffix('.new').rename(path)
            print('validation cosine: English {:.4f}, Chinese {:.4f}'.format(*(validate(model, lessons, rows) for rows in lessons.validation())), flush=True)


def loss_of(model: Student, batch, progress: float) -> tuple[torch.Tensor, float]:
    ids, mask, vectors, states, taught, weight = batch
    with torch.autocast('cpu', torch.bfloat16):
        answer = model(ids, mask)
    pooled = mean_pool(answer, mask)
    cosine = (pooled * vectors).sum(1)
    loss = 10 * ((1 - cosine) * weight).sum() / weight.sum() + 50 * (pooled @ pooled.T - vectors @ vectors.T).pow(2).mean()
    share = TOKENS * max(0, 1 - progress / 0.6)
    if share and taught.any():
        known = mask.float() * taught[:, None]
        # Relative to the teacher's own size, so that 1 is as wrong as saying nothing.
        distance = (answer.float() - states).pow(2).sum(2) / states.pow(2).sum(2).clamp_min(1e-6)
        loss = loss + share * (distance * known).sum() / known.sum()
    return loss, cosine.mean().item()


@torch.no_grad()
def validate(model: Student, lessons: Lessons, rows: np.ndarray) -> float:
    total = 0.0
    for begin in range(0, len(rows), 200):
        ids, mask, vectors, *_ = lessons.batch(rows[begin:begin + 200])
        with torch.autocast('cpu', torch.bfloat16):
            total += (mean_pool(model(ids, mask), mask) * vectors).sum().item()
    return total / len(rows)
