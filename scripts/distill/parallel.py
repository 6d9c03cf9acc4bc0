"""Parallel English and Chinese text of free licence: each function yields (english, chinese)."""
import gettext
import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

HAN = re.compile(r'[\u3400-\u9fff]')
PLACEHOLDER = re.compile(r'%\d*\$?[-\d.]*[a-zA-Z%]|\{[^}]*\}|\$\{?\w+\}?|<[^>]+>|&[a-z]+;|%[A-Z_]+')


def dictionary(cache: Path) -> Iterator[tuple[str, str]]:
    """CC-CEDICT: each sense of a word, and the word's senses together."""
    for entry in json.loads((cache / 'package/cedict.json').read_text('utf8')):
        senses = [s for s in (clean_sense(s) for s in entry['english']) if s]
        if not HAN.search(entry['simplified']) or not senses:
            continue
        yield '; '.join(senses[:3]), entry['simplified']
        if entry['traditional'] != entry['simplified']:
            yield senses[0], entry['traditional']


def clean_sense(sense: str) -> str:
    """Without cross-references, pronunciations and grammar: `variant of 甲[jia3]` says nothing in English."""
    if re.search(r'[\u3400-\u9fff]|^(CL|see|variant|old variant|surname|also written|erhua)\b', sense):
        return ''
    return re.sub(r'\s+', ' ', re.sub(r'\([^)]*\)|\[[^\]]*\]', '', sense)).strip(' ;,')


def catalogues(cache: Path) -> Iterator[tuple[str, str]]:
    """Messages of programs and games, from their gettext catalogues."""
    for path in sorted((cache / 'root').rglob('zh_CN/LC_MESSAGES/*.mo')):
        with open(path, 'rb') as file:
            messages = gettext.GNUTranslations(file)._catalog
        for english, chinese in messages.items():
            if isinstance(english, str) and english and isinstance(chinese, str):
                # Context (before ^D or a leading key) belongs to the translator, not to the text.
                yield clean_message(english.split('\x04')[-1]), clean_message(chinese)


def clean_message(message: str) -> str:
    text = PLACEHOLDER.sub(' ', unescape(message)).replace('~', '')
    text = re.sub(r'\(_?[A-Z]\)|_(?=[A-Za-z])|(?<!&)&(?=[A-Za-z])', '', text)
    return re.sub(r'\s+', ' ', text).strip(' .:…')


def descriptions(cache: Path) -> Iterator[tuple[str, str]]:
    """Short descriptions of packages that translators did into Chinese."""
    english, chinese = ({}, {})
    for language, table in (('en', english), ('zh%5fCN', chinese)):
        for path in sorted((cache / 'lists').glob(f'*Translation-{language}.lz4')):
            body = subprocess.run(['lz4', '-dc', str(path)], capture_output=True, check=True).stdout.decode('utf8', 'ignore')
            table.update((m[1], m[2]) for m in re.finditer(r'^Description-md5: (\S+)\nDescription-[\w]+: (.*)$', body, re.M))
    for digest, text in chinese.items():
        if digest in english:
            yield english[digest], text


def help_pages(cache: Path) -> Iterator[tuple[str, str]]:
    """Paragraphs of manuals, where both languages have the same number of them."""
    for folder, english, chinese in (('root/usr/share/libreoffice/help', 'en-US', 'zh-CN'), ('root/usr/share/help', 'C', 'zh_CN')):
        base = cache / folder / english
        for path in sorted([*base.rglob('*.html'), *base.rglob('*.page')]):
            other = cache / folder / chinese / path.relative_to(base)
            if not other.exists():
                continue
            left, right = paragraphs_of(path), paragraphs_of(other)
            if len(left) == len(right):
                yield from zip(left, right)


def paragraphs_of(path: Path) -> list[str]:
    body = re.sub(r'<(script|style|head|header)[\s\S]*?</\1>', '', path.read_text('utf8', 'ignore'))
    blocks = re.findall(r'<(p|h\d|title|cite)\b[^>]*>([\s\S]*?)</\1>', body)
    return [t for t in (re.sub(r'\s+', ' ', unescape(re.sub(r'<[^>]+>', '', b))).strip() for _, b in blocks) if t]
