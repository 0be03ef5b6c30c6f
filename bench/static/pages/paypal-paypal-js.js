library.loadScript({ clientId: "test" }).catch(() => {});
