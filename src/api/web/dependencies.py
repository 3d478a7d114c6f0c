"""What the pages take from the application."""

from typing import cast

from fastapi import Request

from services.settings import Settings


def settings_of(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)
