"""What a request may name: a question misspelled or sent twice, and a field sent twice, are refused
and not answered otherwise. One rule for every address of /v1."""

import json
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, Self, get_args, get_origin

from fastapi import Request, Response, params
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from api.http.dependencies import WHO_ASKS, Asking
from api.http.unchanged import unless_unchanged
from models.types import utc_now
from services.errors import FieldError, Malformed
from services.field_codes import field_error
from services.repeated_fields import repeated_fields
from services.validation import pointer

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

# Of every address: in which language a refusal is said.
ALWAYS = ("lang",)


@dataclass(frozen=True, slots=True)
class Known:
    """The query parameters of a route; the `lists` among them may be sent several times."""

    names: tuple[str, ...]
    lists: frozenset[str]

    @classmethod
    def of(cls, dependant: Dependant) -> Self:
        asked = [it for it in get_flat_params(dependant) if isinstance(it.field_info, params.Query)]
        names = dict.fromkeys([*(it.alias for it in asked), *ALWAYS])
        lists = (it.alias for it in asked if _is_list(it.field_info.annotation))
        return cls(tuple(names), frozenset(lists))

    def fit(self, sent: list[str]) -> bool:
        """Whether there is nothing to look at: asked of every request with a query."""
        names = set(sent)
        return len(names) == len(sent) and names.issubset(self.names)

    def flaws(self, sent: list[str]) -> Iterator[FieldError]:
        for name, times in Counter(sent).items():
            where = pointer([name])
            if name not in self.names:
                yield field_error(where, "unknown_parameter", choices=", ".join(self.names))
            elif times > 1 and name not in self.lists:
                yield field_error(where, "repeated_parameter")


class KnownNames(APIRoute):
    """Takes the query parameters that it declares, each once, and no other; of a JSON object each
    field once."""

    def get_route_handler(self) -> Handler:
        handle, known = super().get_route_handler(), Known.of(self.dependant)
        asks_who, has_body = _asks_who(self.dependant), self.body_field is not None

        async def checked(request: Request) -> Response:
            flaws: list[FieldError] = []
            if request.scope["query_string"]:
                sent = [name for name, _ in request.query_params.multi_items()]
                flaws = [] if known.fit(sent) else [*known.flaws(sent)]
            if has_body:
                flaws += _body_flaws(await request.body())
            if flaws:
                if asks_who:
                    await run_in_threadpool(Asking.of(request, utc_now()).check)
                raise Malformed(errors=flaws)
            answer = await handle(request)
            return answer if asks_who else unless_unchanged(request, answer)

        return checked


def _asks_who(dependant: Dependant) -> bool:
    """Not the log-in: whoever logs in shows no credential."""
    return dependant.call in WHO_ASKS or any(map(_asks_who, dependant.dependencies))


def _is_list(annotation: Any) -> bool:
    return any(get_origin(it) is list for it in (annotation, *get_args(annotation)))


def _body_flaws(body: bytes) -> list[FieldError]:
    """What reading alone shows; what is no JSON is told by whoever reads it."""
    try:
        return [field_error(where, "repeated_field") for where in repeated_fields(body)]
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return []
    except ValueError:
        # Of more digits than are made a number of.
        return [field_error("", "json_invalid.number")]
