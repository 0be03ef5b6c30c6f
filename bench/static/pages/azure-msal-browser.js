const client = new library.PublicClientApplication({
  auth: { clientId: "00000000-0000-4000-8000-000000000001", redirectUri: location.href },
});
client.initialize().then(() => client.ssoSilent({ scopes: ["user.read"], loginHint: "dummy" })).catch(() => {});
