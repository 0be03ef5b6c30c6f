library.default.init("0123456789abcdef0123456789abcdef01234567");
library.default.track("opened");
