const box = document.body.appendChild(Object.assign(document.createElement("div"), { style: "height:200px" }));
const map = library.map(box).setView([51.5, -0.09], 13);
library.tileLayer("https://tiles.test/{z}/{x}/{y}.png").addTo(map);
