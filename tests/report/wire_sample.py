"""One request of the reference case with its visit: the number stands in the body behind JSON and base64."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import sample

from undertow.model import Bait, Evidence, EvidenceRef, Exchange, Script, StackFrame, Vantage, Visit

PHONE = "+8615400000000"
TOKEN = base64.b64encode(PHONE.encode()).decode()
BODY = f'{{"appId":"3000","msisdn":"{TOKEN}","sign":"00ff"}}'.encode()
AT = BODY.index(TOKEN.encode())
SPAN = (AT, AT + len(TOKEN))
FRAME = StackFrame(url="https://x.test/login.js", script=sample.sha("login"), function="oneTap", line=0, column=40_498)


def exchange(number: int = 17, body: bytes = BODY, **changes: Any) -> Exchange:
    values: dict[str, Any] = {
        "id": f"v3.e{number}", "at": 8_900.0, "step": "submit login", "channel": "xhr", "method": "POST",
        "url": f"https://{sample.CARRIER}/h5/getMobile", "host": sample.CARRIER, "status": 200,
        "request_body": hashlib.sha256(body).hexdigest(), "stack": (FRAME,),
    }  # fmt: skip
    return Exchange(**(values | changes))


def evidence(*exchanges: Exchange, visit: str = "v3") -> Evidence:
    vantage = Vantage(
        name="mainland-china", label="Mainland China", country="CN", locale="zh-CN", languages=("zh-CN",),
        timezone="Asia/Shanghai", phone_prefix="+86",
    )  # fmt: skip
    seen = Visit(
        id=visit, vantage=vantage, started="2026-11-22T10:13:05Z", duration=1.0, outcome="complete", browser="",
        user_agent="", headless_marker_removed=True, sealed=True, exchanges=exchanges,
        baits=(Bait(data="phone", value=PHONE, note="unallocated pattern"),),
    )  # fmt: skip
    script = Script(sha256=sample.sha("login"), size=9, name="login.4c1f.js")
    return Evidence(tool="undertow", target=sample.TARGET, started="", submit=True, visits=(seen,), scripts=(script,))


def ref(number: int = 17, **changes: Any) -> EvidenceRef:
    values: dict[str, Any] = {
        "kind": "exchange",
        "id": f"v3.e{number}",
        "part": "body",
        "span": SPAN,
        "layers": ("json", "base64"),
    }
    return EvidenceRef(**(values | changes))
