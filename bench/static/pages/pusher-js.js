const pusher = new library.default("0123456789abcdef0123", { cluster: "eu" });
pusher.subscribe("news");
