"""Detector `fingerprinting-script`."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.detectors.base import SENT, Case, Detector, finding
from undertow.detectors.fingerprint_criteria import Verdict, verdicts
from undertow.model import EvidenceRef, Finding, Sha256


def _detect(case: Case) -> Iterator[Finding]:
    names = {script.sha256: script.name for script in case.evidence.scripts}
    strongest: dict[Sha256, Verdict] = {}
    for visit in case.evidence.visits:
        for verdict in verdicts(visit):
            known = strongest.get(verdict.script)
            if known is None or len(verdict.criteria) > len(known.criteria):
                strongest[verdict.script] = verdict
    for script, verdict in sorted(strongest.items()):
        name = names.get(script, script[:12])
        flows = [f for f in case.flows if f.script_sha256 == script and f.data == "device" and f.grade in SENT]
        met = ", ".join(criterion.name for criterion in verdict.criteria)
        left = "What it read was seen leaving." if flows else "That the result left the page was not seen."
        yield finding(
            DETECTOR.id,
            (script,),
            title=f"{name} fingerprints the device ({met})",
            detail=f"{' '.join(criterion.detail for criterion in verdict.criteria)} {left}",
            severity="medium" if any(not f.first_party for f in flows) else "low",
            confidence="likely",
            flows=flows,
            evidence=[
                EvidenceRef(kind="probe", id=criterion.events[0], note=criterion.detail)
                for criterion in verdict.criteria
            ],
            advice="Find out who added it and what for; ask for consent where the law requires it.",
        )


DETECTOR = Detector(
    id="fingerprinting-script",
    title="Script fingerprints the device",
    about="""One script met at least two criteria of fingerprinting in recorded calls, one of them other than `canvas`,
`webgl`, `fonts` and `plugins`, which charts, games and layouts meet too; or one that nothing else meets; or it read
very many traits. Each criterion met is named with its calls. That the result left the page is a matter of flows: medium
if it was seen leaving to another party, else low.

Criteria: `canvas`, text of at least ten different characters is drawn and read back without loss from a picture of at
least 16 by 16 pixels (Englehardt and Narayanan, CCS 2016, 6.1; Acar et al., CCS 2014); `fonts`, text or boxes are
measured at least fifty times (6.2, here without looking at the font set each time); `font-list`, at least twenty fonts
are tried (6.2); `audio`, a tone is rendered offline through a compressor and its samples are read, all within 16,000
characters of code (6.4); `webgl`, the unmasked name of the graphics card is asked for (Cao et al., NDSS 2017);
`plugins` are listed, `screen`, a colour depth is read and the usable area or the other depth, and `traits`, at least
six different traits are read (Eckersley, PETS 2010; Laperdrix et al., S&P 2016); `breadth`, traits of at least five
unrelated kinds (browser, languages, time zone, screen, plugins, …) are read within 16,000 characters of code, beside
something rendered.

Alone suffice: `side-by-side`, a drawn text is read back, the name of the graphics card asked for and the plugins listed
within such a stretch of code; `test-picture`, a picture that is read back bears two marks of one made to tell devices
apart (the same text twice, one over the other; a pangram; an emoji beside letters; multiplied colours; the fill rule
asked for); `test-tone`, such a tone on one channel of at most a second or so; `digest`, what was read of two kinds of
traits went into a digest of Web Crypto (Iqbal et al., S&P 2021); `webrtc`, a connection is offered, its addresses are
read, no partner is ever set, nobody was sent its description, and no socket is waited for (6.3); `breadth` of six
kinds; eight traits within such a stretch of code, or ten anywhere.

The limits are calibrated on real packages by bench/capture/measure_fingerprinting.py: it recognises 34 of 35 packages
of the part they were calibrated on and 11 of 11 of another (10 before one was looked at), with no false alarm on
91 innocent ones; 27 of these were chosen for being close, and 3 were false alarms when they were first measured.
The one known to be missed reads two traits only, as do honest makers of ids. No finding is therefore no proof that
nothing fingerprints.

Calls belong to the innermost script on the stack; for traits in one place, what code made by `eval` or started as a
worker reads also belongs where it was made. A fingerprint otherwise spread over several scripts, or an app bundled into
one file with several libraries that each meet one criterion, can mislead it. A digest computed without Web Crypto is
not seen.""",
    detect=_detect,
)
