"""Every address of the site with real keys in it, for tests that hold of all of them."""

from tests.test_access_matrix import address, placed, routes


def addresses(scene: dict) -> dict[str, str]:
    """Each named page with an address that leads somewhere for the owner of `scene` (tests.world)."""
    return {name: address(name, scene) for name in sorted(placed()) if name in routes()}
