"""`python -m bench`: every benchmark, one after the other."""

import runpy

for name in ("bench.ranking", "bench.assignment", "bench.linking", "bench.grading", "bench.http"):
    runpy.run_module(name, run_name="__main__")
