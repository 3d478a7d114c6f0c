"""The file an employer signs and sends: lines of one movement and one registration, as bytes.

The institute does not publish encoding, line end, the form of Ñ or a closing record, and its
tools differ, so each is a setting. The same movements always give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from models.vocabulary import MovementType
from services.social_security.movement_lines import line
from services.social_security.movements import Movement


@dataclass(frozen=True, slots=True)
class FileFormat:
    """`enie` is what stands for Ñ ("Ñ", "#" or "¥" are in use). Raises ValueError where it is not
    one byte in `encoding`: such a line would not be 168 bytes long."""

    encoding: str = "cp1252"
    line_end: str = "\r\n"
    enie: str = "Ñ"
    closing_record: bool = False

    def __post_init__(self) -> None:
        if len(self.enie.encode(self.encoding)) != 1 or len("A".encode(self.encoding)) != 1:
            raise ValueError("Every character must be one byte in the encoding chosen")


@dataclass(frozen=True, slots=True)
class MovementFile:
    """`digest` is the SHA-256 of `content`, in hex."""

    kind: MovementType
    registration: str
    count: int
    content: bytes
    digest: str


ORDINARY_FORMAT = FileFormat()


def movement_file(
    movements: Sequence[Movement], file_format: FileFormat = ORDINARY_FORMAT
) -> MovementFile:
    """In the order given. Raises ValueError for no movement, or for more than one kind,
    registration or guide."""
    kinds = {(movement.kind, movement.registration, movement.guide) for movement in movements}
    if len(kinds) != 1:
        raise ValueError("A file holds movements of one kind, registration and guide")
    kind, registration, guide = kinds.pop()
    content = content_of([line(movement) for movement in movements], guide, file_format)
    return MovementFile(kind, registration, len(movements), content, sha256(content).hexdigest())


def content_of(lines: Sequence[str], guide: str, file_format: FileFormat) -> bytes:
    """The bytes of lines that are already written, of one kind, registration and guide."""
    written = [each.replace("Ñ", file_format.enie) for each in lines]
    if file_format.closing_record:
        written.append(closing_record(len(written), guide))
    text = "".join(each + file_format.line_end for each in written)
    return text.encode(file_format.encoding)


def closing_record(count: int, guide: str) -> str:
    """168 characters too; only some of the tools write it."""
    return f"{'*' * 13}{'':43}{count:06d}{'':71}{guide:5}{'':29}9"
