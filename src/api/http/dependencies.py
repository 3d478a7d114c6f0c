"""What endpoints ask for by type: who is asking, in what session, on which day, which page."""

from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Protocol, Self

from fastapi import Depends, Query, Request, Response
from sqlalchemy.orm import Session

from api.dependencies import Now, RuntimeDep, WriteSession, runtime_of
from api.http.languages import LanguageDep, language_of
from services.access.actor import Actor
from services.access.bearers import actor_of_bearer
from services.access.sessions import actor_of_session
from services.calendar import Moment, legal_day
from services.errors import Unauthenticated
from services.matches.live import Behind, Sight
from services.paging import unsealed
from services.runtime import Runtime

SESSION_COOKIE = "staff"


def known_actor(request: Request, runtime: RuntimeDep, now: Now) -> Actor:
    """Whoever holds the bearer key or the staff session; Unauthenticated for anybody else."""
    with runtime.database.read() as session:
        return _actor(request, session, now)


def _actor(request: Request, session: Session, now: datetime) -> Actor:
    look_up, token = _credential(request)
    return look_up(session, token, now=now)


class LookUp(Protocol):
    def __call__(self, session: Session, token: str, /, *, now: datetime) -> Actor: ...


def _credential(request: Request) -> tuple[LookUp, str]:
    """What is shown, and how to look up whose it is. Raises Unauthenticated for nothing at all."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return actor_of_bearer, token.strip()
    cookie = request.cookies.get(SESSION_COOKIE) or request.cookies.get(f"__Host-{SESSION_COOKIE}")
    if cookie and request.method in {"GET", "HEAD"}:
        return actor_of_session, cookie
    raise Unauthenticated


ActorDep = Annotated[Actor, Depends(known_actor)]


@dataclass(frozen=True, slots=True)
class Call:
    """One request of somebody known: in what session, when, and in which language. Without `waits`
    it is answered where every other request is read, so it may wait for nothing."""

    session: Session
    actor: Actor
    runtime: Runtime
    now: datetime
    language: str
    waits: bool = True

    @property
    def today(self) -> date:
        return legal_day(self.now)

    def look(self) -> Sight:
        """What the session shows of matches. Raises Behind."""
        return self.runtime.live.look(self.session, on=self.today, waits=self.waits)

    @property
    def moment(self) -> Moment:
        return Moment(self.now, frozenset(self.runtime.settings.extra_holidays))


def reading(
    request: Request, runtime: RuntimeDep, now: Now, language: LanguageDep
) -> Iterator[Call]:
    """One session for all of it, the look at who is asking too."""
    with runtime.database.read() as session:
        yield Call(session, _actor(request, session, now), runtime, now, language)


# For what is asked for often. Threads that compute take the interpreter's lock from one another:
# beside SQLite two of them answer less than one does. PostgreSQL is waited for, and another can
# compute meanwhile. By whether the database is SQLite.
_few = {True: ThreadPoolExecutor(1, "asking"), False: ThreadPoolExecutor(2, "asking")}
# A list of so many takes a few milliseconds.
FEW_ROWS = 50


@dataclass(frozen=True, slots=True)
class Asking:
    """One request, before it was looked up whose credential it shows. For what is asked for often:
    all of it is then done in one thread, and each thread more costs 0.1 ms."""

    credential: tuple[LookUp, str]
    runtime: Runtime
    now: datetime
    language: str

    @classmethod
    def of(cls, request: Request, now: datetime) -> Self:
        """Raises Unauthenticated where no credential is shown."""
        return cls(_credential(request), runtime_of(request), now, language_of(request))

    async def answer(self, work: Callable[[Call], Response]) -> Response:
        """In a thread of a few."""
        told, few = copy_context().run, _few[self.runtime.database.is_sqlite]
        return await get_running_loop().run_in_executor(few, told, self._answer, work)

    async def answer_at_once(self, work: Callable[[Call], Response], *, rows: int) -> Response:
        """Here and now where that waits for nothing and is about few rows: it takes two
        milliseconds, and to hand it to a thread would cost half as much again. Else as `answer`."""
        if rows <= FEW_ROWS and self.runtime.database.reads_at_once:
            with suppress(Behind):
                return self._answer(work, waits=False)
        return await self.answer(work)

    def _answer(self, work: Callable[[Call], Response], *, waits: bool = True) -> Response:
        with self.runtime.database.read() as session:
            actor = self._actor(session)
            return work(Call(session, actor, self.runtime, self.now, self.language, waits))

    def check(self) -> None:
        """Who asks comes before what is wrong with the question: raises Unauthenticated where the
        credential is nobody's."""
        with self.runtime.database.read() as session:
            self._actor(session)

    def _actor(self, session: Session) -> Actor:
        look_up, token = self.credential
        return look_up(session, token, now=self.now)


async def _asking(request: Request, now: Now) -> Asking:
    # Each dependency more is a hundredth of the time of an answer.
    request.state.asking = asking = Asking.of(request, now)
    return asking


AskingDep = Annotated[Asking, Depends(_asking)]
# An address that needs none of these is open to anyone.
WHO_ASKS = frozenset[Callable[..., object]]({known_actor, reading, _asking})


async def writing(
    session: WriteSession, actor: ActorDep, runtime: RuntimeDep, now: Now, language: LanguageDep
) -> Call:
    return Call(session, actor, runtime, now, language)


ReadCall = Annotated[Call, Depends(reading, scope="function")]
WriteCall = Annotated[Call, Depends(writing)]

PageLimit = Annotated[int, Query(ge=1, le=200, description="Rows in one page.")]


@dataclass(frozen=True, slots=True)
class PageAsked:
    limit: int
    cursor: str | None


async def _page_asked(
    request: Request,
    limit: PageLimit = 50,
    cursor: Annotated[
        str | None, Query(max_length=200, description="`next` of the page before.")
    ] = None,
) -> PageAsked:
    return PageAsked(limit, cursor and unsealed(cursor, of=request.url.path))


PageDep = Annotated[PageAsked, Depends(_page_asked)]
