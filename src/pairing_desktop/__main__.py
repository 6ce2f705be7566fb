"""`python -m pairing_desktop`: the same as the installed command."""

from pairing_desktop.cli import main

if __name__ == "__main__":
    main()
