// Part of the probe (probe.js): moves the clock that scripts read by `shift` milliseconds. What is counted from the start
// of the page (performance.now, time stamps of events) stays. `put(holder, name, slot, traps)` replaces a
// native by a wrapper that the page cannot tell from it, `changed(native, traps)` makes such a wrapper.
//
// Not moved: what the browser itself does by its clock (expiry of cookies and caches, `document.lastModified` and
// `File.lastModified` where nothing else is given).
(shift, put, changed) => {
  const { apply, construct } = Reflect;
  const G = globalThis,
    DateCtor = Date,
    now = Date.now,
    toText = Date.prototype.toString;
  const there = () => now() + shift;

  put(DateCtor, "now", "value", { apply: () => there() });
  put(G, "Date", "value", {
    apply: () => apply(toText, new DateCtor(there()), []),
    construct: (target, args, newTarget) => construct(target, args.length ? args : [there()], newTarget),
  });

  // Without a time, these take the present.
  const at = (args) => (args.length && args[0] !== undefined ? args : [there()]);
  const format = G.Intl?.DateTimeFormat?.prototype;
  if (format) {
    put(format, "formatToParts", "value", { apply: (target, self, args) => apply(target, self, at(args)) });
    const bound = new WeakMap(),
      weakGet = WeakMap.prototype.get,
      weakSet = WeakMap.prototype.set;
    put(format, "format", "get", {
      apply(target, self, none) {
        const native = apply(target, self, none); // the same function each time
        let known = apply(weakGet, bound, [native]);
        if (!known) {
          known = changed(native, { apply: (inner, receiver, args) => apply(inner, receiver, at(args)) });
          apply(weakSet, bound, [native, known]);
        }
        return known;
      },
    });
  }

  const moved = (target, self, args) => apply(target, self, args) + shift;
  if (G.Performance) {
    put(Performance.prototype, "timeOrigin", "get", { apply: moved });
    const said = (target, self, args) => {
      const all = apply(target, self, args); // `timing` in it is the object itself, moved below
      all.timeOrigin += shift;
      return all;
    };
    put(Performance.prototype, "toJSON", "value", { apply: said });
  }
  // Moments of the page's loading since 1970; 0 stands for one that has not come.
  const moment = (target, self, args) => {
    const value = apply(target, self, args);
    return value ? value + shift : value;
  };
  if (G.PerformanceTiming) {
    for (const name of Reflect.ownKeys(PerformanceTiming.prototype)) {
      put(PerformanceTiming.prototype, name, "get", { apply: moment });
    }
    const moments = (target, self, args) => {
      const all = apply(target, self, args);
      for (const name in all) if (all[name]) all[name] += shift;
      return all;
    };
    put(PerformanceTiming.prototype, "toJSON", "value", { apply: moments });
  }
  if (G.GeolocationPosition) put(GeolocationPosition.prototype, "timestamp", "get", { apply: moved });

  const present = G.Temporal?.Now;
  if (present) {
    const zoned = present.zonedDateTimeISO,
      add = Temporal.ZonedDateTime.prototype.add,
      step = Temporal.Duration.from({ milliseconds: shift });
    const move = (name, from, adding, take) =>
      put(present, name, "value", {
        apply(_, self, args) {
          const there = apply(adding, apply(from, self, args), [step]);
          return take ? apply(take, there, []) : there;
        },
      });
    const { toPlainDateTime, toPlainDate, toPlainTime } = Temporal.ZonedDateTime.prototype;
    move("instant", present.instant, Temporal.Instant.prototype.add);
    move("zonedDateTimeISO", zoned, add);
    move("plainDateTimeISO", zoned, add, toPlainDateTime);
    move("plainDateISO", zoned, add, toPlainDate);
    move("plainTimeISO", zoned, add, toPlainTime);
  }
}
