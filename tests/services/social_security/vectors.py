"""The published and invented samples that every reading is held to (vectors.json)."""

import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
)


def samples(kind: str, valid: object) -> list[str]:
    return [sample["v"] for sample in VECTORS[kind] if sample["valid"] == valid]
