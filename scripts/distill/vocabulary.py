"""The student's vocabulary: the teacher's without what it cannot use, and with Chinese characters.

Out go `[unused…]` and pieces in scripts of which the teacher knows letters but no words; in come the characters that the
pairs hold at least `RARE` times. A piece keeps its segmentation: English lines have the same tokens in both.
"""
import json
import unicodedata
from collections import Counter
from pathlib import Path

from parallel import HAN

RARE = 6
SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]']
SCRIPTS = ('LATIN', 'GREEK', 'CJK UNIFIED')


def write_tokenizer(teacher: Path, cache: Path) -> list[int]:
    """Writes cache/tokenizer.json; returns for each of the student's tokens the teacher's id, −1 for a new one."""
    spec = json.loads((teacher / 'tokenizer.json').read_text('utf8'))
    old: dict[str, int] = spec['model']['vocab']
    counts = Counter(c for line in (cache / 'parallel.tsv').open(encoding='utf8') for c in line.split('\t')[1] if HAN.match(c))
    kept = [t for t in old if t in SPECIAL or (not t.startswith('[unused') and is_readable(t))]
    added = sorted(c for c, n in counts.items() if n >= RARE and c not in old)
    vocabulary = {t: i for i, t in enumerate([*kept, *added])}
    spec['model']['vocab'] = vocabulary
    for token in spec['added_tokens']:
        token['id'] = vocabulary[token['content']]
    for token in spec['post_processor'].get('special_tokens', {}).values():
        token['ids'] = [vocabulary[t] for t in token['tokens']]
    spec['truncation'] = spec['padding'] = None
    (cache / 'tokenizer.json').write_text(json.dumps(spec, ensure_ascii=False, separators=(',', ':')), 'utf8')
    print(f'vocabulary: {len(old)} → {len(vocabulary)} ({len(added)} characters added)', flush=True)
    return [old.get(t, -1) for t in vocabulary]


def is_readable(token: str) -> bool:
    return all(not c.isalpha() or unicodedata.name(c, '').startswith(SCRIPTS) for c in token)
