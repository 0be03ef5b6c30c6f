library.configure({ pk: "pk_0123456789abcdef0123456789abcdef" });
library.page?.({ user: { id: "dummy" } });
library.createRequestToken().then((token) => fetch("https://risk.test/c", { method: "POST", body: token }));
