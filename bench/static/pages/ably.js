const client = new library.Realtime({ key: "dummy1.key001:secretsecret" });
client.channels.get("news").subscribe(() => {});
