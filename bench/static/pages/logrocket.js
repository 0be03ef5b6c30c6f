library.default.init("dummy/shop");
library.default.track("opened");
