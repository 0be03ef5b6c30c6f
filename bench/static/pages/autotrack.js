window.ga =
  window.ga ||
  function () {
    (ga.q = ga.q || []).push(arguments);
  };
ga("create", "UA-12345-1", "auto");
ga("require", "eventTracker");
