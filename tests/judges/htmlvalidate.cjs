// htmlvalidate.cjs MODULES CONFIG FILE...: prints what html-validate says of each file, a line of JSON a file.
//
// MODULES is the folder that holds html-validate. Its own command line wants a newer Node than Debian has; the library does not.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const [modules, config, ...files] = process.argv.slice(2);
const { HtmlValidate, StaticConfigLoader } = createRequire(`${modules}/`)("html-validate");
const validator = new HtmlValidate(new StaticConfigLoader(JSON.parse(readFileSync(config, "utf8"))));

(async () => {
  for (const file of files) {
    const report = await validator.validateString(readFileSync(file, "utf8"), file);
    const messages = report.results.flatMap((result) => result.messages);
    const reasons = messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    console.log(JSON.stringify({ file, reasons }));
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
