"""Values in, Matplotlib figure out: no Qt, no pyplot, no query."""
