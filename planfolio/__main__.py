import sys

from planfolio.cli import main

sys.exit(main())
