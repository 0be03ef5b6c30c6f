library.load({ monitoring: true }).then((botd) => botd.detect());
