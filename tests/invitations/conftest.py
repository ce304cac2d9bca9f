import os

# Needs Debian's opensmtpd and root; .ci/run installs it and asks for it.
collect_ignore = [] if os.environ.get("WITH_MTA") else ["test_mta.py"]
