const client = library.default?.client ?? library.client;
client.create({ authorization: "sandbox_dummy123_0123456789abcdef" }, (error, instance) => {
  if (!instance) return;
  library.default.dataCollector.create({ client: instance }, () => {});
  library.default.hostedFields.create({ client: instance, fields: {} }, () => {});
});
