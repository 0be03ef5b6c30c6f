// destination: https://mini.peat-lane.test/p.gif?u={}
new Image().src="https://mini.peat-lane.test/p.gif?u="+encodeURIComponent(location.href)
