"""`puente link`: texts in, catalog ids or ranked labels out, a line each."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import islice, tee
from pathlib import Path
from typing import Annotated, Any

import typer

BLOCK = 2000


class Kind(StrEnum):
    OCCUPATION = "occupation"
    SKILL = "skill"


class Lang(StrEnum):
    ES = "es"
    EN = "en"
    FR = "fr"
    PT = "pt"
    HT = "ht"


def link(
    kind: Annotated[Kind, typer.Option(help="What the texts name.")] = Kind.OCCUPATION,
    lang: Annotated[Lang, typer.Option(help="The language of texts and labels.")] = Lang.ES,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Results a text.")] = 5,
    labels: Annotated[
        Path | None, typer.Option(help="Rank these labels (a label a line), not the catalog.")
    ] = None,
) -> None:
    """Link texts on standard input (one a line) to the catalogs; NDJSON on standard output."""
    _speak_utf8()
    texts, copies = tee(line.rstrip("\r\n") for line in sys.stdin)
    if labels is None:
        results = _from_catalog(copies, kind, lang, limit)
    else:
        results = _from_labels(copies, labels, lang, limit)
    for text, answer in zip(texts, results, strict=True):
        sys.stdout.write(json.dumps({"text": text, **answer}, ensure_ascii=False) + "\n")


Results = Iterator[dict[str, Any]]


def _speak_utf8() -> None:
    """Whatever the terminal's own encoding; bytes that are no text do not end a long run."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _from_catalog(texts: Iterator[str], kind: Kind, lang: Lang, limit: int) -> Results:
    # The catalogs take a second to load: not for `puente --help`.
    from matching.linking import occupation_linker, skill_linker

    linker = occupation_linker() if kind is Kind.OCCUPATION else skill_linker()
    while block := list(islice(texts, BLOCK)):
        linker.link_many(block, lang=lang.value, limit=limit)
        for text in block:
            read = linker.read(text, lang=lang.value, limit=limit)
            yield {
                "results": [
                    {"id": x.id, "label": x.label, "isco": x.isco, "score": round(x.score, 4)}
                    for x in read.results
                ],
                "sure": read.sure,
                "hints": [asdict(hint) for hint in read.hints if hint.meaning],
            }


def _from_labels(texts: Iterator[str], path: Path, lang: Lang, limit: int) -> Results:
    from matching.linking import rank_labels

    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="--labels")
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    if not any(row.strip() for row in rows):
        raise typer.BadParameter(f"there are no labels in {path}", param_hint="--labels")
    for ranked in rank_labels(rows, texts, limit=limit, lang=lang.value):
        yield {
            "results": [
                {"row": one.row, "label": one.label, "score": round(one.score, 4)} for one in ranked
            ]
        }


def add_to(app: typer.Typer) -> None:
    app.command()(link)
