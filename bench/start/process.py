"""One start of the service as a process of its own, and what happened when."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since the process began, and seconds of the process's CPU."""

    name: str
    wall: float
    cpu: float


@dataclass
class Started:
    process: "subprocess.Popen[str]"
    port: int
    began: float
    moments: list[Moment] = field(default_factory=list)
    ready: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def note(self, name: str) -> None:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        cpu = (int(stat[11]) + int(stat[12])) / TICKS
        self.moments.append(Moment(name, time.perf_counter() - self.began, cpu))

    def wait_for(self, event: str) -> dict[str, Any]:
        """Until the process logs this."""
        for line in self.process.stderr or ():
            with suppress(ValueError):
                told: dict[str, Any] = json.loads(line)
                if told["event"].startswith(event):
                    self.note(event)
                    return told
        raise RuntimeError(f"the service ended before it said {event!r}")

    def wait_until_ready(self) -> None:
        while not self._is_ready():
            time.sleep(0.002)
        self.note("/readyz: 200")

    def _is_ready(self) -> bool:
        """Asked plainly: a client of httpx takes longer to make than the answer."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/readyz")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()


@contextmanager
def starting(environment: Mapping[str, str]) -> Iterator[Started]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    settings = {"PUENTE_PORT": str(port), "PUENTE_LOG_FORMAT": "json", "PUENTE_LOG_LEVEL": "INFO"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import app; app()", "serve"],
        env={**environment, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )
    started = Started(process, port, began)
    try:
        started.wait_for("Started server process")
        started.ready = started.wait_for("Ready")
        started.wait_until_ready()
        yield started
    finally:
        process.terminate()
        process.wait(timeout=30)
