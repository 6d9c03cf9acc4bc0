"""Generated text in the style of shops, films, headlines, captions and questions: what catalogs hold and dictionaries lack.

The words are WordNet's, by lexicographer file; the names are Faker's and ISO's. A sentence need not be true or even
sensible: the teacher says where it lies.
"""
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from faker.providers.company.en_US import Provider as Companies
from faker.providers.job.en_US import Provider as Jobs
from faker.providers.person.en_US import Provider as People

from english import package_descriptions, wordnet_entries

LEXICON = {4: 'act', 5: 'animal', 6: 'thing', 8: 'body', 9: 'idea', 10: 'message', 11: 'event', 12: 'feeling', 13: 'food', 14: 'group', 15: 'place',
           18: 'person', 20: 'plant', 27: 'substance', 32: 'say', 35: 'touch', 36: 'make', 38: 'move', 40: 'get', 41: 'meet'}
GENRES = 'Action Adventure Animation Children Comedy Crime Documentary Drama Fantasy Horror Musical Mystery Romance Sci-Fi Thriller War Western'.split()
COLOURS = 'black white red blue green yellow silver gold brown grey pink purple orange clear assorted navy ivory'.split()
UNITS = ['inch', 'inches', 'oz', 'ml', 'cm', 'mm', 'lb', 'GB', 'ft', 'feet', 'sheets', 'pages', 'count', 'watts', 'pack', 'pieces', 'sets']


class Words:
    """Random words of each kind, the common ones (`known`) oftener than the rare."""

    def __init__(self, cache: Path, known: set[str], seed: int):
        self.random = random.Random(seed)
        kinds: dict[str, list[str]] = defaultdict(list)
        for part, file, words, _ in wordnet_entries(cache):
            kind = 'quality' if part == 'adj' else LEXICON.get(file)
            if kind:
                kinds['name' if part == 'noun' and words[0][:1].isupper() else kind] += words
        self.all = dict(kinds)
        self.common = {k: [w for w in v if w in known] or v for k, v in kinds.items()}
        codes = cache / 'root/usr/share/iso-codes/json'
        self.countries = [c.get('common_name', c['name']).split(',')[0] for c in json.loads((codes / 'iso_3166-1.json').read_text())['3166-1']]
        self.regions = [c['name'] for c in json.loads((codes / 'iso_3166-2.json').read_text())['3166-2']]
        self.first, self.last = list(People.first_names), list(People.last_names)
        self.jobs = list(Jobs.jobs)
        self.programs = [t for t in package_descriptions(cache) if re.match(r'\S+: ', t) and len(t) < 90]

    def __getattr__(self, kind: str) -> str:
        """A word of the kind: `words.animal`."""
        pool = self.common if self.random.random() < 0.75 else self.all
        return self.pick(pool[kind])

    def pick(self, options: list[str]) -> str:
        return options[int(self.random.random() * len(options))]

    def one_of(self, *options: str) -> str:
        return self.pick(list(options))

    def maybe(self, text: str, chance: float = 0.5) -> str:
        return text if self.random.random() < chance else ''

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    @property
    def who(self) -> str:
        return self.one_of(f'{self.pick(self.first)} {self.pick(self.last)}', self.pick(self.last), self.pick(self.first))

    @property
    def where(self) -> str:
        return self.pick(self.countries) if self.random.random() < 0.7 else self.pick(self.regions)

    @property
    def brand(self) -> str:
        return self.one_of(self.pick(self.last), f'{self.pick(self.last)}{self.thing.title()[:4]}', f'{self.pick(self.last)} & {self.pick(self.last)}', self.name, self.thing.upper()[:5])

    @property
    def model(self) -> str:
        letters = ''.join(self.pick('ABCDEFGHJKLMNPRSTVWXZ') for _ in range(self.number(1, 3)))
        return f'{letters}{self.one_of("", "-")}{self.number(10, 99999)}'

    @property
    def measure(self) -> str:
        return self.one_of(f'{self.number(1, 500)} {self.pick(UNITS)}', f'{self.number(1, 40)} x {self.number(1, 40)} {self.pick(UNITS)}', f'Pack of {self.number(2, 48)}', f'{self.number(2, 200)}-{self.pick(UNITS).title()}')


def participle(verb: str) -> str:
    """The -ing form: `run` → `running`."""
    head, *rest = verb.split(' ')
    if head.endswith('ie'):
        head = f'{head[:-2]}y'
    elif head.endswith('e') and not head.endswith(('ee', 'oe', 'ye')):
        head = head[:-1]
    elif len(head) < 6 and len(head) > 2 and head[-1] in 'bdgmnprt' and head[-2] in 'aeiou' and head[-3] not in 'aeiou':
        head += head[-1]
    return ' '.join([f'{head}ing', *rest])


def third_person(verb: str) -> str:
    head, *rest = verb.split(' ')
    ending = 'es' if head.endswith(('s', 'sh', 'ch', 'x', 'z', 'o')) else 's'
    return ' '.join([f'{head[:-1]}ies' if head.endswith('y') and head[-2:-1] not in 'aeiou' else head + ending, *rest])


def shop(w: Words) -> str:
    noun, made = w.thing, w.substance
    return w.one_of(
        f'{w.brand} {w.quality.title()} {noun.title()}, {w.measure}, {w.pick(COLOURS).title()} ({w.model})',
        f'{w.brand} {w.model} {noun.title()} {w.one_of("for", "with")} {w.thing.title()}{w.maybe(f", {w.pick(COLOURS)}")}',
        f'{w.quality.title()} {made.title()} {noun.title()} – {w.measure}',
        f'{noun.title()} {w.one_of("Set", "Kit", "Holder", "Case", "Refill", "Organizer", "Stand", "Cover", "Replacement")}, {w.measure}{w.maybe(f", {w.brand}")}',
        f'{w.brand} {noun}. Brand: {w.brand}. {w.quality.capitalize()} {noun} of {made} for {w.person} and {w.act}.',
        f'This {noun} is made of {w.quality} {made}. {w.one_of("Ideal", "Perfect", "Great", "Designed")} for {w.act}, {w.act} and {w.event}.',
        f'{w.one_of("Keeps", "Holds", "Protects", "Stores", "Fits")} {w.number(2, 90)} {w.thing}; {w.one_of("includes", "comes with", "works with")} {w.thing} and {w.thing}.',
        f'{w.food.title()}, {w.quality} {w.food}, {w.measure}',
        f'{w.brand} {w.thing} {w.pick(COLOURS)}',
    )


def film(w: Words) -> str:
    title = w.one_of(
        f'The {w.quality.title()} {w.person.title()}', f'{w.feeling.title()} of {w.place.title()}', f'{w.pick(w.first)} and {w.pick(w.first)}', f'The {w.thing.title()} of {w.who}', f'{w.who}',
        f'{w.quality.title()} {w.event.title()}', f'{w.name}', f'{w.act.title()} in {w.where}', f'{w.animal.title()}s', f'{w.person.title()}, The', f'My {w.quality.title()} {w.person.title()}', f'{w.body.title()} {w.number(2, 4)}',
    )
    genres = ', '.join(w.random.sample(GENRES, w.number(1, 3)))
    plot = w.one_of(
        f'A {w.quality} {w.person} from {w.where} {third_person(w.meet)} a {w.person} and must {w.move} the {w.thing} before {w.event}.',
        f'When {w.who}, a {w.person}, {third_person(w.get)} a {w.quality} {w.thing}, a {w.person} and a {w.animal} {w.move} into {w.where}.',
        f'In {w.number(1850, 2080)}, {w.who} and the {w.quality} {w.group} {w.meet} for the {w.place} of {w.name}.',
        f'{w.who} is a {w.pick(w.jobs).lower()} whose {w.feeling} for {w.who} leads to {w.act} and {w.event}.',
        f'The story of a {w.person} who {third_person(w.say)} about {w.idea} and {w.feeling} in {w.where}.',
        f'Two {w.quality} {w.person}s {w.move} across {w.where} in search of a {w.thing}, and find {w.feeling} instead.',
    )
    year = w.maybe(f' ({w.number(1930, 2020)})', 0.7)
    return w.one_of(f'{title}{year}', f'{title}{year}. {genres}', f'{title}{year}. {genres}. {plot}', plot, f'{title}{year}. {plot}')


def headline(w: Words) -> str:
    return w.one_of(
        f'{w.where} {third_person(w.meet)} {w.where} over {w.quality} {w.idea}', f'{w.who} {third_person(w.say)} {w.where} {w.event}', f'{w.number(2, 300)} killed in {w.where} {w.event}',
        f'{w.where} {w.person} {third_person(w.get)} {w.number(2, 90)} {w.one_of("million", "billion", "percent", "years")} after {w.act}', f'{w.group.title()} to {w.meet} {w.person} in {w.where}',
        f'{w.where}: {w.person}s {w.say} {w.message} on {w.act}', f'Why {w.quality} {w.thing}s {w.make} {w.feeling}', f'How to {w.make} a {w.thing} with {w.substance}', f'Show HN: {w.pick(w.programs)}',
        f'Ask HN: {w.one_of("What", "How", "Why")} do you {w.make} {w.one_of("your", "a", "the")} {w.thing}?', f'{w.pick(w.last)} {third_person(w.get)} {w.brand} for ${w.number(2, 900)}M', f'The {w.quality} {w.act} of {w.idea} ({w.number(1990, 2025)})',
        f'{w.brand} {third_person(w.make)} {w.quality} {w.thing} for {w.person}s', f'{w.person.title()} {w.one_of("arrested", "charged", "wounded", "elected", "freed", "dies")} in {w.where} {w.act}',
        f'{w.who}: {w.quality.capitalize()} {w.feeling} {w.one_of("will", "may", "cannot")} {w.move} {w.where}', f'{w.where} {w.one_of("shares", "talks", "elections", "troops", "court", "police")} {w.move} {w.one_of("after", "amid", "despite", "as")} {w.event}',
    )


def caption(w: Words) -> str:
    subject = w.one_of(f'A {w.one_of("man", "woman", "boy", "girl", "child", "dog", "cat", w.person, w.animal)}', f'Two {w.one_of("men", "women", "dogs", "children", w.animal + "s")}', f'A group of {w.one_of("people", "children", w.person + "s")}', f'The {w.quality} {w.animal}', f'A {w.pick(COLOURS)} {w.thing}')
    plural = subject.startswith(('Two', 'A group'))
    return w.one_of(
        f'{subject} {"are" if plural else "is"} {participle(w.one_of(w.touch, w.move, w.make))} {w.one_of("a", "the")} {w.one_of(w.thing, w.food, w.animal)}{w.maybe(".")}',
        f'{subject} {w.one_of("sitting", "standing", "lying", "running", "jumping", "looking")} {w.one_of("on", "in", "near", "over", "at", "through")} {w.one_of("a", "the")} {w.one_of(w.thing, w.place, w.plant)}.',
        f'{subject} {w.one_of("with", "wearing", "holding")} a {w.pick(COLOURS)} {w.thing} {w.one_of("in", "on")} a {w.place}',
        f'{w.one_of("Close-up", "Picture", "View")} of a {w.quality} {w.one_of(w.animal, w.thing, w.food)} {w.one_of("on", "in", "beside")} a {w.thing}.',
    )


def question(w: Words) -> str:
    return w.one_of(
        f'{w.one_of("Should", "Can", "Could")} I {w.one_of(w.make, w.get, w.touch)} {w.one_of("a", "my", "the")} {w.thing} with {w.substance}?', f'I {w.one_of("think", "doubt", "believe", "know")} that {w.idea} is {w.quality} because of {w.act}.',
        f'You {w.one_of("should", "might", "can", "do not need to")} {w.one_of(w.say, w.get, w.make)} the {w.one_of(w.message, w.thing)} before you {w.one_of(w.move, w.meet)}.', f'What is the difference between {w.idea} and {w.idea}?',
        f'It {w.one_of("depends on", "has nothing to do with", "is a matter of")} the {w.idea} of your {w.group}.', f'If you {w.get} a {w.quality} {w.thing}, the {w.person} will {w.say} it.',
        f'{w.one_of("How", "Why", "When")} does a {w.one_of(w.person, w.animal)} {w.one_of(w.move, w.meet, w.make)} {w.one_of("its", "the", "a")} {w.one_of(w.thing, w.food, w.body)}?', f'My {w.person} {third_person(w.say)} there is no {w.quality} {w.idea} in {w.where}.',
    )


STYLES = {shop: 70_000, film: 65_000, headline: 45_000, caption: 40_000, question: 25_000}


def titles(cache: Path, known: set[str], seed: int = 11) -> Iterator[str]:
    words = Words(cache, known, seed)
    for style, count in STYLES.items():
        for _ in range(count):
            yield style(words)
