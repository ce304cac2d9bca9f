"""What a process and those that it starts take together."""

import subprocess
import sys

from programmes.bench.memory import Peak

MIB = 200
HOLD = f"block = bytearray({MIB} * 2**20); print('ready', flush=True); input()"


def test_memory_of_a_process_that_it_starts_counts() -> None:
    with Peak() as alone:
        pass
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        with Peak() as together:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
        other.communicate("\n")
    assert together.mib > alone.mib + 0.9 * MIB
