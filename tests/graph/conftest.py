"""Lets the tests here share their models and the slow checker."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
