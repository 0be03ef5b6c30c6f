// Part of the probe (probe.js): the natives by which a page could see through wrappers, Function.prototype.toString and
// Proxy. `native` leads from wrappers to originals, `behind` from proxies of the page to what they are around.
(secret, native, behind, { originalOf, remember, deeper, clean, getOn }) => {
  const { apply, construct, defineProperty, getPrototypeOf } = Reflect;
  const G = globalThis,
    objectCreate = Object.create,
    weakSet = WeakMap.prototype.set;
  const replaceMethod = (holder, name, wrapper, original) => {
    remember(wrapper, original);
    defineProperty(holder, name, { __proto__: null, value: wrapper }); // the rest of its descriptor stays
  };
  // toString answers for wrappers with the text of the original, and is wrapped itself. Its error names the type of what
  // it was called on, which is another where that inherits from a wrapper.
  const toText = Function.prototype.toString;
  const inheritsFrom = (self) => (typeof self === "object" && self ? originalOf(getPrototypeOf(self)) : undefined);
  const wrappedToText = new Proxy(toText, {
    __proto__: null,
    apply(target, self, args) {
      if (self === secret) return native;
      if (typeof self === "function") self = originalOf(self) ?? self;
      try {
        return deeper(apply, target, self, args);
      } catch {
        /* what follows throws the same */
      }
      const original = inheritsFrom(self);
      try {
        return deeper(apply, target, original ? objectCreate(original) : self, args);
      } catch (error) {
        throw clean(error);
      }
    },
    get: getOn,
  });
  replaceMethod(Function.prototype, "toString", wrappedToText, toText);
  // Proxies made by the page are remembered with what is behind them.
  const made = (proxy, target) => {
    apply(weakSet, behind, [proxy, target]);
    return proxy;
  };
  const ProxyCtor = Proxy,
    revocable = Proxy.revocable;
  const watchedProxy = new ProxyCtor(ProxyCtor, {
    __proto__: null,
    construct(target, args, newTarget) {
      try {
        return made(deeper(construct, target, args, newTarget === watchedProxy ? target : newTarget), args[0]);
      } catch (error) {
        throw clean(error);
      }
    },
    apply(target, self, args) {
      try {
        return deeper(apply, target, self, args);
      } catch (error) {
        throw clean(error);
      }
    },
  });
  const watchedRevocable = new ProxyCtor(revocable, {
    __proto__: null,
    apply(target, self, args) {
      try {
        const pair = deeper(apply, target, self, args);
        made(pair.proxy, args[0]);
        return pair;
      } catch (error) {
        throw clean(error);
      }
    },
  });
  replaceMethod(ProxyCtor, "revocable", watchedRevocable, revocable);
  replaceMethod(G, "Proxy", watchedProxy, ProxyCtor);
}
