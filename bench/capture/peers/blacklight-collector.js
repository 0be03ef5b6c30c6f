// One visit with blacklight-collector: node THIS FOLDER URL OUT BROWSER; one page instead of three, else as it comes.
const [folder, url, outDir, puppeteerExecutablePath] = process.argv.slice(2);
const { collect } = require(`${folder}/node_modules/@themarkup/blacklight-collector`);
collect(url, { numPages: 1, outDir, puppeteerExecutablePath }).then((result) => {
  if (result.status !== "success") process.exitCode = 1;
});
