"""Plan voor mij: a programme becomes a problem for the planner, and a plan becomes changes to the draft."""
