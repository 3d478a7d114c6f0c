import subprocess
import sys


def test_linking_needs_no_scikit_learn_which_is_slow_to_load() -> None:
    asked = "import sys, matching.linking; print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_naming_a_linker_loads_no_matrices() -> None:
    asked = "import sys, matching.linking; print('scipy.sparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
