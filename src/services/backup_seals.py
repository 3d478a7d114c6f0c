"""The last line of a copy: how long it is and the SHA-256 of what stands before that line.

SQLite and pg_restore pass over it, so a copy stays what it is to their own tools.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from services.errors import N_, Msgid

LINE = re.compile(rb"\npuente-copy bytes=(\d{20}) sha256=([0-9a-f]{64})\n")
LINE_LENGTH = 112
BLOCK = 1 << 20

CUT = Msgid(N_("it is shorter or longer than it was"))
CHANGED = Msgid(N_("its bytes are not those that were written"))


@dataclass(frozen=True, slots=True)
class Seal:
    length: int
    digest: str


def seal(file: Path) -> None:
    length = file.stat().st_size
    line = f"\npuente-copy bytes={length:020d} sha256={digest_of(file, length)}\n"
    with file.open("ab") as copy:
        copy.write(line.encode())


def seal_of(file: Path) -> Seal | None:
    """None for a copy made before there were seals, or one that lost its end."""
    with file.open("rb") as copy:
        copy.seek(max(0, file.stat().st_size - LINE_LENGTH))
        found = LINE.fullmatch(copy.read())
    return Seal(int(found[1]), found[2].decode()) if found else None


def flaw_of(file: Path, said: Seal) -> Msgid | None:
    """What is wrong with the copy, in words."""
    if file.stat().st_size != said.length + LINE_LENGTH:
        return CUT
    return None if digest_of(file, said.length) == said.digest else CHANGED


def digest_of(file: Path, length: int) -> str:
    """Of the first `length` bytes."""
    digest = hashlib.sha256()
    with file.open("rb") as copy:
        while length and (block := copy.read(min(BLOCK, length))):
            digest.update(block)
            length -= len(block)
    return digest.hexdigest()
