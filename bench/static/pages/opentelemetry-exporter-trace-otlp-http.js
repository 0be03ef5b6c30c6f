const exporter = new library.OTLPTraceExporter({ url: "https://otlp.test/v1/traces" });
exporter.export([], () => {});
