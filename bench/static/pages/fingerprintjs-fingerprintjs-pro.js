library.load({ apiKey: "dummyKey0123456789ab" }).then((agent) => agent.get()).catch(() => {});
