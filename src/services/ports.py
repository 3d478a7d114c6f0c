"""Whether a service can listen, looked at before anything is loaded for it."""

import errno
import socket

from services.errors import N_, ConfigurationError, Conflict
from services.settings import Settings


class PortTaken(Conflict):
    code = "port_taken"
    message = N_(
        "Port %(port)s is taken by another program. Stop that one, or choose another port: "
        "make serve PORT=%(other)s, or PUENTE_PORT=%(other)s puente serve."
    )


NO_ADDRESS = "PUENTE_HOST has to be an address of this machine, such as 127.0.0.1 or 0.0.0.0"
NO_RIGHT = "PUENTE_PORT below 1024 needs rights that this program does not have"


def check_port(settings: Settings) -> None:
    """Raises PortTaken or ConfigurationError. What else may hinder is said by whoever listens."""
    try:
        _bind(settings.host, settings.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port=settings.port, other=settings.port + 1) from error
        if error.errno == errno.EACCES:
            raise ConfigurationError(what=NO_RIGHT) from error
        if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
            raise ConfigurationError(what=NO_ADDRESS) from error


def _bind(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As the server does: a port that was left a moment ago is free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, port))
