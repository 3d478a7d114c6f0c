"""For operators: alive, ready, measured."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.dependencies import RuntimeDep
from services.readiness import hindrances

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="The process is alive")
async def healthz() -> dict[str, str]:
    """Waits for no thread: the process is alive while all of them are at work."""
    return {"status": "alive"}


@router.get("/readyz", summary="The process can answer: its database does")
def readyz(runtime: RuntimeDep) -> Response:
    found = hindrances(runtime)
    body = {"status": "unavailable" if found else "ready", "hindrances": found}
    return JSONResponse(body, status_code=503 if found else 200)


@router.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
