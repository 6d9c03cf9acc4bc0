"""The teacher's answers, once: token states of the English lines, vectors of the pairs' English sides.

Files in the cache, all float16 rows of 384: `states.f16` ragged, line i at rows offsets[i] … offsets[i + 1];
`vectors.f16` one row a pair. Resumes where it stopped, in chunks of lines.
"""
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from bert import WIDTH, Teacher, mean_pool

MAX_TOKENS = 128
CHUNK = 16_384
BATCH_TOKENS = 6_144


def teach(teacher: Path, cache: Path) -> None:
    lines = (cache / 'english.txt').read_text('utf8').split('\n')
    pairs = [line.split('\t')[0] for line in (cache / 'parallel.tsv').read_text('utf8').split('\n')]
    model = Teacher(teacher).eval()
    tokenizer = open_tokenizer(teacher / 'tokenizer.json')
    answer(model, tokenizer, pairs, cache / 'vectors.f16', pooled=True)
    answer(model, tokenizer, lines, cache / 'states.f16', pooled=False)


def answer(model: Teacher, tokenizer: Tokenizer, texts: list[str], path: Path, pooled: bool) -> None:
    lengths = np.array([len(e.ids) for e in tokenizer.encode_batch(texts)], np.int64)
    offsets = np.concatenate([[0], np.cumsum(np.ones_like(lengths) if pooled else lengths)])
    np.save(path.with_suffix('.offsets.npy'), offsets)
    done = path.with_suffix('.done')
    start = int(done.read_text()) if done.exists() else 0
    rows = np.memmap(path, np.float16, 'r+' if path.exists() else 'w+', shape=(int(offsets[-1]), WIDTH))
    for begin in range(start, len(texts), CHUNK):
        end = min(begin + CHUNK, len(texts))
        ids = [e.ids for e in tokenizer.encode_batch(texts[begin:end])]
        for batch in batches(lengths[begin:end]):
            tokens, mask = padded([ids[i] for i in batch])
            with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
                states = model(tokens, mask)
            vectors = mean_pool(states, mask).numpy() if pooled else states.float().numpy()
            for row, i in enumerate(batch):
                at = offsets[begin + i]
                rows[at:offsets[begin + i + 1]] = vectors[row] if pooled else vectors[row, :lengths[begin + i]]
        rows.flush()
        done.write_text(str(end))
        print(f'{path.stem}: {end} of {len(texts)}', flush=True)


def batches(lengths: np.ndarray) -> list[np.ndarray]:
    """Indices by length, at most BATCH_TOKENS tokens with padding in each."""
    order, out, begin = np.argsort(lengths, kind='stable'), [], 0
    for end in range(1, len(order) + 1):
        if end == len(order) or lengths[order[end]] * (end + 1 - begin) > BATCH_TOKENS:
            out.append(order[begin:end])
            begin = end
    return out


def padded(ids: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    tokens = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long)
    mask = torch.zeros(tokens.shape, dtype=torch.bool)
    for row, line in enumerate(ids):
        tokens[row, :len(line)] = torch.tensor(line)
        mask[row, :len(line)] = True
    return tokens, mask


def open_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer
