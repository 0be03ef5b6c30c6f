library.inject({ mode: "production" });
library.track("opened");
