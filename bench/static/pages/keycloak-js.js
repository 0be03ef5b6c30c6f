const keycloak = new library.default({ url: "https://keycloak.test/", realm: "shop", clientId: "web" });
keycloak.init({ checkLoginIframe: true, onLoad: "check-sso", silentCheckSsoRedirectUri: location.href }).catch(() => {});
