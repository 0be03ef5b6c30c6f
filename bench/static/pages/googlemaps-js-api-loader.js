library.setOptions({ key: "AIzaDummy0123456789", v: "weekly" });
library.importLibrary("maps").catch(() => {});
