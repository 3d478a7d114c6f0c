"""An employer's clerk as a process of its own, who may be killed at any statement.

It makes files of what is due, hands each to the institute (a file in `out/`), says that it was
sent, and enters what comes back (in `in/`): some replies late, some twice. What it had done is in
the database and in the two folders, and nowhere else.
"""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from models.crypto import Keyring
from models.database import Database, connect
from models.database_errors import DatabaseBusy
from models.employer import Employer
from models.filing_lifecycles import MovementFileStatus
from models.hiring_lifecycles import PlacementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories import movement_files
from models.repositories.movement_files import Wanted
from models.repositories.placements import PlacementScope
from models.vocabulary import MovementType
from services.access.actor import Actor
from services.enrollment.drafts import STAGES
from services.enrollment.files import content_of_file, send_file
from services.enrollment.make_file import How, Mode, NothingToFile, make_file
from services.enrollment.replies import enter_replies
from services.enrollment.schemas import MovementFileIn, MovementRowIn, RepliesIn, SentIn
from services.social_security.movement_files import ORDINARY_FORMAT
from services.social_security.reply_codes import reply_code
from tests.enrollment_world import MOMENT, employer_actor

HOW = How(Mode.PARTIAL, ORDINARY_FORMAT)
SECRET = "a secret for tests only, of no worth"
PAUSE = 0.05


class Clerk:
    def __init__(self, url: str, folder: Path, *, lines: int, fuse: int, seed: int) -> None:
        self.database: Database = connect(url, Keyring.from_secret(SECRET))
        self.out, self.back, self.lines = folder / "out", folder / "in", lines
        self.chance = Random(seed)  # noqa: S311 - a simulation
        if fuse:
            _burn(self.database, fuse)

    def work(self) -> None:
        while not self._is_done():
            self._make()
            for file_id in self._files(MovementFileStatus.OPEN):
                self._hand_over(file_id)
            for path in sorted(self.back.glob("*.json")):
                self._enter(path)
            time.sleep(PAUSE)

    def _is_done(self) -> bool:
        confirmed = Placement.status == PlacementStatus.ENROLLMENT_CONFIRMED
        with self.database.read() as session:
            waiting = select(func.count()).select_from(Placement).where(~confirmed)
            return session.scalar(waiting) == 0

    def _make(self) -> None:
        try:
            with self.database.write() as session:
                boss = self._boss(session)
                rows = self._due(session, boss)
                if rows:
                    make_file(session, boss, MovementFileIn(clinic="34", rows=rows), HOW, MOMENT)
        except (NothingToFile, DatabaseBusy):
            return

    def _due(self, session: Session, boss: Actor) -> tuple[MovementRowIn, ...]:
        registration = movement_files.active_registrations(session, boss.id)[0]
        kind = MovementType.ENROLLMENT
        wanted = Wanted(boss.id, kind, STAGES[kind], registration.id)
        found = movement_files.candidates(session, PlacementScope(employer_id=boss.id), wanted)
        return tuple(MovementRowIn(placement=one) for one in found[: self.lines])

    def _hand_over(self, file_id: UUID) -> None:
        """Handed over first, then told: killed in between, the same bytes go again."""
        with self.database.write() as session:
            content = content_of_file(session, self._boss(session), file_id)
        path = self.out / content.digest
        if not path.exists():
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(content.content)
            draft.rename(path)
        with self.database.write() as session:
            send_file(session, self._boss(session), file_id, SentIn(receipt="LOTE"), MOMENT)

    def _enter(self, path: Path) -> None:
        seen = path.with_suffix(".seen")
        if seen.exists() and self.chance.random() > 0.02:
            return
        intake = RepliesIn(replies=json.loads(path.read_text()))
        digest = path.name.partition(".")[0]
        with self.database.write() as session:
            wanted = select(MovementFile.public_id).where(MovementFile.digest == digest)
            file_id = session.scalars(wanted).one()
            enter_replies(session, self._boss(session), file_id, intake, MOMENT)
        self._clear_up(file_id, intake)
        seen.touch()

    def _clear_up(self, file_id: UUID, intake: RepliesIn) -> None:
        """An unknown code is asked about at the office: here it was always the name."""
        unknown = [row for row in intake.replies if row.code and not reply_code(row.code).is_known]
        if unknown:
            known = [row.model_copy(update={"code": "059"}) for row in unknown]
            with self.database.write() as session:
                cleared = RepliesIn(replies=tuple(known))
                enter_replies(session, self._boss(session), file_id, cleared, MOMENT)

    def _files(self, status: MovementFileStatus) -> Iterator[UUID]:
        with self.database.read() as session:
            wanted = select(MovementFile.public_id).where(MovementFile.status == status)
            found = session.scalars(wanted.order_by(MovementFile.id)).all()
        yield from found

    def _boss(self, session: Session) -> Actor:
        return employer_actor(session.scalars(select(Employer).order_by(Employer.id)).first())


def _burn(database: Database, fuse: int) -> None:
    """After so many statements the process is killed, in the middle of whatever it is doing."""
    left = [fuse]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", count)


def main(url: str, folder: str, lines: str, fuse: str, seed: str) -> None:
    Clerk(url, Path(folder), lines=int(lines), fuse=int(fuse), seed=int(seed)).work()
