"""Who stands behind a host: organisation, owners, state, lists, laws and network, each with its source."""

from __future__ import annotations

from undertow.attribution.atlas import Atlas

__all__ = ["Atlas"]
