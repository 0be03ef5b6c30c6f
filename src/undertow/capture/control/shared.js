[$shared].forEach((use) => use());
