"""What the seekers' and the openings' tables have in common: keys, versions, upsert, remove."""

from typing import Generic, TypeVar

from matching.index.storage import NEVER, Growing
from matching.index.vocabularies import Vocabularies

P = TypeVar("P")  # a profile
C = TypeVar("C")  # the columns a reader gets


# So many rows that are gone are never worth a thought.
MANY = 4096


class Table(Generic[P, C]):
    """Readers call `snapshot` and keep what they get; writers take the lock."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.words = vocabularies
        self.lock = vocabularies.lock
        self.profiles: list[P] = []
        self.version = 0
        self.generation = 0
        self._key = Growing("int64")
        self._died = Growing("int64")
        self._row_of: dict[int, int] = {}
        self._snapshot: C | None = None

    def __len__(self) -> int:
        return len(self._row_of)

    def upsert(self, profile: P, key: int) -> None:
        """The row before, if there was one, and the new one change places in a single version."""
        with self.lock:
            before = self._row_of.get(key)
            self._append(profile)
            self._key.append(key)
            self._died.append(NEVER)
            self.profiles.append(profile)
            self._row_of[key] = len(self.profiles) - 1
            self._publish(before)

    def remove(self, key: int) -> bool:
        """False where no such row was there."""
        with self.lock:
            row = self._row_of.pop(key, None)
            if row is None:
                return False
            self._publish(row)
            return True

    def get(self, key: int) -> P | None:
        with self.lock:
            row = self._row_of.get(key)
            return None if row is None else self.profiles[row]

    def snapshot(self) -> C:
        with self.lock:
            if self._snapshot is None:
                self._snapshot = self._columns()
            return self._snapshot

    def living(self) -> list[P]:
        """In the order of their keys."""
        with self.lock:
            return [self.profiles[row] for _, row in sorted(self._row_of.items())]

    @property
    def is_sparse(self) -> bool:
        """More rows are gone than are there, and many are."""
        return len(self.profiles) > 2 * len(self._row_of) + MANY

    def compact(self) -> None:
        """Leave out the rows that are gone. Rows get new numbers, told by a new generation; who
        holds a snapshot keeps it as it was."""
        with self.lock:
            living = [(key, self.profiles[row]) for key, row in sorted(self._row_of.items())]
            self.profiles, self._row_of = [], {}
            self._key, self._died = Growing("int64"), Growing("int64")
            self._start_over()
            self.generation += 1
            for key, profile in living:
                self.upsert(profile, key)
            self._publish(None)

    def _publish(self, gone: int | None) -> None:
        self.version += 1
        if gone is not None:
            self._died.array[gone] = self.version
        self._snapshot = None

    def _start_over(self) -> None:
        raise NotImplementedError

    def _append(self, profile: P) -> None:
        raise NotImplementedError

    def _columns(self) -> C:
        raise NotImplementedError
