"""Generated pairs of English and Chinese titles in the style of shops, films, headlines and guides.

The words are the dictionary's, sorted into kinds by WordNet. A title need not be sensible: the teacher says where its
English side lies, and the student learns to compose.
"""
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from english import wordnet_entries
from parallel import catalogues, clean_sense, dictionary_entries, help_pages
from titles import LEXICON

SHOP = [
    ('{quality} {thing}', '{quality}{thing}'), ('{quality} {thing} for {person}', '{person}用{quality}{thing}'), ('{thing} for {thing2}', '{thing2}用{thing}'),
    ('{substance} {thing}, {n} cm', '{substance}{thing} {n}厘米'), ('{thing}, pack of {n}', '{thing} {n}件装'), ('{thing}, {n} pieces, {colour}', '{thing} {n}件 {colour}'),
    ('{colour} {thing}, {quality}', '{colour}{thing} {quality}'), ('{thing} and {thing2} set', '{thing}{thing2}套装'), ('{n}-piece {thing} set', '{n}件套{thing}'),
    ('portable {thing}', '便携式{thing}'), ('foldable {thing} for the home', '家用折叠{thing}'), ('children\'s {thing}', '儿童{thing}'), ('men\'s {thing}, {colour}', '男士{thing} {colour}'),
    ('women\'s {quality} {thing}', '女士{quality}{thing}'), ('waterproof {thing}', '防水{thing}'), ('{thing} made of {substance}', '{substance}制{thing}'), ('outdoor {thing}', '户外{thing}'),
    ('{food}, {n} g', '{food} {n}克'), ('{quality} {food}', '{quality}{food}'), ('{food} with {food2}', '{food2}{food}'), ('dried {food}', '{food}干'), ('{food} gift box', '{food}礼盒'),
    ('{animal} food, {n} kg', '{animal}粮 {n}公斤'), ('{thing} for {animal}', '{animal}{thing}'), ('{plant} seeds', '{plant}种子'), ('rechargeable {thing}', '充电式{thing}'),
    ('electric {thing}', '电动{thing}'), ('spare parts for {thing}', '{thing}配件'), ('used {thing}', '二手{thing}'), ('handmade {substance} {thing}', '手工{substance}{thing}'),
    ('{thing} storage box', '{thing}收纳盒'), ('{thing} cleaner', '{thing}清洁剂'), ('mini {thing}', '迷你{thing}'), ('{thing}, {n} ml', '{thing} {n}毫升'),
]
FILM = [
    ('The {quality} {person}', '{quality}的{person}'), ('The {person} and the {animal}', '{person}与{animal}'), ('The Last {person}', '最后的{person}'), ('{feeling} and {idea}', '{feeling}与{idea}'),
    ('The {person} of {name}', '{name}的{person}'), ('{name}', '{name}'), ('The Story of {name}', '{name}的故事'), ('The {place} of {feeling}', '{feeling}之{place}'), ('Dreams of {thing}', '{thing}梦'),
    ('The {thing} in the {place}', '{place}里的{thing}'), ('The King of {thing}', '{thing}之王'), ('{person} Without {thing}', '没有{thing}的{person}'), ('My {quality} {person}', '我的{quality}{person}'),
    ('Selected Poems of {name}', '{name}诗选'), ('The Biography of {name}', '{name}传'), ('A History of {name}', '{name}史'), ('A History of {thing}', '{thing}史'), ('A novel about {idea} and {act}', '关于{idea}和{act}的小说'),
    ('A {person} in {name} falls in love with a {person2}', '{name}的一个{person}爱上了{person2}'), ('A {person} looks for a {thing} in {name}', '一个{person}在{name}寻找{thing}'), ('Stories of {place}', '{place}故事'),
    ('A {quality} {animal} saves the {place}', '一只{quality}的{animal}拯救了{place}'), ('A documentary on {act}', '{act}纪录片'), ('Concerto for {thing}', '{thing}协奏曲'), ('{name} Travel Guide', '{name}旅行指南'),
]
HEADLINE = [
    ('{name} announces {act}', '{name}宣布{act}'), ('{person} of {name} on {idea}', '{name}{person}谈{idea}'), ('New {act} in {name}', '{name}的新{act}'), ('{act} on the rise', '{act}日益增多'), ('Prices of {food} fall', '{food}价格下跌'),
    ('Prices of {substance} rise by {n} percent', '{substance}价格上涨{n}%'), ('{person} killed in {event}', '{person}在{event}中丧生'), ('{n} people injured in {event}', '{event}致{n}人受伤'), ('{name} bans {act}', '{name}禁止{act}'),
    ('Scientists discover {quality} {animal}', '科学家发现{quality}{animal}'), ('Scientists study {substance} in {body}', '科学家研究{body}中的{substance}'), ('Company releases {quality} {thing}', '公司发布{quality}{thing}'), ('{event} in {name}', '{name}{event}'),
    ('The market for {thing} in {n} charts', '{n}张图看{thing}市场'), ('{person} wins {event}', '{person}赢得{event}'), ('{person} accused of {act}', '{person}被控{act}'), ('{name} and {name2} agree on {act}', '{name}与{name2}就{act}达成协议'),
    ('Court rules on {act}', '法院就{act}作出裁决'), ('{place} closed after {event}', '{event}后{place}关闭'), ('The future of {thing}', '{thing}的未来'), ('{group} calls for {act}', '{group}呼吁{act}'), ('Interview with a {person}', '专访{person}'),
]
GUIDE = [
    ('How to {verb} {thing}', '如何{verb}{thing}'), ('How to {verb} a {thing} at home', '怎样在家{verb}{thing}'), ('How to choose a {thing}', '{thing}怎么选'), ('Why {thing} matters', '{thing}为什么重要'), ('Introduction to {idea}', '{idea}概论'),
    ('{idea} explained simply', '简单讲清楚{idea}'), ('{n} tips for {act}', '{act}的{n}个技巧'), ('{act} for {person}', '{person}的{act}'), ('{act} for beginners', '{act}初学者教程'), ('Common mistakes in {act}', '{act}的常见错误'), ('Notes on {idea}', '{idea}笔记'),
    ('What is {idea}?', '什么是{idea}？'), ('Is {food} good for the {body}?', '{food}对{body}有好处吗？'), ('{food} recipe', '{food}的做法'), ('How to cook {food} with {food2}', '{food2}炒{food}怎么做'), ('Review: {quality} {thing}', '评测：{quality}{thing}'),
    ('{thing} or {thing2}?', '{thing}还是{thing2}？'), ('Caring for {plant}', '{plant}养护'), ('Caring for your {animal}', '如何照顾{animal}'), ('Symptoms and treatment of {body} {state}', '{body}{state}的症状与治疗'), ('{act} and {act2}', '{act}与{act2}'), ('{quality} {idea}', '{quality}的{idea}'),
    ('The psychology of {feeling}', '{feeling}心理学'), ('The secrets of {act}', '{act}的秘密'), ('Learn {idea} in {n} days', '{n}天学会{idea}'), ('What {person} should know about {state}', '{person}应该知道的{state}知识'), ('{message} for {person}', '写给{person}的{message}'),
    ('{verb} your {thing}', '{verb}你的{thing}'), ('{verb} {thing} and {thing2}', '{verb}{thing}和{thing2}'), ('Repairing {thing}', '{thing}维修'), ('{quality}, {quality2} and {quality3}', '{quality}、{quality2}和{quality3}'), ('{person} and {person2}', '{person}和{person2}'),
]
STYLES = [SHOP, FILM, HEADLINE, GUIDE]
COLOURS = [('black', '黑色'), ('white', '白色'), ('red', '红色'), ('blue', '蓝色'), ('green', '绿色'), ('grey', '灰色'), ('pink', '粉色'), ('yellow', '黄色'), ('purple', '紫色'), ('brown', '棕色')]
NOUNS = {**LEXICON, 12: 'feeling', 26: 'state'}


def chinese_titles(cache: Path, known: set[str], count: int = 160_000, seed: int = 13) -> Iterator[tuple[str, str]]:
    """Pairs (english, chinese); four words in five are common in both languages, and one title in ten is in traditional characters."""
    words, traditional, pick, used = words_by_kind(cache), traditional_characters(cache), random.Random(seed), used_chinese(cache)
    common = {kind: [p for p in pairs if p[1] in used and (p[0] in known or p[0][:1].isupper())] or pairs for kind, pairs in words.items()}

    def word(kind: str) -> tuple[str, str]:
        return pick.choice((common if pick.random() < 0.8 else words)[kind])

    for _ in range(count):
        english, chinese = pick.choice(pick.choice(STYLES))
        slots = {slot: (str(pick.choice([2, 3, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 60, 100, 250, 500])),) * 2 if slot == 'n' else word(slot.rstrip('23'))
                 for slot in sorted(set(re.findall(r'\{(\w+)\}', english + chinese)))}
        text = english.format(**{slot: pair[0] for slot, pair in slots.items()})
        title = chinese.format(**{slot: pair[1] for slot, pair in slots.items()})
        yield text.title() if pick.random() < 0.4 else text, ''.join(traditional.get(c, c) for c in title) if pick.random() < 0.1 else title


def words_by_kind(cache: Path) -> dict[str, list[tuple[str, str]]]:
    """Short entries of the dictionary as (english, chinese) by the kind of the English word; a capital makes a name."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for part, file, synonyms, _ in wordnet_entries(cache):
        kind = {'adj': 'quality', 'verb': 'verb', 'noun': NOUNS.get(file)}.get(part)
        if kind:
            for synonym in synonyms:
                kinds[synonym].add(kind)
    words: dict[str, list[tuple[str, str]]] = defaultdict(list, colour=COLOURS)
    for entry in dictionary_entries(cache):
        sense, chinese = next((s for s in map(clean_sense, entry['english']) if s), ''), entry['simplified']
        is_verb, gloss = sense.startswith('to '), re.sub(r'^(to|a|an|the) ', '', sense)
        if len(chinese) > 5 or not gloss or gloss.count(' ') > 1:
            continue
        if gloss[:1].isupper():
            words['name'].append((gloss, chinese))
        else:
            for kind in sorted(k for k in kinds.get(gloss, ()) if (k == 'verb') == is_verb):
                words[kind].append((gloss, chinese))
    return dict(words)


def used_chinese(cache: Path) -> set[str]:
    """Strings of two to five characters that programs and manuals hold twice, and the characters that they hold often."""
    counts: Counter = Counter()
    for source in (catalogues, help_pages):
        for _, text in source(cache):
            for size in range(1, 6):
                counts.update(text[i:i + size] for i in range(len(text) - size + 1))
    return {s for s, n in counts.items() if n >= (2 if len(s) > 1 else 300)}


def traditional_characters(cache: Path) -> dict[str, str]:
    """For each simplified character the traditional one that stands in its place most often."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for entry in dictionary_entries(cache):
        if len(entry['simplified']) == len(entry['traditional']):
            for simplified, other in zip(entry['simplified'], entry['traditional']):
                counts[simplified][other] += 1
    return {c: others.most_common(1)[0][0] for c, others in counts.items()}
