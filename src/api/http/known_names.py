"""A misspelled question is a refusal and not another answer: one rule for every address of /v1."""

from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, Self, get_args, get_origin

from fastapi import Request, Response, params
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from api.dependencies import runtime_of
from api.http.dependencies import known_actor
from models.types import utc_now
from services.errors import FieldError, Malformed
from services.field_codes import field_error

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

    def flaws(self, request: Request) -> Iterator[FieldError]:
        sent = Counter(name for name, _ in request.query_params.multi_items())
        for name, times in sent.items():
            if name not in self.names:
                names = ", ".join(self.names)
                yield field_error(f"/{name}", "unknown_parameter", choices=names)
            elif times > 1 and name not in self.lists:
                yield field_error(f"/{name}", "repeated_parameter")


class KnownNames(APIRoute):
    """Takes the query parameters that it declares, each once, and no other."""

    def get_route_handler(self) -> Handler:
        handle, known = super().get_route_handler(), Known.of(self.dependant)
        is_for_anyone = 401 not in self.responses

        async def checked(request: Request) -> Response:
            # Most have no query, and each of them pays for this.
            if request.scope["query_string"] and (flaws := [*known.flaws(request)]):
                if not is_for_anyone:
                    # Who asks comes before what is wrong with the question.
                    await run_in_threadpool(known_actor, request, runtime_of(request), utc_now())
                raise Malformed(errors=flaws)
            return await handle(request)

        return checked


def _is_list(annotation: Any) -> bool:
    return any(get_origin(it) is list for it in (annotation, *get_args(annotation)))
