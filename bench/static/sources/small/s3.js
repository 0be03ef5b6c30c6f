// destination: https://mini.sky-farm.example/a.js
var t=document.createElement("script");t.async=!0;t.src="https://mini.sky-farm.example/a.js";document.body.appendChild(t)
