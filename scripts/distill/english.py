"""English text of free licence, by source: each function yields lines, in the order of the files."""
import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from parallel import paragraphs_of

SENTENCE_END = re.compile(r'(?<=[.!?])\s+(?=[A-Z"“])')
PARTS_OF_SPEECH = ('noun', 'verb', 'adj', 'adv')


def wordnet_entries(cache: Path) -> Iterator[tuple[str, int, list[str], list[str]]]:
    """Each synset as (part of speech, lexicographer file, words, [gloss, example…])."""
    for part in PARTS_OF_SPEECH:
        for line in lines_of(cache / f'root/usr/share/wordnet/data.{part}'):
            if line.startswith('  '):
                continue
            head, _, gloss = line.partition(' | ')
            fields = head.split(' ')
            words = [fields[4 + 2 * i].replace('_', ' ').split('(')[0] for i in range(int(fields[3], 16))]
            texts = [p.strip(' ;"') for p in re.split(r';\s*"|"\s*;|"', gloss.strip())]
            yield part, int(fields[1]), words, [t for t in texts if t]


def wordnet(cache: Path) -> Iterator[str]:
    for index, (_, _, words, texts) in enumerate(wordnet_entries(cache)):
        yield f'{words[0]}: {texts[0]}' if index % 2 else texts[0]
        yield from words
        yield from texts[1:]


def gcide(cache: Path) -> Iterator[str]:
    """Webster's dictionary of 1913 and its additions: one sense or quotation a line."""
    with gzip.open(cache / 'root/usr/share/dictd/gcide.dict.dz', 'rt', encoding='utf8', errors='ignore') as file:
        body = file.read()
    for entry in re.split(r'\n\s*\n|\[1913 Webster\]', body):
        text = re.sub(r'^\s*\d+\.\s*', '', squeeze(entry))
        text = re.sub(r'\[[^\]]*\]|\\[^\\]*\\', '', text)
        if len(text) > 25:
            yield squeeze(text)[:300]


def package_descriptions(cache: Path) -> Iterator[str]:
    """Short descriptions, and the sentences of the long ones."""
    for path in sorted((cache / 'lists').glob('*Translation-en.lz4')):
        body = subprocess.run(['lz4', '-dc', str(path)], capture_output=True, check=True).stdout.decode('utf8', 'ignore')
        for stanza in body.split('\n\n'):
            match = re.search(r'^Package: (\S+)[\s\S]*^Description-en: (.*)\n([\s\S]*)$', stanza, re.M)
            if not match:
                continue
            yield match[2]
            if len(match[1]) % 3 == 0:
                yield f'{match[1]}: {match[2]}'
            for paragraph in re.split(r'\n \.\n', match[3]):
                if not re.search(r'^\s*[*·-]', paragraph, re.M):
                    yield from sentences(squeeze(paragraph))


def manual_pages(cache: Path) -> Iterator[str]:
    for path in sorted((cache / 'root/usr/share/man').glob('man*/*.gz')):
        with gzip.open(path, 'rt', encoding='utf8', errors='ignore') as file:
            body = re.sub(r'\\f[BIRP]|\\&', '', re.sub(r'^[.\'].*$', '', file.read(), flags=re.M)).replace('\\-', '-')
        for paragraph in re.split(r'\n\s*\n', body):
            if '\\' not in paragraph:
                yield from sentences(squeeze(paragraph))


def space_stories(cache: Path) -> Iterator[str]:
    """Conversations and descriptions of a game: narrative prose with many names."""
    for path in sorted((cache / 'root/usr/share/games/endless-sky/data').glob('*.txt')):
        for quoted in re.findall(r'`([^`]{12,})`|description "([^"]{12,})"', path.read_text('utf8')):
            yield from sentences(squeeze(re.sub(r'<[^>]*>', 'Arcturus', quoted[0] or quoted[1])))


def help_pages(cache: Path) -> Iterator[str]:
    for folder in ('root/usr/share/libreoffice/help/en-US', 'root/usr/share/help/C'):
        for path in sorted([*(cache / folder).rglob('*.html'), *(cache / folder).rglob('*.page')]):
            for paragraph in paragraphs_of(path):
                yield from sentences(paragraph)


def sentences(paragraph: str) -> list[str]:
    return [s for s in SENTENCE_END.split(paragraph) if 12 <= len(s) <= 400]


def squeeze(text: str) -> str:
    return re.sub(r'\s+', ' ', text).strip()


def lines_of(path: Path) -> Iterator[str]:
    with open(path, encoding='utf8', errors='ignore') as file:
        yield from file
