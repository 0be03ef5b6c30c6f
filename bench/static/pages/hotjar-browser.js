library.default.init(1234567, 6);
library.default.event("opened");
