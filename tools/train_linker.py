"""Trains the linker: `python tools/train_linker.py [--check]`.

Reads the packaged catalogs, the lexicon and the coded titles; writes
src/matching/linking/data. `--check` writes nothing and fails if the files would change.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from matching.catalogs import load
from matching.linking import artefact
from matching.linking.groups import GroupModel
from matching.linking.languages import LANGUAGES
from matching.linking.occupation_engine import unit_groups
from matching.linking.training import (
    SKILLS_READ_WITH,
    entries_for,
    fit_blend,
    fit_skill_line,
    language_guess,
    occupation_entries,
    skill_entries,
)

DATA = Path(__file__).parents[1] / "src" / "matching" / "linking" / "data"


def trained() -> Iterator[tuple[str, bytes]]:
    catalogs = load()
    codes = unit_groups(catalogs)
    occupations, skills = occupation_entries(catalogs), skill_entries(catalogs)
    for lang in LANGUAGES:
        entries = entries_for(occupations, lang)
        yield f"occupations_{lang}.z", artefact.packed_entries(entries)
        yield f"groups_{lang}.npz", artefact.packed_groups(GroupModel.fit(entries, codes))
        yield (
            f"skills_{lang}.z",
            artefact.packed_entries(entries_for(skills, lang, SKILLS_READ_WITH)),
        )
    guess = language_guess([*occupations, *skills])
    yield "languages.npz", artefact.packed_guess(guess)
    yield "skill_line.json", artefact.packed_blend(fit_skill_line(catalogs, skills, guess))
    blend = fit_blend(entries_for(occupations, "es"), codes)
    yield "blend.json", artefact.packed_blend(blend)


def main() -> int:
    check = "--check" in sys.argv
    stale = []
    for name, content in trained():
        path = DATA / name
        if not path.exists() or path.read_bytes() != content:
            stale.append(name)
            if not check:
                path.write_bytes(content)
        sys.stdout.write(f"{name}: {len(content):,} bytes{' (new)' * (name in stale)}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
