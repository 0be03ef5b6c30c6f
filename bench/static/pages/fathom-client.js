library.load("ABCDEFGH");
library.trackEvent("opened");
