"""Plan voor mij, on the screens: what is asked, the worker that plans, and what is shown of it."""
