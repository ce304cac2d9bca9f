"""Leiedorp: an authority that does not exist, to look around in. All names, numbers and addresses are invented."""
