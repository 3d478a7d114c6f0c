"""Reads the packaged files: `NAME.tsv.gz` tables, `NAME.npy.gz` arrays, hand-kept `NAME.csv`."""

import csv
import gzip
import io
import json
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_DATA = files("matching.catalogs") / "data"
_LEXICON = files("matching.catalogs") / "lexicon"
Columns = dict[str, tuple[str, ...]]


def table(name: str) -> Columns:
    """Columns by their name, all of one length."""
    text = gzip.decompress((_DATA / f"{name}.tsv.gz").read_bytes()).decode()
    lines = [line.split("\t") for line in text.split("\n")]
    return dict(zip(lines[0], zip(*lines[1:], strict=True), strict=True))


def array(name: str) -> NDArray[np.uint32]:
    raw = gzip.decompress((_DATA / f"{name}.npy.gz").read_bytes())
    values: NDArray[np.uint32] = np.load(io.BytesIO(raw), allow_pickle=False)
    return values


def hand_kept(name: str) -> list[dict[str, str]]:
    text = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def lexicon(name: str) -> list[dict[str, str]]:
    """Rows of a file of the Mexican lexicon; none where the file is not there."""
    path = _LEXICON / f"{name}.csv"
    if not path.is_file():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def version() -> str:
    """Edition and a digest of the content: any change of the packaged data changes it."""
    manifest = json.loads((_DATA / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["version"])


def several(cell: str) -> tuple[str, ...]:
    """Values of a `|`-separated cell."""
    return tuple(cell.split("|")) if cell else ()
