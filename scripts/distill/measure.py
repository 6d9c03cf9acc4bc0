"""Measures an encoder folder in hub layout: Chinese titles, and Spearman on the STS sets where they are given.

    python measure.py MODEL_DIR [STS_DIR]
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


class Encoder:
    """Mean pooling over tokens, unit rows, one text a call."""

    def __init__(self, folder: Path, max_tokens: int = 128):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(folder / 'onnx/model_quantized.onnx'), options, providers=['CPUExecutionProvider'])
        self.names = {i.name for i in self.session.get_inputs()}
        self.tokenizer = Tokenizer.from_file(str(folder / 'tokenizer.json'))
        self.tokenizer.enable_truncation(max_tokens)
        self.tokenizer.no_padding()

    def __call__(self, texts: list[str]) -> np.ndarray:
        return np.stack([self.vector(e.ids) for e in self.tokenizer.encode_batch(texts)])

    def vector(self, ids: list[int]) -> np.ndarray:
        row = np.array([ids], np.int64)
        feeds = {'input_ids': row, 'attention_mask': np.ones_like(row), 'token_type_ids': np.zeros_like(row)}
        mean = self.session.run(None, {k: v for k, v in feeds.items() if k in self.names})[0][0].mean(0)
        return mean / np.linalg.norm(mean)


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def ranks(values: np.ndarray) -> np.ndarray:
    """Ties share their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse]


def sts(encoder: Encoder, folder: Path) -> dict[str, float]:
    result = {}
    for path in sorted(folder.glob('sts*.jsonl')):
        pairs = [json.loads(line) for line in path.open(encoding='utf8')]
        left, right = encoder([p['a'] for p in pairs]), encoder([p['b'] for p in pairs])
        result[path.stem] = spearman((left * right).sum(1), np.array([p['score'] for p in pairs]))
    result['mean'] = float(np.mean(list(result.values())))
    return result


def chinese(encoder: Encoder, path: Path) -> dict[str, float]:
    """Of Chinese titles: the share that lies nearer to a related title than to an unrelated one, and the mean cosine of a
    title and its English translation.

    The unrelated title is of another topic; the related one is, of the nine others of the topic, the one whose translation
    the teacher's q8 finds nearest (in English it tells 98 % of the pairs apart).
    """
    rows = [json.loads(line) for line in path.open(encoding='utf8')]
    title, english, related, unrelated = (encoder([r[k] for r in rows]) for k in ('title', 'english', 'related', 'unrelated'))
    right = (title * related).sum(1) > (title * unrelated).sum(1)
    return {'right': float(right.mean()), 'translation': float((title * english).sum(1).mean())}


if __name__ == '__main__':
    encoder = Encoder(Path(sys.argv[1]))
    figures = {'chinese titles': chinese(encoder, Path(__file__).parent / 'chinese-titles.jsonl'), **({'sts': sts(encoder, Path(sys.argv[2]))} if len(sys.argv) > 2 else {})}
    print(json.dumps({name: {k: round(v, 4) for k, v in values.items()} for name, values in figures.items()}, indent=2))
