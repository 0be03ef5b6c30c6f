"""The child process of `sandbox`: runs JavaScript in QuickJS and answers with primitive values, or with code it made.

Started as a script with `python -I`, so it imports nothing of ours. One message is a four-byte length and JSON. Budgets
are processor time per step and a number of steps that may run out of it, so that results do not depend on the load.
"""

from __future__ import annotations

import json
import re
import resource
import struct
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

try:
    import _quickjs as quickjs  # the binding alone: its package starts twice as slowly, for a pool of threads
except ImportError:  # the name of the binding is the package's own affair
    import quickjs

if TYPE_CHECKING:
    from typing import Any, BinaryIO

Value = str | int | float | bool | None

# What decoders expect of a browser and QuickJS has not. No I/O of any kind; what differs from run to run throws, so
# that nothing decoded depends on it; so does what self-defence runs to hang a debugger (a function made of an endless
# loop, a pattern that backtracks for ever), which would only cost time.
_PRELUDE = r"""
const __r=[];
var atob=function(s){var t='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',o='',b=0,n=0;
 s=String(s).replace(/[\s=]/g,'');for(var i=0;i<s.length;i++){var k=t.indexOf(s[i]);if(k<0)throw Error('atob');
 b=b<<6|k;n+=6;if(n>=8){n-=8;o+=String.fromCharCode(b>>n&255)}}return o};
var btoa=function(s){var t='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',o='';s=String(s);
 for(var i=0;i<s.length;i+=3){var a=s.charCodeAt(i),b=s.charCodeAt(i+1),c=s.charCodeAt(i+2),v=a<<16|b<<8|c;
 o+=t[v>>18&63]+t[v>>12&63]+(isNaN(b)?'=':t[v>>6&63])+(isNaN(c)?'=':t[v&63])}return o};
var console={log(){},warn(){},error(){},info(){},debug(){},trace(){},table(){},exception(){}};
Math.random=function(){throw Error('random')};
delete globalThis.Date;delete globalThis.performance;
(function(){var F=Function,search=String.prototype.search,
 hangs=/^\s*(while|for)\s*\(\s*(true|1|;\s*;)\s*\)\s*(\{\s*\}|;)/,nested=/[+*]\)[+*]\)[+*]/;
 function G(){var body=String(arguments[arguments.length-1]);if(hangs.test(body))throw Error('endless');
  return F.apply(null,arguments)}
 G.prototype=F.prototype;F.prototype.constructor=G;globalThis.Function=G;
 String.prototype.search=function(p){if(typeof p==='string'&&nested.test(p))throw Error('endless');
  return search.call(this,p)}})();
const __json=JSON.stringify;
const __strict=function(parse){return function(on){parseInt=!on?parse:function(s,r){var n=parse(s,r);
 if(n!==n)throw Error('NaN');return n}}}(parseInt);
const __put=function(o,k,f){var d={configurable:true,enumerable:true};
 try{d.value=f();d.writable=true}catch(e){d.get=function(){throw e};throw e}finally{Object.defineProperty(o,k,d)}};
const __show=function(f){try{var v=f();var t=typeof v;
 return (t==='string'&&v.length<=65536)||t==='boolean'||(t==='number'&&isFinite(v))?v:null}catch(e){return null}};
"""

MEMORY = 96 << 20
"""Bytes one script's context may allocate."""
STACK = 1 << 20
SETUP_SECONDS = 5.0
"""Processor time of definitions and rotators together."""
STEP_SECONDS = 0.25
"""Processor time of one initialiser or expression; ordinary ones take microseconds."""
MAX_INTERRUPTS = 8
"""Steps of one script that may run out of time before the rest is given up."""
HARVEST_SECONDS = 3.0
"""Processor time of a whole script that is run, and of each call after that. An emergency stop for what no counter sees
(a pattern that backtracks): what the script does itself is counted, and ends by that (see harvest_stubs.js)."""
_MANY_CALLS = 4
"""Times that for all calls together."""
MAX_HARVEST_INTERRUPTS = 1
"""Of these, how many may run out of time."""
MAX_STEPS = 8_000
"""Callbacks and functions called after a whole script has run."""
MAX_JOBS = 500
"""Promised calls run in a row."""
_BATCH = 64
_ADDRESS_SPACE = 1 << 30
_REPEATS = 4

UNPACK_SECONDS = 1.5
"""Processor time of one run of a script that unpacks code, with what it puts off."""
_LEAST_SECONDS = 0.1
UNPACK_MEMORY = 192 << 20
_FIRST_LINE = 100_001  # line on which a script starts, so that its places can be told from those of texts it runs
_MOST_FOUND = 400
_MOST_CHARACTERS = 8 << 20
_MOST_RETRIES = 6  # runs again with a stub for a global that was missing
_MOST_JOBS = 1_000
_MISSING = re.compile(r"ReferenceError: ([\w$]+) is not defined")


class _Run:
    """One context, for one script."""

    def __init__(self, setup: str, steps: list[str]) -> None:
        self.problems: list[str] = []
        self.interrupts = 0
        self.context = quickjs.Context()
        self.context.set_memory_limit(MEMORY)
        self.context.set_max_stack_size(STACK)
        self.context.set_time_limit(SETUP_SECONDS)
        error = self._run(_PRELUDE) or self._run(setup)
        if error:
            self.problems.append(f"setup: {error}")
        self.context.set_time_limit(STEP_SECONDS)
        self._initialise(steps)

    def _run(self, script: str) -> str:
        """Evaluate for effect. Returns the error text, empty if there was none."""
        try:
            self.context.eval(script + "\n;0")
        except (quickjs.JSException, MemoryError, RecursionError, ValueError) as error:
            text = f"{type(error).__name__}: {error}"[:300]
            self.interrupts += "interrupted" in text
            return text
        return ""

    def _initialise(self, steps: list[str]) -> None:
        """Initialisers may depend on later ones: repeat those that threw while any succeeds."""
        failed = steps
        for _ in range(_REPEATS):
            before, failed = failed, []
            for step in before:
                if self.interrupts <= MAX_INTERRUPTS:
                    error = self._run(step)
                    if error and "interrupted" not in error:
                        failed.append(step)
            if len(failed) in (0, len(before)):
                break
        if failed:
            self.problems.append(f"{len(failed)} initialisers failed")

    def evaluate(self, roots: list[str]) -> list[Value]:
        """Values of expressions; None where one throws, is no primitive or ran out of time."""
        results: list[Value] = []
        for at in range(0, len(roots), _BATCH):
            results += self._batch(roots[at : at + _BATCH])
        return results

    def _batch(self, batch: list[str]) -> list[Value]:
        """One script per batch. An expression that runs out of time costs itself only: results so far are kept."""
        results: list[Value] = []
        while len(results) < len(batch) and self.interrupts <= MAX_INTERRUPTS:
            rest = batch[len(results) :]
            self._run("__r.length=0")  # a script that does not parse must not leave the last results behind
            error = self._run("".join(f"__r.push(__show(()=>({root})));" for root in rest))
            done = self._collect(len(rest))
            results += done
            if len(done) == len(rest):
                break
            if "SyntaxError" in error and len(rest) > 1:  # nothing ran: find the bad one by halves
                half = len(rest) // 2
                results += self._batch(rest[:half]) + self._batch(rest[half:])
            else:
                results.append(None)
        return results + [None] * (len(batch) - len(results))

    def _collect(self, most: int) -> list[Value]:
        try:
            answer = self.context.eval("__json(__r)")
            found = json.loads(answer) if isinstance(answer, str) else []
        except (quickjs.JSException, MemoryError, RecursionError, ValueError):
            return []
        if not isinstance(found, list):
            return []
        return [_clean(value) for value in found[:most]]


def _unpack(source: str, harness: str, environment: int) -> dict[str, Any]:
    """Run a whole script in a page in which nothing happens. Answers what it handed over to be run."""
    names: list[str] = []
    stop = time.process_time() + UNPACK_SECONDS
    while True:
        arguments = f"{environment},{json.dumps(names)},{_FIRST_LINE},{_MOST_FOUND},{_MOST_CHARACTERS}"
        answer = _unpack_once(source, f"{harness}\n({arguments})", stop)
        missing = _MISSING.search(answer["error"])
        if missing is None or missing[1] in names or len(names) >= _MOST_RETRIES:
            return answer
        names.append(missing[1])


def _unpack_once(source: str, harness: str, stop: float) -> dict[str, Any]:
    context = quickjs.Context()
    context.set_memory_limit(UNPACK_MEMORY)
    context.set_max_stack_size(STACK)
    ask = context.eval(harness)
    steps: list[Callable[[], object]] = [
        lambda: context.eval("\n" * (_FIRST_LINE - 1) + source),
        lambda: ask("drain"),
        lambda: _jobs(context),
        lambda: ask("drain"),
    ]
    problems: list[str] = []
    for step in steps:
        context.set_time_limit(max(_LEAST_SECONDS, stop - time.process_time()))
        problems.append(_attempt(step))
        if "interrupted" in problems[-1]:
            break  # a page would hang there as well
    context.set_time_limit(UNPACK_SECONDS)
    context.set_memory_limit(2 * UNPACK_MEMORY)  # what it found must come out even if its memory is used up
    found: dict[str, Any] = {"cut": True, "found": []}
    try:
        found = dict(json.loads(ask("captured")))
    except (quickjs.JSException, MemoryError, RecursionError, ValueError, TypeError) as error:
        problems.append(f"{type(error).__name__}: {error}"[:300])
    for each in found["found"]:
        each["code"] = _clean(each["code"])
    stopped = found["cut"] or any("interrupted" in text or "memory" in text.lower() for text in problems)
    return {"found": found["found"], "stopped": stopped, "error": problems[0]}


def _attempt(step: Callable[[], object]) -> str:
    try:
        step()
    except (quickjs.JSException, MemoryError, RecursionError, ValueError) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""


def _jobs(context: Any) -> None:
    """What was put off by promises."""
    for _ in range(_MOST_JOBS):
        if not context.execute_pending_job():
            break


def _clean(value: object) -> Value:
    """A primitive that every encoder takes: half a surrogate pair becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value if isinstance(value, (int, float)) else None


def _harvest(
    world: str, script: str, following: str, result: str, seconds: float = HARVEST_SECONDS, stack: int = STACK
) -> dict[str, Any]:
    """Run a script in a world of its own, then `following` until that is false. `result` is what the world recorded."""
    context = quickjs.Context()
    context.set_memory_limit(MEMORY)
    context.set_max_stack_size(stack)
    context.set_time_limit(seconds)
    interrupts, error = 0, ""
    began = time.process_time()

    def run(text: str) -> Any:
        nonlocal interrupts, error
        try:
            return context.eval(text)
        except (quickjs.JSException, MemoryError, RecursionError, ValueError, TypeError) as problem:
            error = error or f"{type(problem).__name__}: {problem}"[:300]
            interrupts += "interrupted" in str(problem)
            return True

    def settle() -> None:
        """Run what was promised."""
        nonlocal interrupts
        for _ in range(MAX_JOBS):
            try:
                if interrupts > MAX_HARVEST_INTERRUPTS or not context.execute_pending_job():
                    return
            except (quickjs.JSException, MemoryError, RecursionError) as problem:
                interrupts += "interrupted" in str(problem)

    run(world)
    run(script + "\n;0")
    for _ in range(MAX_STEPS):
        settle()
        if interrupts > MAX_HARVEST_INTERRUPTS or not run(following):
            break
        if time.process_time() - began > _MANY_CALLS * seconds:
            interrupts += 1
            break
    seen = run(result)
    return {"seen": seen if isinstance(seen, str) else "", "error": error, "interrupts": interrupts}


def _read(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    return dict(json.loads(stream.read(struct.unpack("<I", head)[0])))


def main() -> None:
    """Serve until the parent closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    run: _Run | None = None
    while (job := _read(sys.stdin.buffer)) is not None:
        if "unpack" in job:
            answer: dict[str, Any] = _unpack(job["unpack"], job["harness"], job["environment"])
        elif "harvest" in job:
            run = None
            answer = _harvest(**job["harvest"])
        elif "setup" in job:
            run = None  # frees the memory of the last one first
            run = _Run(job["setup"], job["steps"])
            answer = {"problems": run.problems, "interrupts": run.interrupts}
        else:
            values = run.evaluate(job["roots"]) if run else [None] * len(job["roots"])
            answer = {"values": values, "interrupts": run.interrupts if run else 0}
        body = json.dumps(answer).encode()
        sys.stdout.buffer.write(struct.pack("<I", len(body)) + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
