library.initializePaddle({ token: "test_0123456789abcdef0123456789a", environment: "sandbox" });
