"""Processes that tests kill begin as copies of one that has read the program and opened nothing.

Reading it takes seconds, which is not what is being tried. There is one such process for all: a
second list of modules would never be read.
"""

import multiprocessing

STARTING = multiprocessing.get_context("forkserver")
STARTING.set_forkserver_preload(
    ["tests.faults.enrollment_clerk", "tests.journeys.ingest_command", "tests.faults.warm"]
)
