"""Callers that keep their connection and ask again and again: the server's work, not theirs."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Load:
    """`seconds`: each answer's time, in the order they came; `took`: the whole."""

    seconds: list[float]
    took: float

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.took

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


@dataclass
class Connection:
    """HTTP/1.1 over one socket; reads an answer by its Content-Length."""

    host: str
    port: int
    _held: bytes = b""
    _socket: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._socket = socket.create_connection((self.host, self.port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """The status line and headers; RuntimeError for anything but 200."""
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._held:
            self._read()
        head, _, self._held = self._held.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(self._held) < length:
            self._read()
        self._held = self._held[length:]
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.partition(b"\r\n")[0].decode())
        return head

    def _read(self) -> None:
        block = self._socket.recv(1 << 18)
        if not block:
            raise RuntimeError("the server closed the connection")
        self._held += block


@dataclass(frozen=True, slots=True)
class Callers:
    """So many at once, each on a connection of its own."""

    port: int
    requests: Sequence[bytes]
    connections: int

    def each_once(self) -> Load:
        """Every request is sent by one of them."""
        return self._all(lambda number: iter(self.requests[number :: self.connections]))

    def until_over(self, seconds: float) -> Load:
        """Each goes round all the requests, from a place of its own, until the time is over."""
        until = time.perf_counter() + seconds

        def going_round(number: int) -> Iterator[bytes]:
            place = number * len(self.requests) // self.connections
            while time.perf_counter() < until:
                yield self.requests[place % len(self.requests)]
                place += 1

        return self._all(going_round)

    def _all(self, sent: Callable[[int], Iterator[bytes]]) -> Load:
        times: list[list[float]] = [[] for _ in range(self.connections)]
        callers = [
            threading.Thread(target=_call, args=(self.port, sent(number), times[number]))
            for number in range(self.connections)
        ]
        started = time.perf_counter()
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        return Load([each for found in times for each in found], time.perf_counter() - started)


def _call(port: int, requests: Iterator[bytes], times: list[float]) -> None:
    connection = Connection("127.0.0.1", port)
    for request in requests:
        started = time.perf_counter()
        connection.ask(request)
        times.append(time.perf_counter() - started)
