"""The greatest sum of scores as a minimum-cost flow, by OR-tools: steady in the worst case."""

import numpy as np
from ortools.graph.python import min_cost_flow

from matching.assignment.cases import Ints
from matching.assignment.numbered import Numbered


def by_flow(case: Numbered) -> Ints:
    """Rows of the options taken. Source -> person -> opening -> sink, or source -> person -> sink
    for nothing."""
    count, source = len(case.seekers), len(case.seekers) + len(case.openings)
    sink = source + 1
    everyone, every = np.arange(count), np.arange(len(case.openings)) + count
    ones = np.ones(count, np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    chosen = flow.add_arcs_with_capacity_and_unit_cost(
        case.people, case.offers + count, np.ones(len(case.people), np.int64), -case.scores
    )
    flow.add_arcs_with_capacity_and_unit_cost(ones * source, everyone, ones, 0 * ones)
    flow.add_arcs_with_capacity_and_unit_cost(everyone, ones * sink, ones, 0 * ones)
    flow.add_arcs_with_capacity_and_unit_cost(every, 0 * every + sink, case.places, 0 * every)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([count, -count]))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow with a way around every opening always has an optimum")
    return np.flatnonzero(flow.flows(chosen) > 0)
