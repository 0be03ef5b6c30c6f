const client = new library.ClientJS();
fetch("https://risk.test/id", { method: "POST", body: JSON.stringify({ id: client.getFingerprint() }) });
