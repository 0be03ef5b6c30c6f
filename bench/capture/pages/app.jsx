// A single-page app: a list from the server, routes, a form and a chart.
import * as echarts from "echarts";
import React, { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { HashRouter, Link, Route, Routes, useNavigate } from "react-router-dom";

const useItems = (count) => {
  const [items, set] = useState([]);
  useEffect(() => {
    Promise.all(Array.from({ length: count }, (_, n) => fetch("/api/item?n=" + n).then((answer) => answer.json()))).then(set);
  }, [count]);
  return items;
};
function List() {
  const items = useItems(20);
  const [filter, set] = useState("");
  useEffect(() => {
    for (let n = 0; n < 10; n++) setTimeout(() => set(String(n % 3)), n * 10);
  }, [items]);
  const rows = items.flatMap((item) => Array.from({ length: 20 }, (_, n) => item.n + "." + n));
  return <ul>{rows.filter((row) => row.includes(filter)).map((row) => <li key={row}>{row}</li>)}</ul>;
}
function Chart() {
  const box = useRef();
  useEffect(() => {
    const chart = echarts.init(box.current);
    const data = Array.from({ length: 200 }, (_, n) => (n * 7919) % 101);
    chart.setOption({ animation: false, xAxis: { type: "category", data: data.map((_, n) => n) }, yAxis: {}, series: [{ type: "line", data }, { type: "bar", data }] });
    return () => chart.dispose();
  }, []);
  return <div ref={box} style={{ width: 600, height: 300 }} />;
}
function SignIn() {
  const [values, set] = useState({});
  return ["email", "password"].map((name) => <input key={name} name={name} value={values[name] ?? ""} onChange={(event) => set({ ...values, [name]: event.target.value })} />);
}
function Tour() {
  const go = useNavigate();
  useEffect(() => {
    (async () => {
      for (const path of ["/list", "/chart", "/sign-in", "/list", "/chart"]) {
        go(path);
        await later(150);
      }
      done();
    })();
  }, []);
  return null;
}
createRoot(document.getElementById("root")).render(
  <HashRouter>
    <nav>{["/list", "/chart", "/sign-in"].map((path) => <Link key={path} to={path}>{path}</Link>)}</nav>
    <Tour />
    <Routes>
      <Route path="/list" element={<List />} />
      <Route path="/chart" element={<Chart />} />
      <Route path="/sign-in" element={<SignIn />} />
      <Route path="*" element={null} />
    </Routes>
  </HashRouter>,
);
