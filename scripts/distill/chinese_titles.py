"""Generated pairs of English and Chinese titles, put together from the short entries of the dictionary."""
import random
from collections.abc import Iterator
from pathlib import Path

from parallel import dictionary

# English and Chinese with places for words: `a` an adjective, `n` and `m` nouns, `p` a proper name.
PATTERNS = [
    ('{a} {n}', '{A}{N}'), ('the {a} {n}', '{A}的{N}'), ('{n} and {m}', '{N}与{M}'), ('{n} and {m}', '{N}和{M}'), ('the {n} of {m}', '{M}的{N}'), ('{n} {m}', '{N}{M}'),
    ('the history of {n}', '{N}史'), ('a history of {p}', '{P}史'), ('introduction to {n}', '{N}概论'), ('stories of {n}', '{N}故事'), ('the story of {p}', '{P}的故事'),
    ('selected poems of {p}', '{P}诗选'), ('collected works of {p}', '{P}全集'), ('the biography of {p}', '{P}传'), ('dreams of {n}', '{N}梦'), ('notes on {n}', '{N}笔记'),
    ('{n} for {m}', '{M}用{N}'), ('{a} {n} for {m}', '适合{M}的{A}{N}'), ('{n} in {p}', '{P}的{N}'), ('{p} and the {n}', '{P}与{N}'), ('{n}, {m} and {a} {n}', '{N}、{M}和{A}{N}'),
    ('how to choose a {n}', '如何选择{N}'), ('why {n} matters', '{N}为什么重要'), ('{n} made of {m}', '{M}制{N}'), ('a novel about {n} and {m}', '关于{N}和{M}的小说'),
    ('an essay on {n}', '论{N}'), ('{p}: {n} and {m}', '{P}：{N}与{M}'), ('the last {n}', '最后的{N}'), ('a {n} in {p} tells of {m}', '{P}的一个{N}讲述{M}'), ('the king of {n}', '{N}之王'),
]


def chinese_titles(cache: Path, adjectives: set[str], nouns: set[str], count: int = 90_000, seed: int = 13) -> Iterator[tuple[str, str]]:
    """Pairs (english, chinese); a gloss is an adjective or a noun when WordNet says so."""
    shorts = [(e.split('; ')[0], c) for e, c in dictionary(cache) if len(c) <= 5 and e.split('; ')[0].count(' ') < 2]
    quality = [(e, c) for e, c in shorts if e in adjectives and e not in nouns]
    thing = [(e, c) for e, c in shorts if e in nouns]
    name = [(e, c) for e, c in shorts if e[:1].isupper()]
    pick = random.Random(seed)
    for _ in range(count):
        english, chinese = pick.choice(PATTERNS)
        (a, A), (n, N), (m, M), (p, P) = pick.choice(quality), pick.choice(thing), pick.choice(thing), pick.choice(name)
        text = english.format(a=a, n=n, m=m, p=p)
        yield text.title() if pick.random() < 0.4 else text, chinese.format(A=A, N=N, M=M, P=P)
