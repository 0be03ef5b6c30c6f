fetch("$other/c/worker-fetch", { method: "POST", body: "$bait" });
importScripts("$page/exercise.js");
