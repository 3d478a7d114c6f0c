"""Writes packaged files whose bytes depend on their content alone, and a list of them."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\xa0": " "})


class Output:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, dict[str, int | str]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def table(self, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """`NAME.tsv.gz`: a header line, then a line a row; no quoting, so no tab inside a cell."""
        lines = [list(header), *([clean(str(cell)) for cell in row] for row in rows)]
        text = "\n".join("\t".join(line) for line in lines)
        self._write(f"{name}.tsv.gz", text.encode(), len(lines) - 1)

    def array(self, name: str, values: NDArray[np.uint32]) -> None:
        """`NAME.npy.gz`, little-endian."""
        raw = io.BytesIO()
        np.save(raw, values.astype("<u4"), allow_pickle=False)
        self._write(f"{name}.npy.gz", raw.getvalue(), len(values))

    def manifest(self, edition: str) -> None:
        """`manifest.json`: the version of the whole; rows and SHA-256 of each file's content."""
        listing = {name: self._files[name] for name in sorted(self._files)}
        digest = hashlib.sha256(json.dumps(listing, sort_keys=True).encode()).hexdigest()
        manifest = {"version": f"{edition}-{digest[:8]}", "files": listing}
        text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        (self._folder / "manifest.json").write_text(text, encoding="utf-8")

    def _write(self, name: str, content: bytes, rows: int) -> None:
        (self._folder / name).write_bytes(gzip.compress(content, 9, mtime=0))
        digest = hashlib.sha256(content).hexdigest()
        self._files[name] = {"rows": rows, "sha256": digest}


def clean(cell: str) -> str:
    """One line, single spaces, nothing at the ends."""
    return " ".join(cell.translate(FORBIDDEN).split())
