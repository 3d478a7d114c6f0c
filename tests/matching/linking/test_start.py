import subprocess
import sys


def test_linking_needs_no_scikit_learn_which_is_slow_to_load() -> None:
    asked = "import sys, matching.linking; print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
