[$service].forEach((use) => use());
