"""The application: the envelope, the JSON API under /v1, the pages, the operators' end points."""

from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from threading import Event

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.http import health, problems, public
from api.http.advice import router as advice
from api.http.assignments import router as assignments
from api.http.catalogs import router as catalogs
from api.http.description import DescribedApi
from api.http.docs import router as docs
from api.http.employers import router as employers
from api.http.follow_ups import router as follow_ups
from api.http.match_answers import write_ahead
from api.http.match_runs import router as match_runs
from api.http.movement_files import router as movement_files
from api.http.movement_files import router_replies as replies
from api.http.number_desk import router as number_desk
from api.http.openings import router as openings
from api.http.placements import router as placements
from api.http.referrals import router as referrals
from api.http.reports import router as reports
from api.http.seekers import router as seekers
from api.http.sessions import router as sessions
from api.http.tasks import router as tasks
from api.middleware import Envelope, Limits
from api.web.addresses import static_address
from api.web.door import Pages
from services.collecting import keep_for_good, loading
from services.readiness import warm, warm_words
from services.runtime import Runtime

DESCRIPTION = """
Openings in, people in, exact and explained matches out, and every hire followed to its
enrollment with social security.

Send your key as `Authorization: Bearer pnt_live_…`. Errors are RFC 9457 problem bodies with a
stable `code`. Lists are `{"data": […], "next": cursor}` with a `Link` header.
"""


STYLESHEETS = ("puente.css", "docs.css")
PARTS = (
    openings,
    seekers,
    advice,
    referrals,
    follow_ups,
    placements,
    number_desk,
    replies,
    movement_files,
    tasks,
    reports,
    match_runs,
    assignments,
    catalogs,
    sessions,
    employers,
)


def create_app(runtime: Runtime) -> FastAPI:
    app = DescribedApi(
        title="Puente",
        version=version("puente"),
        license_info={"name": "MIT", "identifier": "MIT"},
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=_lifespan,
        # Asked of every request whether somebody exports traces; nobody does.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        generate_unique_id_function=_operation_id,
    )
    app.state.runtime = runtime
    app.state.stylesheets = [static_address(name) for name in STYLESHEETS]
    settings = runtime.settings
    limits = Limits(ordinary=settings.max_body_bytes, bulk=settings.max_bulk_bytes)
    app.add_middleware(
        Envelope, limits=limits, is_https=settings.is_https, on_failure=problems.failed
    )
    problems.install(app)
    app.include_router(health.router)
    for part in PARTS:
        app.include_router(part.router, prefix="/v1")
    app.include_router(public.router)
    app.include_router(docs.router)
    # Not a mount: that would turn a wrong method on /v1 into "not found".
    app.state.pages = app.router.default = Pages(app.state)
    return app


def _operation_id(route: APIRoute) -> str:
    """Unique and readable in a generated client: `openings_put_one`."""
    return "_".join((*map(str, route.tags[:1]), route.name))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Ready means that whatever is asked is answered, matches at once; the first page, and words
    to be searched or linked, may wait a second or two for what is still loading."""
    await run_in_threadpool(warm, app.state.runtime)
    over = Event()
    rest = create_task(run_in_threadpool(_load_the_rest, app, over))
    yield
    over.set()
    await rest
    app.state.runtime.close()


def _load_the_rest(app: FastAPI, over: Event) -> None:
    with loading():
        app.state.pages.load()
    warm_words()
    write_ahead(app.state.runtime, over)
    keep_for_good()
