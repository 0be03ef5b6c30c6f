// One visit with tracker-radar-collector: node THIS FOLDER URL OUT BROWSER WAIT; with all its collectors.
const [folder, url, out, executablePath, wait] = process.argv.slice(2);
const crawler = require(`${folder}/crawler.js`);
const { getCollectorIds, createCollector } = require(`${folder}/helpers/collectorsList`);
const options = { executablePath, log: () => {}, collectorFlags: {}, collectors: getCollectorIds().map(createCollector) };
if (wait) options.extraExecutionTimeMs = Number(wait);
crawler(new URL(url), options).then(
  (data) => require("fs").writeFileSync(`${out}/result.json`, JSON.stringify(data)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
