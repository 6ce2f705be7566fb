"""`python -m pairing_desktop` and the installed command."""

import sys


def main() -> None:
    """The window at once when nothing else is asked for: it does not wait for the commands to be learnt."""
    if len(sys.argv) == 1:
        from pairing_desktop.ui.launch import launch

        sys.exit(launch())
    from pairing_desktop.cli import main as command

    command()


if __name__ == "__main__":
    main()
