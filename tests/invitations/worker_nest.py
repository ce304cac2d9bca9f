"""Real postbode processes, quickly: Django is loaded once, and each line on standard input hatches one by fork.

Prints the key of each process. It ends, with all it hatched, when its input does.
"""

import os
import signal
import sys

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    import invitations.management.commands.postbode  # noqa: F401, PLC0415 (loaded once, before the first fork)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    hatched = []
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.close(0)
            call_command("postbode")
            os._exit(0)
        hatched.append(pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
    for pid in hatched:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main()
