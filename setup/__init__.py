"""What `run.py` does before the program itself can run.  Standard library only, but `kit`, which runs in `.venv`."""
