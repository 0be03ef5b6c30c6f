const box = document.body.appendChild(Object.assign(document.createElement("div"), { style: "height:200px" }));
const gl = library.default;
gl.accessToken = "pk.eyJ1IjoiZHVtbXkiLCJhIjoiY2R1bW15In0.dummydummydummydummyyy";
new gl.Map({ container: box, style: "mapbox://styles/mapbox/streets-v12", center: [0, 51], zoom: 9 });
