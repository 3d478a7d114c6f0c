"""Other ways to the same assignment: scipy's bipartite matching, and the flow as it was before."""

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy import sparse

from matching.assignment import Fair
from matching.assignment.numbered import numbered


def scipy_score(fair: Fair) -> int:
    """Positions as columns of their own, and for each person a column that means nothing.

    Each score is one more than it is, since scipy takes a zero for no edge.
    """
    case = numbered(fair)
    first = np.concatenate([[0], np.cumsum(case.places)])
    copies = case.places[case.offers]
    begin = np.repeat(first[case.offers], copies)
    within = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    people = len(case.seekers)
    rows = np.concatenate([np.repeat(case.people, copies), np.arange(people)])
    columns = np.concatenate([begin + within, first[-1] + np.arange(people)])
    scores = np.concatenate([np.repeat(case.scores, copies) + 1, np.ones(people, np.int64)])
    graph = sparse.csr_array((scores, (rows, columns)), shape=(people, first[-1] + people))
    taken = sparse.csgraph.min_weight_full_bipartite_matching(graph, maximize=True)
    return int((graph[taken] - 1).sum())


def flow_over_objects(fair: Fair) -> int:
    """As this project did it at first: an object for each option, then a flow."""
    options = tuple(fair.options)
    seekers = {key: row for row, key in enumerate(sorted({it.seeker for it in options}))}
    openings = {key: row for row, key in enumerate(sorted({it.opening for it in options}))}
    people = np.array([seekers[it.seeker] for it in options], np.int64)
    offers = np.array([openings[it.opening] for it in options], np.int64)
    scores = np.array([it.score for it in options], np.int64)
    count, source = len(seekers), len(seekers) + len(openings)
    everyone, every = np.arange(count), np.arange(len(openings)) + count
    places = np.array([fair.positions.get(key, 0) for key in openings], np.int64)
    ones = np.ones(count, np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(people, offers + count, np.ones(len(people), np.int64), -scores)
    add(ones * source, everyone, ones, 0 * ones)
    add(everyone, ones * (source + 1), ones, 0 * ones)
    add(every, 0 * every + source + 1, places, 0 * every)
    flow.set_nodes_supplies(np.array([source, source + 1]), np.array([count, -count]))
    flow.solve()
    return -int(flow.optimal_cost())
