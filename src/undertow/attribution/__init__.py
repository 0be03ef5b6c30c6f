"""Who stands behind a host: organisation, owners, state, lists, laws and network, each with its source."""

from __future__ import annotations

from undertow.attribution.aliases import Aliases
from undertow.attribution.atlas import Atlas
from undertow.attribution.clues import Clues
from undertow.attribution.located import Located
from undertow.attribution.recognised import Recognised
from undertow.attribution.shown import Shown

__all__ = ["Aliases", "Atlas", "Clues", "Located", "Recognised", "Shown"]
