"""What the seekers' and the openings' tables have in common: keys, versions, upsert, remove, and
the shelf: the rows that stand in order, with lists over them, before those that came since."""

from threading import Lock, Thread
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.index.rows import NEVER, Ints, KeyBook, Rows
from matching.index.vocabularies import Vocabularies


class Keyed(Protocol):
    @property
    def key(self) -> int: ...


P = TypeVar("P", bound=Keyed)  # a profile
C = TypeVar("C")  # the columns a reader gets

# Rows that came since the shelf was made are read one by one; from this many on, and an eighth of
# the shelf, it is worth making it anew. So it is when as many are gone as are there.
LONG_TAIL = 4096
TAIL_SHARE = 8


class Table(Generic[P, C]):
    """Readers call `snapshot` and keep what they get; writers take the lock."""

    def __init__(self, vocabularies: Vocabularies, width: int) -> None:
        self.words = vocabularies
        self.lock = vocabularies.lock
        self.version = 0
        self._count = 0
        self._rows = Rows(width)
        self._book = KeyBook(self._rows.key[:0])
        self._gone: list[int] | None = None
        self._snapshot: C | None = None
        self._tidying = Lock()
        self._shelved = 0
        self._shelf: Any = self._shelve(self._rows)

    def __len__(self) -> int:
        return self._count

    def upsert(self, profile: P) -> None:
        """The row before, if there was one, and the new one change places in a single version."""
        key = profile.key
        with self.lock:
            before = self._book.find(key)
            self._book.recent[key] = self._append(profile)
            self._publish(before)
            if before < 0:
                self._count += 1

    def remove(self, key: int) -> bool:
        """False where no such row was there."""
        with self.lock:
            row = self._book.find(key)
            if row < 0:
                return False
            self._book.recent[key] = -1
            self._publish(row)
            self._count -= 1
            return True

    def get(self, key: int) -> P | None:
        with self.lock:
            row = self._book.find(key)
            return None if row < 0 else self.profile(self.snapshot(), row)

    def snapshot(self) -> C:
        found = self._snapshot
        if found is not None:
            return found
        with self.lock:
            if self._snapshot is None:
                self._snapshot = self._columns()
            return self._snapshot

    def living(self) -> list[P]:
        """In the order of their keys."""
        with self.lock:
            rows, columns = self._rows, self.snapshot()
            alive = np.flatnonzero(rows.died[: rows.size] == NEVER)
            ordered = alive[np.argsort(rows.key[alive], kind="stable")]
            return [self.profile(columns, row) for row in ordered.tolist()]

    def keys(self) -> list[int]:
        with self.lock:
            rows = self._rows
            alive: list[int] = rows.key[: rows.size][rows.died[: rows.size] == NEVER].tolist()
            return alive

    @property
    def is_untidy(self) -> bool:
        """A long tail, or more rows gone than there."""
        rows = self._rows.size
        tail, gone = rows - self._shelved, rows - self._count
        return max(tail, gone // 2) > max(LONG_TAIL, self._shelved // TAIL_SHARE)

    def tend(self) -> None:
        """Tidies in a thread of its own where it is worth it, unless one is at it."""
        if self.is_untidy and not self._tidying.locked():
            Thread(target=self.tidy, name="shelf", daemon=True).start()

    def tidy(self) -> None:
        """Rows in order, without those that are gone, and lists over them.

        Made beside the table while it is read and written; the lock is held for as long as it takes
        to repeat what happened meanwhile. Rows get new numbers; who holds a snapshot keeps it.
        """
        with self._tidying:
            self._tidy()

    def _tidy(self) -> None:
        with self.lock:
            rows, size, version, self._gone = self._rows, self._rows.size, self.version, []
        alive = np.flatnonzero(rows.died[:size] > version)
        order = alive[self._order(rows.records[alive])]
        fresh = rows.reordered(size, order)
        book, shelf, shelved = KeyBook(fresh.key), self._shelve(fresh), fresh.size
        where = np.full(size, -1, np.int32)
        where[order] = np.arange(len(order))
        with self.lock:
            self._reorder(order, size)
            self._catch_up(fresh, book, size, where)
            self._rows, self._book, self._shelf, self._shelved = fresh, book, shelf, shelved
            self._gone, self._snapshot = None, None

    def profile(self, columns: C, row: int) -> P:
        """The profile in a row of a snapshot."""
        raise NotImplementedError

    def _catch_up(self, fresh: Rows, book: KeyBook, size: int, where: NDArray[np.int32]) -> None:
        """Into the fresh rows, what came and went since the old ones were `size`."""
        old, shift = self._rows, fresh.size - size
        fresh.extend(old, size)
        for row, key in enumerate(old.key[size : old.size].tolist(), start=size + shift):
            book.recent[key] = row
        for row in self._gone or ():
            key, new = int(old.key[row]), row + shift if row >= size else int(where[row])
            fresh.bury(new, int(old.died[row]))
            if self._book.find(key) < 0:
                book.recent[key] = -1

    def _publish(self, gone: int) -> None:
        self.version += 1
        if gone >= 0:
            self._rows.bury(gone, self.version)
            if self._gone is not None:
                self._gone.append(gone)
        self._snapshot = None

    def _append(self, profile: P) -> int:
        raise NotImplementedError

    def _columns(self) -> C:
        raise NotImplementedError

    def _order(self, records: Any) -> Ints:
        """How rows are to stand."""
        raise NotImplementedError

    def _shelve(self, rows: Rows) -> Any:
        """Lists over all these rows, which stand in order."""
        raise NotImplementedError

    def _reorder(self, order: Ints, size: int) -> None:
        """For what a table keeps beside its rows."""
