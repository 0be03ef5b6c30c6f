const Talk = library.default?.default ?? library.default;
Talk.ready.then(() => {});
