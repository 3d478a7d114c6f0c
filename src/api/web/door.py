"""The pages, loaded when they are first asked for: the API is ready without them."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from matching.once import once

API_PREFIX = "/v1/"


class Pages:
    """Leaves unknown addresses of the API to whoever speaks JSON; shares the state of its host."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._app: ASGIApp | None = None
        self.load = once(self._load)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and f"{scope['path']}/".startswith(API_PREFIX):
            raise HTTPException(404)
        if self._app is None:
            self._app = await run_in_threadpool(self.load)
        await self._app(scope, receive, send)

    def _load(self) -> ASGIApp:
        """A fifth of a second's work; who asks meanwhile waits."""
        from api.web.pages import create_pages  # noqa: PLC0415 - see above

        return create_pages(self._state)
