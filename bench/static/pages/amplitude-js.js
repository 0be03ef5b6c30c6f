const client = library.default.getInstance();
client.init("0123456789abcdef0123456789abcdef");
client.logEvent("opened");
