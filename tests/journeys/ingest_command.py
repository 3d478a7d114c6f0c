"""`puente ingest openings` as a process of its own, which may be killed at any moment."""

import os
from pathlib import Path

from api.cli import app
from services.ingest import run
from tests.api.cli.terminal import SECRET

# As small as this, blocks end more than once before any kill.
BLOCK = 300


def ingest(url: str, path: Path, employer: str) -> None:
    told = {"PUENTE_DATABASE_URL": url, "PUENTE_SECRET_KEY": SECRET, "PUENTE_LOG_LEVEL": "ERROR"}
    os.environ.update(told)  # noqa: TID251 - what a terminal hands on
    run.BLOCK = BLOCK
    app(["ingest", "openings", str(path), "--employer", employer])
