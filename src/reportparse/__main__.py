"""`python -m reportparse`: the command line."""

from __future__ import annotations

import sys

from reportparse_command import main

if __name__ == "__main__":
    sys.exit(main())
