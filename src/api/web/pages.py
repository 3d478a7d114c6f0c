"""The pages as one application: their routes, their files, and refusals shown as pages."""

from fastapi import FastAPI
from starlette.datastructures import State
from starlette.staticfiles import StaticFiles

from api.web import refusals
from api.web.addresses import STATIC
from api.web.employer import (
    router_files,
    router_hires,
    router_invitations,
    router_new_file,
    router_opening_form,
    router_openings,
    router_registrations,
    router_sheets,
)
from api.web.employer import router_referrals as router_employer_referrals
from api.web.employer import router_session as router_employer_session
from api.web.openings import router as openings
from api.web.seeker import router as seeker
from api.web.seeker import router_erase, router_form, router_job, router_return
from api.web.seeker import router_referrals as router_own_referrals
from api.web.staff import (
    router_assignments,
    router_corrections,
    router_desk,
    router_enrollment,
    router_follow_ups,
    router_identity,
    router_numbers,
    router_people,
    router_placements,
    router_referrals,
    router_report,
    router_review,
    router_runs,
    router_session,
    router_why,
)

ROUTERS = (
    openings.router,
    seeker.router,
    router_form.router,
    router_return.router,
    router_job.router,
    router_own_referrals.router,
    router_erase.router,
    router_session.router,
    router_report.router,
    router_review.router,
    router_referrals.router,
    router_placements.router,
    router_enrollment.router,
    router_why.router,
    router_runs.router,
    router_assignments.router,
    router_invitations.router,
    router_employer_session.router,
    router_hires.router,
    router_new_file.router,
    router_files.router,
    # Before that of one opening: "sheet" is the id of none.
    router_sheets.router,
    router_opening_form.router,
    router_openings.router,
    router_registrations.router,
    router_employer_referrals.router,
    router_identity.router,
    # Before those of a person: "new" is the id of no paper.
    router_corrections.router,
    router_desk.router,
    router_people.router,
    router_numbers.router,
    router_follow_ups.router,
)


class KeptFiles(StaticFiles):
    """Addresses carry the content's digest, so browsers may keep them for ever."""

    def file_response(self, *args, **kwargs):  # type: ignore[no-untyped-def]  # as in the parent
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_pages(state: State) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.state = state
    app.mount("/static", KeptFiles(directory=STATIC))
    for part in ROUTERS:
        app.include_router(part)
    refusals.install(app)
    return app
