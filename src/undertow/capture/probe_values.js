// Part of the probe (probe.js): describes values as text without running page code. Own data properties only, no getters,
// no toString, no traps: `behind` leads from a Proxy that the page made to what is behind it.
(behind) => {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const G = globalThis;
  const getter = (holder, name) => getOwnPropertyDescriptor(holder, name)?.get;
  const getterOf = (type, name) => G[type] && getter(G[type].prototype, name);
  const methodOf = (type, name) => G[type]?.prototype[name];
  const str = String,
    isArray = Array.isArray,
    isView = ArrayBuffer.isView,
    stringify = JSON.stringify,
    hasOwn = Object.hasOwn,
    objectProto = Object.prototype,
    slice = String.prototype.slice,
    weakGet = WeakMap.prototype.get;
  const Bytes = Uint8Array,
    Decoder = G.TextDecoder,
    decode = methodOf("TextDecoder", "decode");
  const viewBuffer = getter(getPrototypeOf(Bytes.prototype), "buffer");
  const viewOffset = getter(getPrototypeOf(Bytes.prototype), "byteOffset");
  const viewLength = getter(getPrototypeOf(Bytes.prototype), "byteLength");
  const dataBuffer = getterOf("DataView", "buffer"),
    dataOffset = getterOf("DataView", "byteOffset");
  const dataLength = getterOf("DataView", "byteLength"),
    bufferLength = getterOf("ArrayBuffer", "byteLength");
  const tagName = getterOf("Element", "tagName"),
    getAttribute = methodOf("Element", "getAttribute");

  const cut = (text, max) => (text.length > max ? apply(slice, text, [0, max]) : text);
  const HEX = "0123456789abcdef";
  const describeBytes = (buffer, offset, length, max) => {
    const size = length < max ? length : max;
    const bytes = new Bytes(buffer, offset, size);
    try {
      const text = apply(decode, new Decoder("utf-8", { fatal: true }), [bytes, { stream: true }]);
      let readable = true;
      for (let i = 0; i < text.length && readable; i++)
        readable = text[i] >= " " || text[i] === "\n" || text[i] === "\t";
      if (readable) return "utf8:" + text;
    } catch {
      /* not text, or shared memory */
    }
    let out = "hex:";
    for (let i = 0; i < size; i++) out += HEX[bytes[i] >> 4] + HEX[bytes[i] & 15];
    return out;
  };
  const brands = [],
    describers = []; // native types, recognised by the identity of their prototype
  const brand = (type, describer) => {
    if (!G[type]) return;
    brands.push(G[type].prototype);
    describers.push(describer);
  };
  const byGetter = (type, name) => {
    const read = getterOf(type, name);
    brand(type, (v) => apply(read, v, []));
  };
  const sizeOf = getterOf("Blob", "size");
  byGetter("URL", "href");
  byGetter("Request", "url");
  brand("Blob", (v) => "blob:" + apply(sizeOf, v, []));
  brand("File", (v) => "file:" + apply(sizeOf, v, []));
  if (G.URLSearchParams) {
    const text = methodOf("URLSearchParams", "toString");
    brand("URLSearchParams", (v) => apply(text, v, []));
  }
  if (G.FormData) {
    const each = methodOf("FormData", "forEach");
    brand("FormData", (v) => {
      let out = "";
      apply(each, v, [
        (value, key) => {
          out += (out && "&") + key + "=" + (typeof value === "string" ? value : "file");
        },
      ]);
      return out;
    });
  }
  const attribute = (v, name) => {
    const value = apply(getAttribute, v, [name]);
    return value ? "[" + name + "=" + cut(value, 60) + "]" : "";
  };
  const describeElement = (v) => {
    let out = "";
    try {
      out = apply(slice, apply(tagName, v, []), [0, 40]);
      out += attribute(v, "type") + attribute(v, "name") + attribute(v, "id");
    } catch {
      /* not an element */
    }
    return out;
  };
  const describePlain = (v, max, depth) => {
    const list = isArray(v);
    let out = "";
    const keys = ownKeys(v);
    for (let i = 0; i < keys.length && out.length < max; i++) {
      if (typeof keys[i] !== "string" || (list && keys[i] === "length")) continue;
      const d = getOwnPropertyDescriptor(v, keys[i]);
      if (!d || !d.enumerable || !hasOwn(d, "value")) continue;
      const text = typeof d.value === "string" && !list ? stringify(d.value) : describe(d.value, max, depth + 1);
      out += (out && ",") + (list ? text : stringify(keys[i]) + ":" + text);
    }
    return list && depth === 0 ? out : list ? "[" + out + "]" : "{" + out + "}";
  };
  const describeObject = (v, max, depth) => {
    if (v === null) return "null";
    if (isView(v)) {
      try {
        return describeBytes(apply(viewBuffer, v, []), apply(viewOffset, v, []), apply(viewLength, v, []), max);
      } catch {
        /* DataView */
      }
      return describeBytes(apply(dataBuffer, v, []), apply(dataOffset, v, []), apply(dataLength, v, []), max);
    }
    for (let n = 0, real; (real = apply(weakGet, behind, [v])); v = real)
      if (typeof real !== "object" || ++n > 9) return "object";
    const proto = getPrototypeOf(v);
    for (let i = 0; i < brands.length; i++) if (brands[i] === proto) return describers[i](v);
    if (isArray(v) || proto === objectProto || proto === null)
      return depth > 3 ? "object" : describePlain(v, max, depth);
    try {
      return describeBytes(v, 0, apply(bufferLength, v, []), max);
    } catch {
      /* no ArrayBuffer */
    }
    return describeElement(v) || "object";
  };
  const describe = (v, max, depth) => {
    switch (typeof v) {
      case "string":
        return cut(v, max);
      case "bigint":
        return str(v) + "n";
      case "function":
      case "symbol":
        return typeof v;
      case "object":
        return cut(describeObject(v, max, depth), max);
      default:
        return str(v);
    }
  };
  return { __proto__: null, describe, describeElement, cut };
}
