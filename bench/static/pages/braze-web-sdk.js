library.initialize("00000000-0000-4000-8000-000000000001", { baseUrl: "sdk.iad-01.braze.com", allowUserSuppliedJavascript: false });
library.openSession();
library.requestImmediateDataFlush();
