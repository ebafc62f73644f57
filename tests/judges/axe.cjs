// axe.cjs MODULES FILE...: opens each file in one headless Chromium and prints what is wrong with it, a line of JSON a file.
//
// MODULES is the folder that holds axe-core and playwright-core. Beside axe's rules for WCAG 2.2 A and AA and its best practice,
// target sizes among them: tables have heads; at 320 pixels nothing but frames of their own scrolls sideways (1.4.10), links lead to places that are
// there, frames that scroll can be focused, and nothing is asked for from elsewhere.
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const [modules, ...files] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const { chromium } = load("playwright-core");
const { source } = load("axe-core");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function judge(page, file) {
  const asked = [];
  const seen = (request) => asked.push(request.url());
  page.on("request", seen);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
  page.off("request", seen);
  const reasons = asked.filter((url) => !/^(file|data):/.test(url)).map((url) => `asks for ${url}`);
  await page.evaluate(source);
  const options = { runOnly: tags, rules: { "target-size": { enabled: true } }, resultTypes: ["violations", "incomplete"] };
  const found = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  for (const { id, help, nodes } of found.violations) {
    reasons.push(`${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 160)} ${[...nodes[0].any, ...nodes[0].all].map((check) => check.message).join("; ").slice(0, 240)}`);
  }
  reasons.push(...(await page.evaluate(() => {
    const dead = [...document.querySelectorAll('a[href^="#"]')].filter(
      (link) => !document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1))));
    const scripts = document.scripts.length ? ["has a script"] : [];
    // axe takes a table whose columns have no heads
    const bare = [...document.querySelectorAll("table")].filter((table) => !table.querySelector("thead th[scope]"));
    return [...scripts, ...bare.map(() => "a table without a head"), ...dead.slice(0, 5).map((link) => `a link to ${link.getAttribute("href")} leads nowhere`)];
  })));
  await page.setViewportSize({ width: 320, height: 640 });
  reasons.push(...(await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    const own = (element) => !element.closest(".scroll") && element.getBoundingClientRect().right > 321;
    const first = wide > 320 ? [...document.querySelectorAll("body *")].filter(own).slice(0, 2) : [];
    const closed = [...document.querySelectorAll("body *")].filter((element) =>
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "auto" && element.tabIndex < 0);
    return [
      ...(wide > 320 ? [`is ${wide} pixels wide on a screen of 320: ${first.map((e) => e.outerHTML.slice(0, 120))}`] : []),
      ...closed.slice(0, 2).map((element) => `scrolls, and cannot be focused: ${element.outerHTML.slice(0, 120)}`),
    ];
  })));
  const unsure = found.incomplete.map(({ id, nodes }) => `${id} (${nodes.length})`);
  return { file, reasons, unsure };
}

(async () => {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  for (const file of files) console.log(JSON.stringify(await judge(page, file)));
  await browser.close();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
