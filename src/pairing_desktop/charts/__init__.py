"""Values in, Matplotlib figure out: no Qt, no query.  Nothing of Matplotlib is imported before something is drawn:
`scale`, `table` and `words` serve the window without it."""
