"""Planfolio: a professional's learning plan, the evidence that proves it, and the people who support it."""

__version__ = "0.1.0"
