// Starts the workbench with a small situation, and a browser to look at it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
export const SCREENSHOTS = join(here, 'screenshots');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const TARGET = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const EXAMPLE = process.env.TIDINGS_DEMO ?? join(TARGET, 'debug/examples/demo');

/** Longest wait for the server to tell its address. */
const START_MS = 20_000;

/** Longest wait for anything on the page: software drawing on a busy machine is slow. */
const PATIENCE_MS = 90_000;

/** Chromium as it runs without a screen, a sandbox of its own or a network. */
const FLAGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader', '--force-color-profile=srgb',
];

/** The server on a free port, over `file` or the invented situation; `stop` ends it. */
export async function serve(file) {
  if (!process.env.TIDINGS_DEMO) {
    const build = ['build', '--quiet', '--locked', '-p', 'tidings-server', '--example', 'demo'];
    execFileSync('cargo', build, { cwd: root, stdio: 'inherit' });
  }
  const child = spawn(EXAMPLE, ['127.0.0.1:0', ...(file ? [file] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the workbench did not start')), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the workbench ended with ${code}`)));
    child.stdout.on('data', (data) => {
      const found = /http:\S+/.exec(String(data));
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    });
  });
  return { address, stop: () => child.kill('SIGINT') };
}

/** A browser; `close` ends it and removes what it wrote. */
export async function browser() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const home = mkdtempSync(join(tmpdir(), 'tidings-e2e-'));
  const engine = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, env: { ...process.env, HOME: home } });
  const close = async () => {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { engine, close };
}

/** A page at `address` that keeps every fault: console errors, exceptions, failed requests. */
export async function open(engine, address, { width = 1440, height = 900, scheme = 'light', hash = '', motion = 'reduce', bypassCSP = false } = {}) {
  const context = await engine.newContext({
    viewport: { width, height }, colorScheme: scheme, reducedMotion: motion, locale: 'en-GB', bypassCSP,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') faults.push(`${type}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(blob|data):/.test(url)) faults.push(`outside: ${url}`);
  });
  await page.goto(`${address}${hash && `#${hash}`}`);
  await page.waitForSelector('.row, .list-nothing');
  return { page, faults, close: () => context.close() };
}

/** Waits until the map has drawn everything in the theme of the page. */
export async function mapIsDrawn(page) {
  await page.waitForFunction(() => {
    const map = document.querySelector('.map');
    return map?.dataset.idle === document.documentElement.dataset.theme;
  });
}

/** Takes a picture of the page once it stands still. */
export async function picture(page, name) {
  await mapIsDrawn(page);
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
