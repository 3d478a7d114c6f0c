"""Whether a service can listen, looked at before anything is loaded for it."""

import errno
import socket

from services.errors import N_, Conflict
from services.settings import Settings


class PortTaken(Conflict):
    code = "port_taken"
    message = N_(
        "Port %(port)s is taken by another program. Stop that one, or choose another port: "
        "make serve PORT=%(other)s, or PUENTE_PORT=%(other)s puente serve."
    )


def check_port(settings: Settings) -> None:
    """Raises PortTaken. What else may hinder is said by whoever listens."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As the server does: a port that was left a moment ago is free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(port=settings.port, other=settings.port + 1) from error
