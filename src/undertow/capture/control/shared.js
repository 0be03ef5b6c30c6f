fetch("$other/c/shared-worker-fetch", { method: "POST", body: "$bait" });
