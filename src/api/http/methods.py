"""What an address takes: the framework names the methods of the first route that fits alone."""

from fastapi import Request
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path


def allowed_methods(request: Request) -> list[str]:
    """HEAD goes with GET."""
    found = {
        method
        for route in iter_route_contexts(request.app.routes)
        for method in route.methods or ()
        if compile_path(route.path or "")[0].match(request.url.path)
    }
    return sorted(found | ({"HEAD"} if "GET" in found else set()))
