"""The pair score: components, weights, and the knowledge they rest on."""

from matching.scoring.knowledge import Knowledge
from matching.scoring.pair import components
from matching.scoring.weights import COMPONENTS, FULL, WEIGHTS, Components, Weights

__all__ = ["COMPONENTS", "FULL", "WEIGHTS", "Components", "Knowledge", "Weights", "components"]
