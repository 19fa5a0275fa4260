"""A certificate on paper; `python -m planfolio.programmes.paper` reads JSON, writes the PDF, and ends."""
