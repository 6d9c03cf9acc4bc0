"""Gathers the corpus: lines of English, and pairs of English and Chinese.

A line that equals a sentence of a development set, or contains one of three words or more, is dropped: those sets are
for measuring. Prints how many lines came from where, and how many were dropped.
"""
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import english
import parallel
from chinese_titles import chinese_titles
from titles import titles

SEED = 11
# What measure.py measures Chinese with.
CHINESE_TITLES = Path(__file__).parent / 'chinese-titles.jsonl'
# Lines kept of each source at most: dictionaries would drown sentences.
ENGLISH = {'wordnet': 120_000, 'gcide': 60_000, 'package_descriptions': 75_000, 'manual_pages': 8_000, 'space_stories': 12_000, 'help_pages': 22_000}
CHINESE = {'dictionary': 130_000, 'catalogues': 90_000, 'emoji': 8_000, 'help_pages': 24_000}
# More lines cost the teacher an hour and the student sees each fewer times.
ENGLISH_LINES = 400_000
# Of all lines this share is joined to its neighbours, since items have descriptions and dictionaries do not.
PARAGRAPHS = 0.06


def gather(cache: Path, development: Path, known: set[str]) -> None:
    """Writes cache/english.txt and cache/parallel.tsv, each unless it is there.

    @param known common English words, which generated titles prefer
    """
    for path, lines_of in ((cache / 'english.txt', english_lines), (cache / 'parallel.tsv', parallel_lines)):
        if path.exists():
            continue
        held_out = HeldOut(development_sentences(development))
        lines = lines_of(cache, known, held_out, random.Random(SEED))
        path.write_text('\n'.join(lines), 'utf8')
        print(f'{path.name}: {len(lines)} lines, dropped as development text: {held_out.dropped}', flush=True)


def english_lines(cache: Path, known: set[str], held_out: 'HeldOut', random_: random.Random) -> list[str]:
    lines: list[str] = []
    for name, most in ENGLISH.items():
        lines += sample(name, getattr(english, name)(cache), most, held_out, random_)
    lines += sample('titles', titles(cache, known), 10**9, held_out, random_)
    lines = list(dict.fromkeys(lines))
    random_.shuffle(lines)
    long = [' '.join(lines[random_.randrange(len(lines))] for _ in range(random_.randint(2, 5))) for _ in range(int(len(lines) * PARAGRAPHS))]
    lines += long
    random_.shuffle(lines)
    return lines[:ENGLISH_LINES]


def parallel_lines(cache: Path, known: set[str], held_out: 'HeldOut', random_: random.Random) -> list[str]:
    pairs: list[tuple[str, str]] = []
    for name, most in CHINESE.items():
        source = (p for p in getattr(parallel, name)(cache) if is_pair(*p))
        pairs += sample(f'{name} (zh)', source, most, held_out, random_)
    pairs += sample('chinese_titles', chinese_titles(cache, known), 10**9, held_out, random_)
    random_.shuffle(pairs)
    return [f'{english_text}\t{chinese}' for english_text, chinese in pairs]


def is_pair(english_text: str, chinese: str) -> bool:
    return len(english_text) > 1 and bool(parallel.HAN.search(chinese)) and not parallel.HAN.search(english_text) and 0.05 < len(chinese) / len(english_text) < 3 and len(chinese) < 120


def sample(name: str, source: Iterable, most: int, held_out: 'HeldOut', random_: random.Random) -> list:
    everything = list(dict.fromkeys(source))
    kept = [line for line in everything if held_out.allows(*line if isinstance(line, tuple) else (line,))]
    random_.shuffle(kept)
    print(f'{name}: {len(everything)} lines, {min(most, len(kept))} taken, {len(everything) - len(kept)} dropped', flush=True)
    return kept[:most]


class HeldOut:
    """Sentences that no line of the corpus may equal or contain."""

    def __init__(self, sentences: Iterable[str]):
        self.dropped = 0
        self.whole: set[tuple[str, ...]] = set()
        self.by_start: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for sentence in sentences:
            words = words_of(sentence)
            if words and words not in self.whole:
                self.whole.add(words)
                if len(words) >= 3:
                    self.by_start.setdefault(words[:3], []).append(words)

    def allows(self, *texts: str) -> bool:
        if any(self.holds(words_of(text)) for text in texts):
            self.dropped += 1
            return False
        return True

    def holds(self, words: tuple[str, ...]) -> bool:
        if words in self.whole:
            return True
        return any(words[i:i + len(s)] == s for i in range(len(words) - 2) for s in self.by_start.get(words[i:i + 3], ()))


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r'\w+', text.lower()))


def development_sentences(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob('*/items.jsonl')):
        for line in path.open(encoding='utf8'):
            item = json.loads(line)
            yield item['title']
            yield from re.split(r'(?<=[.!?])\s+', item.get('text', ''))
    for path in sorted(folder.glob('sts/*.jsonl')):
        for line in path.open(encoding='utf8'):
            pair = json.loads(line)
            yield from (pair['a'], pair['b'])
    for line in CHINESE_TITLES.open(encoding='utf8'):
        yield from (json.loads(line)[key] for key in ('title', 'english'))
