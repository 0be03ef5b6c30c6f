library.init({ orgId: "ABC12" });
library.FullStory("trackEvent", { name: "opened", properties: {} });
