"""`python -m bench.grading`: the graded set through `puente rank`, text in and names out."""

import json
import platform
import sys
import tempfile
import time
from pathlib import Path

from typer.testing import CliRunner

from api.cli import app
from bench.grading.measure import K, Lists, even, without
from bench.grading.sets import OPENINGS, PEOPLE, Graded, graded, languages_of_people
from matching.ranking import ENGINE_VERSION
from matching.scoring import COMPONENTS, WEIGHTS, Weights

FIRST = Weights("balanced-1", (280, 260, 110, 40, 130, 60, 50, 70))
EVERYBODY = 10_000


def main() -> None:
    asked = graded()
    started = time.perf_counter()
    lists = rank()
    seconds = time.perf_counter() - started
    say(f"{platform.machine()}, Python {platform.python_version()}, engine {ENGINE_VERSION}")
    say(
        f"{len(asked)} openings, {len(languages_of_people())} people, `puente rank` {seconds:.0f} s"
    )
    tuned = [it for it in asked if not it.is_held_back]
    held_back = [it for it in asked if it.is_held_back]
    heads = (f"\nnDCG@{K}", f"tuned on ({len(tuned)})", f"held back ({len(held_back)})")
    say("{:31}{:>14}{:>18}".format(*heads))
    for weights in (None, FIRST, even(), *(without(WEIGHTS, part) for part in COMPONENTS)):
        name = f"{WEIGHTS.name}, as ranked" if weights is None else weights.name
        say(f"  {name:30}{lists.ndcg(tuned, weights):12.3f}{lists.ndcg(held_back, weights):18.3f}")
    by_language(lists, asked)
    wrong = lists.ruled_out(asked)
    say(f"\nRuled out by hand and yet in a first twenty: {len(wrong)} {wrong or ''}")


def by_language(lists: Lists, asked: list[Graded]) -> None:
    say("\nBy language of the opening, nDCG; of the person, good ones found among the first places")
    spoken = languages_of_people()
    for language in ("es", "en", "fr", "pt", "ht"):
        openings = [it for it in asked if it.language == language]
        share, pairs = lists.found_early(asked, {it for it in spoken if spoken[it] == language})
        say(
            f"  {language}: {lists.ndcg(openings):.3f} of {len(openings):2}; {share:.2f} of {pairs}"
        )


def rank() -> Lists:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.ndjson"
        words = [
            "rank",
            "--openings",
            OPENINGS,
            "--seekers",
            PEOPLE,
            "--k",
            EVERYBODY,
            "--out",
            out,
        ]
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exit_code:
            raise SystemExit(result.output)
        return Lists(dict(map(_ranked, out.read_text(encoding="utf-8").splitlines())))


def _ranked(line: str) -> tuple[str, list[tuple[str, tuple[int, ...]]]]:
    found = json.loads(line)
    return found["opening"], [
        (match["seeker"], tuple(round(1000 * part) for part in match["components"].values()))
        for match in found["matches"]
    ]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


main()
