"""A search engine over words, and the true score for its best thousand: the usual two steps."""

from dataclasses import replace
from datetime import date

import numpy as np
import tantivy

from bench.ranking.measure import Answer
from matching.index import kernel_parts as n
from matching.index.question import Asked
from matching.index.seeker_search import SeekerSearch
from matching.index.seekers import SeekerColumns, held_skills, held_work
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile
from matching.scoring import WEIGHTS

CANDIDATES = 1000


class TermPeer:
    def __init__(self, columns: SeekerColumns, words: Vocabularies) -> None:
        self._columns, self._words = columns, words
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("person", stored=True)
        builder.add_text_field("has", tokenizer_name="whitespace")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(200_000_000, 1)
        for row, text in enumerate(_texts(columns)):
            writer.add_document(tantivy.Document(person=row, has=text))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def version(self) -> str:
        return "tantivy, best 1,000 rescored"

    def top(self, opening: OpeningProfile, asked: Asked, on: date, k: int) -> Answer:
        query = self._index.parse_query(" ".join(_terms(asked)) or "o0", ["has"])
        hits = self._searcher.search(query, CANDIDATES).hits
        rows = np.array([self._searcher.doc(at)["person"][0] for _, at in hits], np.int64)
        some = replace(
            self._columns,
            size=len(rows),
            records=self._columns.records[rows],
            key=self._columns.key[rows],
            died=self._columns.died[rows],
        )
        found, scores = SeekerSearch(some, self._words, opening, on).top(k, WEIGHTS, None)
        return list(zip(some.key[found].tolist(), scores.tolist(), strict=True))


def _texts(columns: SeekerColumns) -> list[str]:
    records = columns.records[: columns.size]
    skills, at = held_skills(columns, records)
    work = held_work(columns, records)
    held = np.split(skills, at[1:])
    worked = np.split(work.occupations, work.begins[1:])
    return [
        " ".join([*(f"s{it}" for it in own), *(f"o{it}" for it in did)])
        for own, did in zip(held, worked, strict=True)
    ]


def _terms(asked: Asked) -> list[str]:
    numbers = asked.numbers[0]
    at, count = numbers[n.ORDER_AT], numbers[n.ORDER_COUNT]
    fit = asked.tables.fit[numbers[n.FIT_LINE]]
    order = asked.tables.order[at : at + count]
    occupations = [f"o{it}^{fit[it] / 100:.1f}" for it in order.tolist()[:64]]
    return [*occupations, *(f"s{it}" for it in asked.slots.tolist() if it)]
