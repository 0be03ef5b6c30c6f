// Part of the probe (probe.js): takes stacks, and keeps the frames of the script called `mark` out of those that the page
// can see. `frames`: how many frames are taken.
(mark, frames) => {
  const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const ErrorCtor = Error;
  const slice = String.prototype.slice,
    indexOf = String.prototype.indexOf,
    includes = String.prototype.includes;
  // What call sites are asked with, as hooks of a page get them.
  const scriptOfSite = (() => {
    ErrorCtor.prepareStackTrace = (_, sites) => sites;
    const sites = new ErrorCtor().stack;
    delete ErrorCtor.prepareStackTrace;
    return getPrototypeOf(sites[0]).getScriptNameOrSourceURL;
  })();
  // False for a Proxy, whose traps are page code; browsers that lack it have no way to know.
  const isError = ErrorCtor.isError ?? ((error) => typeof error === "object" && error !== null),
    stackGetter = getOwnPropertyDescriptor(new ErrorCtor(), "stack").get; // undefined where it is a plain value

  // Error.stackTraceLimit if it is a plain property, which is all that the engine itself heeds; never runs page code.
  const limitNow = () => {
    const d = getOwnPropertyDescriptor(ErrorCtor, "stackTraceLimit");
    return d && d.writable && typeof d.value === "number" ? d.value : undefined;
  };
  const stackNow = () => {
    try {
      const limit = limitNow(),
        hook = getOwnPropertyDescriptor(ErrorCtor, "prepareStackTrace");
      if (limit === undefined) return ""; // the page would notice
      if (hook !== undefined && !(hook.writable && hook.configurable)) return ""; // as above
      if (hook) hideHook(undefined); // it would be shown our frames
      ErrorCtor.stackTraceLimit = frames;
      const stack = new ErrorCtor().stack;
      ErrorCtor.stackTraceLimit = limit;
      if (hook) hideHook(hook.value);
      return typeof stack === "string" ? stack : "";
    } catch {
      return "";
    }
  };
  // Changes the value only: a property taken away and put back would be last in the order of keys.
  const hideHook = (value) => defineProperty(ErrorCtor, "prepareStackTrace", { __proto__: null, value });

  // A native called through a wrapper throws with our frame in the stack: take it out again. A hook of the page that
  // makes stacks is called by us, then, and gets the call sites without ours. `natives`: 1 if the
  // frame before ours is of a native that was called here and not by the page.
  const foreign = (line) => !apply(includes, line, [mark]);
  // No array methods: these would ask the page's Symbol.species. Undefined if no line is ours.
  const withoutOurs = (stack, natives) => {
    let out = "",
      before = "",
      found = false;
    for (let start = 0, end; start <= stack.length; start = end + 1) {
      end = apply(indexOf, stack, ["\n", start]);
      if (end < 0) end = stack.length;
      const line = apply(slice, stack, [start, end]);
      if (foreign(line)) {
        before = out;
        out += (start ? "\n" : "") + line;
      } else if (!found) {
        found = true;
        if (natives) out = before;
      }
    }
    return found ? out : undefined;
  };
  const foreignSites = (sites) => {
    const left = [];
    for (let i = 0; i < sites.length; i++)
      if (apply(scriptOfSite, sites[i], []) !== mark)
        defineProperty(left, left.length, {
          __proto__: null,
          value: sites[i],
          writable: true,
          enumerable: true,
          configurable: true,
        });
    return left;
  };
  const clean = (error, natives = 0) => {
    if (!isError(error)) return error;
    const own = getOwnPropertyDescriptor(error, "stack");
    if (!own || (own.get && own.get !== stackGetter)) return error; // what the page made of it
    const hook = getOwnPropertyDescriptor(ErrorCtor, "prepareStackTrace");
    const guarded = hook !== undefined && hook.writable && hook.configurable && typeof hook.value === "function";
    try {
      if (guarded) hideHook((e, sites) => apply(hook.value, ErrorCtor, [e, foreignSites(sites)]));
      const stack = error.stack;
      const cleaned = typeof stack === "string" ? withoutOurs(stack, natives) : undefined;
      if (cleaned !== undefined) error.stack = cleaned;
    } catch {
      /* frozen or foreign */
    } finally {
      if (guarded) hideHook(hook.value);
    }
    return error;
  };

  // Two frames of ours are on the stack when a native runs: errors may be two deeper then, so that the page gets as
  // many as it is used to. `call` is Reflect.apply or Reflect.construct, or a function of ours that ends in one of them:
  // then `more` frames are ours.
  const OURS = 2;
  const deeper = (call, target, one, two, more = 0) => {
    const limit = limitNow(),
      raised = limit + OURS + more;
    if (limit === undefined) return call(target, one, two);
    ErrorCtor.stackTraceLimit = raised;
    try {
      return call(target, one, two);
    } finally {
      if (limitNow() === raised) ErrorCtor.stackTraceLimit = limit;
    }
  };
  return { __proto__: null, stackNow, clean, deeper };
}
