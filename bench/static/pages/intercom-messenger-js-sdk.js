library.default({ app_id: "dummy123" });
