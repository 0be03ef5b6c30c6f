// destination: wss://tiny.elm-gap.test/w
new WebSocket("wss://tiny.elm-gap.test/w").onopen=function(){this.send(navigator.userAgent)}
