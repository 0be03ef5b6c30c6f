library.payments("sandbox-sq0idb-dummy", "LDUMMY").catch(() => {});
