const socket = library.io("https://socket.test");
socket.emit("opened", {});
