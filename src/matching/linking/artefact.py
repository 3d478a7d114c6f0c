"""The trained models as files: the same inputs give the same bytes."""

import io
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from matching.linking.books import LabelBook, places
from matching.linking.entries import Entry
from matching.linking.features import TermSpace
from matching.linking.groups import GroupModel
from matching.linking.languages import LanguageGuess
from matching.linking.model import Blend, OccupationModel
from matching.linking.skill_calibration import SkillLine

Array = npt.NDArray[Any]


def packed_entries(entries: Sequence[Entry]) -> bytes:
    lines = (
        "\t".join((e.text, e.lang, e.source, " ".join(e.stems), e.id, "|".join(e.groups)))
        for e in entries
    )
    return zlib.compress("\n".join(lines).encode(), 9)


def unpacked_entries(packed: bytes) -> list[Entry]:
    lines = zlib.decompress(packed).decode().split("\n")
    return [_entry(*line.split("\t")) for line in lines]


def _entry(text: str, lang: str, source: str, stems: str, id_: str, groups: str) -> Entry:
    parts = tuple(groups.split("|")) if groups else ()
    # The same stems, ids and languages come back by the thousand: each is held once.
    held = tuple(map(intern, stems.split(" ")))
    return Entry(text, intern(lang), intern(source), held, intern(id_), parts)


def packed_groups(model: GroupModel) -> bytes:
    return _packed(
        {
            "words": _text(model.words.columns),
            "words_idf": model.words.idf,
            "grams": _text(model.grams.columns),
            "grams_idf": model.grams.idf,
            "counts": model.counts.data.astype(np.float16),
            "columns": model.counts.indices.astype(np.uint16),
            "ends": model.counts.indptr.astype(np.uint32),
            "groups": np.asarray(model.counts.shape[1]),
        }
    )


def unpacked_groups(packed: bytes) -> GroupModel:
    held = _unpacked(packed)
    words = TermSpace(_lines(held["words"]), held["words_idf"])
    grams = TermSpace(_lines(held["grams"]), held["grams_idf"])
    ends = held["ends"].astype(np.int32)
    cells = (held["counts"].astype(np.float32), held["columns"].astype(np.int32), ends)
    counts = sp.csr_array(cells, shape=(len(ends) - 1, int(held["groups"])))
    return GroupModel(words, grams, counts)


def packed_guess(guess: LanguageGuess) -> bytes:
    return _packed({"grams": _text(guess.grams), "weights": guess.weights.astype(np.float16)})


def unpacked_guess(packed: bytes) -> LanguageGuess:
    held = _unpacked(packed)
    return LanguageGuess(_lines(held["grams"]), held["weights"].astype(np.float32))


def packed_blend(blend: Blend | SkillLine) -> bytes:
    return (json.dumps(asdict(blend), sort_keys=True, indent=1) + "\n").encode()


def read(name: str) -> bytes:
    return (files("matching.linking") / "data" / name).read_bytes()


def occupation_model(
    lang: str, codes: Sequence[str], occupations: Mapping[str, str]
) -> OccupationModel:
    """`occupations` are ids with their ISCO groups, in the order of the catalog."""
    entries = unpacked_entries(read(f"occupations_{lang}.z"))
    groups = unpacked_groups(read(f"groups_{lang}.npz"))
    book = LabelBook(entries, codes, list(occupations), groups.grams)
    return OccupationModel(book, groups, blend(), places(occupations.values(), codes))


def skill_book(lang: str, targets: Sequence[str]) -> LabelBook:
    return LabelBook(unpacked_entries(read(f"skills_{lang}.z")), (), targets)


@cache
def blend() -> Blend:
    return Blend(**json.loads(read("blend.json")))


@cache
def skill_line() -> SkillLine:
    return SkillLine(**json.loads(read("skill_line.json")))


@cache
def guess() -> LanguageGuess:
    return unpacked_guess(read("languages.npz"))


def _packed(arrays: Mapping[str, Array]) -> bytes:
    held = io.BytesIO()
    np.savez_compressed(held, allow_pickle=False, **arrays)
    return held.getvalue()


def _unpacked(packed: bytes) -> dict[str, Array]:
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def _text(terms: Sequence[str] | Mapping[str, int]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(terms).encode(), dtype=np.uint8)


def _lines(text: Array) -> list[str]:
    return text.tobytes().decode().split("\n")
