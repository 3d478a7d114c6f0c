"""What people say that they did: each form of a verb with each thing that it is done to."""

from collections.abc import Iterator
from typing import NamedTuple

from matching.catalogs.packaged import lexicon


class Doing(NamedTuple):
    """`soldaba rejas`; `isco` holds one to three unit groups, `occupation` may be empty. The first
    form of a verb is the one that is shown."""

    text: str
    lang: str
    isco: str
    occupation: str
    is_shown: bool


def doings() -> Iterator[Doing]:
    for row in lexicon("verbs"):
        for nth, verb in enumerate(row["verbs"].split("|")):
            for thing in row["things"].split("|"):
                text = f"{verb} {thing}".strip()
                yield Doing(text, row["lang"], row["isco"], row["esco_id"], nth == 0)
