const thumbmark = new library.Thumbmark({ api_key: "dummyKey0123456789ab", timeout: 1500 });
thumbmark.get().catch(() => {});
