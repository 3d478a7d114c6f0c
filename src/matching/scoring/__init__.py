"""The pair score: components, weights, and the knowledge they rest on."""

from matching.scoring.knowledge import Knowledge
from matching.scoring.pair import components
from matching.scoring.weights import (
    COMPONENTS,
    FULL,
    LEAST_SHOWN,
    WEIGHTS,
    Components,
    Weights,
)

__all__ = [
    "COMPONENTS",
    "FULL",
    "LEAST_SHOWN",
    "WEIGHTS",
    "Components",
    "Knowledge",
    "Weights",
    "components",
]
