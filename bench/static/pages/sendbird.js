const sb = new library.default({ appId: "00000000-0000-4000-8000-000000000001" });
sb.connect("dummy", () => {});
