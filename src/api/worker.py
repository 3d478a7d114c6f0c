"""`puente worker`: timed work, one piece at a time, each in its own transaction."""

import logging
import signal
import threading
from types import FrameType

from models.types import utc_now
from services.runtime import Runtime
from services.timed_work import due_work

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0


def run(runtime: Runtime, *, once: bool = False) -> None:
    """Until SIGTERM or SIGINT; a piece that is running is finished first."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    if not once:
        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
    logger.info("Worker started")
    while not stop.is_set():
        _round(runtime)
        if once:
            break
        stop.wait(PAUSE_SECONDS)
    logger.info("Worker stopped")


def _round(runtime: Runtime) -> None:
    for name, work in due_work(runtime).items():
        try:
            with runtime.database.write() as session:
                done = work(session, utc_now())
        except Exception as error:
            logger.exception("Timed work failed", extra={"topic": name}, exc_info=error)
            continue
        if done:
            logger.info("Timed work done", extra={"topic": name, "rows": done})
    logger.debug("Round done")
