"""Set up and start Pairing Desktop, pass its tests, or pack it for a machine without a network: `run.py --help`.

This file alone is read by whatever Python is at hand; what an old one could not even read lies in `setup/`.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Pairing Desktop needs Python 3.11, 3.12 or 3.13; this one is {}.{}. "
        "Start it with one of those, for example: python3.12 run.py".format(*sys.version_info)
    )

from setup.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
