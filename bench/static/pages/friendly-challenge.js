const box = document.querySelector("#login").appendChild(document.createElement("div"));
new library.WidgetInstance(box, { sitekey: "FCMDUMMY01234567", startMode: "auto" });
