import subprocess
import sys

ASKED = """
import sys
from matching.ranking import Engine
from matching.without import without
with without("scipy.linalg"):
    Engine.build()
print("scipy.linalg" in sys.modules)
import scipy.linalg
print(scipy.linalg.norm([3.0, 4.0]))
"""


def test_kernels_load_without_it_and_it_is_there_for_whoever_needs_it() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "5.0"]
