"""What has to be loaded before the first answer, and whether answers can be given."""

import logging
import time

from matching.catalogs.search import search
from matching.linking import occupation_linker, respelled, skill_linker
from matching.once import once
from matching.without import without
from models import audit, versions
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from models.types import utc_now
from services.calendar import legal_day
from services.collecting import keep_for_good, loading, paused
from services.linking import OTHERS
from services.runtime import Runtime

# What the forms search while a person types.
SEARCHED = ("municipality", "occupation", "locality")
# numba looks for them when it loads its first function, which takes longer than the function;
# compiled code here multiplies no matrices and calls no C.
NOT_NEEDED = ("cffi", "scipy.linalg")

logger = logging.getLogger(__name__)


def warm(runtime: Runtime) -> None:
    """Load what matching needs: the catalogs and the live index."""
    started = time.perf_counter()
    with paused(), without(*NOT_NEEDED), runtime.database.read() as session:
        engine = runtime.live.refresh(session, on=legal_day(utc_now()))
    keep_for_good()
    logger.info(
        "Ready",
        extra={
            "milliseconds": _since(started),
            "openings": engine.opening_count,
            "seekers": engine.seeker_count,
        },
    )


@once
def warm_words() -> None:
    """Load what searching and linking words needs, while answers are given already: whoever asks
    for it meanwhile waits."""
    started = time.perf_counter()
    with loading():
        for kind in SEARCHED:
            search(kind, "a")
        for linker in (occupation_linker(), skill_linker()):
            linker.link("a", "es")
        for lang in OTHERS:
            occupation_linker().link("a", lang)
        respelled("a")
    logger.info("Words are loaded", extra={"milliseconds": _since(started)})


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)


def hindrances(runtime: Runtime) -> dict[str, str]:
    """Why no answer can be given now, and what to do; empty when all is well."""
    try:
        with runtime.database.read() as session:
            version = versions.version_of(session)
            if version != versions.newest():
                return {"version": _behind(version)}
            if not audit.has_own_key(session):
                return {"key": OTHER_KEY}
    except (DatabaseBusy, DatabaseUnavailable) as error:
        return {"database": str(error)}
    return {}


OTHER_KEY = (
    "the database was written with another PUENTE_SECRET_KEY: set that one, "
    "or add it to PUENTE_OLDER_SECRET_KEYS"
)


def _behind(version: str | None) -> str:
    if version is None:
        return "the database has no tables yet: puente migrate"
    if version not in versions.known():
        return f"the database is at {version}, of a newer program: install that, or restore a copy"
    return f"the database is at {version}, not {versions.newest()}: puente migrate"
