"""Trains the student on the teacher's answers; resumes from its last checkpoint with the same batches.

    loss = 10 · (1 − cos(student, teacher))                    weight CHINESE for a pair's Chinese side
         + 50 · mean (student·studentᵀ − teacher·teacherᵀ)²     over the batch; CLOSING_SIMILARITY in the closing steps
         + TOKENS · (1 − progress/0.6)₊ · mean token distance   English lines only

AdamW, warm-up, cosine to 2 %; four-bit weights from FEW_BITS_FROM of the way on. The closing steps, with a second warm-up
at a lower rate, take batches of texts that are alike: to tell such apart is what ranking asks. What ships is the mean of the
weights before and after them: better than either (STS .7843 before, .7856 after, .7859 the mean; films lose what
the closing steps win on sentences).
"""
import math
import time
from pathlib import Path
from shutil import copyfile

import numpy as np
import torch

from bert import mean_pool
from lessons import Lessons
from student import Student

RATES = {'embedding': 2e-3, 'rest': 4e-4}
WARM_UP, FEW_BITS_FROM, TOKENS, SIMILARITY = 300, 0.45, 3.0, 50.0
CLOSING_STEPS, CLOSING_RATE, CLOSING_SIMILARITY = 2_000, 0.15, 150.0


def train(teacher: Path, cache: Path, teacher_ids: list[int], steps: int) -> None:
    """Leaves cache/weights.pt, the mean of the weights before and after the CLOSING_STEPS, which `steps` counts too.

    On the way cache/student.pt: {model, optimiser, step}, and cache/student-turn.pt, the same where the closing steps begin.
    """
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
    turn = max(0, steps - CLOSING_STEPS)
    started, begun = time.time(), step
    for begin, end, batches_of in ((0, turn, lessons.random_batches), (turn, steps, lessons.neighbour_batches)):
        epoch, batches, first = -1, [], begin
        while step < end:
            while step - first >= len(batches):
                first, epoch = first + len(batches), epoch + 1
                batches = batches_of(epoch)
            progress = (step - begin) / (end - begin)
            model.few_bits = step >= turn or progress >= FEW_BITS_FROM
            for group in optimiser.param_groups:
                group['lr'] = group['base'] * rate_of(step - begin, progress) * (CLOSING_RATE if step >= turn else 1)
            loss, cosine = loss_of(model, lessons, batches[step - first], 1 if step >= turn else progress)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0:
                print(f'step {step} of {steps}, loss {loss.item():.4f}, cosine {cosine:.4f}, {(time.time() - started) / (step - begun):.3f} s a step', flush=True)
            if step % 500 == 0 or step == end:
                torch.save({'model': model.state_dict(), 'optimiser': optimiser.state_dict(), 'step': step}, path.with_suffix('.new'))
                path.with_suffix('.new').rename(path)
                if step == turn:
                    copyfile(path, cache / 'student-turn.pt')
                print('validation cosine: English {:.4f}, Chinese {:.4f}'.format(*(validate(model, lessons, rows) for rows in lessons.validation())), flush=True)
    before, after = (torch.load(each)['model'] for each in (cache / 'student-turn.pt', path))
    torch.save({name: (before[name] + after[name]) / 2 for name in after}, cache / 'weights.pt')


def rate_of(steps_done: int, progress: float) -> float:
    return min(1, (steps_done + 1) / WARM_UP) * (0.49 * (1 + math.cos(math.pi * progress)) + 0.02)


def loss_of(model: Student, lessons: Lessons, indices: np.ndarray, progress: float) -> tuple[torch.Tensor, float]:
    ids, mask, vectors, weight = lessons.batch(indices)
    with torch.autocast('cpu', torch.bfloat16):
        answer = model(ids, mask)
    pooled = mean_pool(answer, mask)
    cosine = (pooled * vectors).sum(1)
    similarity = CLOSING_SIMILARITY if progress == 1 else SIMILARITY
    loss = 10 * ((1 - cosine) * weight).sum() / weight.sum() + similarity * (pooled @ pooled.T - vectors @ vectors.T).pow(2).mean()
    share = TOKENS * max(0, 1 - progress / 0.6)
    if share:
        states, taught = lessons.token_states(indices)
        known = mask.float() * taught[:, None]
        # Relative to the teacher's own size, so that 1 is as wrong as saying nothing.
        distance = (answer.float() - states).pow(2).sum(2) / states.pow(2).sum(2).clamp_min(1e-6)
        loss = loss + share * (distance * known).sum() / known.sum().clamp_min(1)
    return loss, cosine.mean().item()


@torch.no_grad()
def validate(model: Student, lessons: Lessons, rows: np.ndarray) -> float:
    total = 0.0
    for begin in range(0, len(rows), 200):
        ids, mask, vectors, _ = lessons.batch(rows[begin:begin + 200])
        with torch.autocast('cpu', torch.bfloat16):
            total += (mean_pool(model(ids, mask), mask) * vectors).sum().item()
    return total / len(rows)
