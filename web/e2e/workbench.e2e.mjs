// The page in a real browser, over the real server with the invented situation of its tests.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { browser, mapIsDrawn, open, picture, serve } from './bench.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let server;
let engine;
let opened = [];

before(async () => {
  server = await serve();
  engine = await browser();
});

after(async () => {
  await engine?.close();
  server?.stop();
});

/** Opens the page; when the test ends there must have been no fault. */
async function visit(options) {
  const visited = await open(engine.engine, server.address, options);
  opened.push(visited);
  return visited.page;
}

afterEach(async () => {
  const faults = opened.flatMap((visited) => visited.faults);
  await Promise.all(opened.map((visited) => visited.close()));
  opened = [];
  assert.deepEqual(faults, []);
});

const ids = (page) => page.$$eval('.row', (rows) => rows.map((row) => row.dataset.event));
const hash = (page) => page.evaluate(() => location.hash);
const shown = (page) => page.textContent('.shown');
const heading = (page) => page.textContent('.panel-body h2');

test('the page loads, draws its map and tells what the file holds', async () => {
  const page = await visit({});
  assert.match(await page.textContent('.file'), /demo\.db 8 reports · 22 claims · 21 events/);
  assert.equal(await shown(page), '21 events');
  assert.match(await page.textContent('.notice'), /does not mean that a place is safe/);
  await picture(page, 'light');
});

for (const scheme of ['light', 'dark']) {
  test(`an event opens with its evidence, ${scheme}`, async () => {
    const page = await visit({ scheme, hash: 'event=e-surrender' });
    await page.waitForSelector('.claim');
    assert.match(await heading(page), /At least 40 Islamic State fighters/);
    assert.equal(await page.locator('.claim').count(), 2);
    const marked = await page.$$eval('.claim:first-of-type .sentence .mark', (marks) =>
      marks.map((mark) => [mark.className.split(' ')[1], mark.textContent]));
    for (const expected of [
      ['mark-trigger', 'surrendered'], ['mark-actor', 'Islamic State fighters'],
      ['mark-place', 'Baghuz Fawqani'], ['mark-quantity', 'At least 40'], ['mark-time', 'on Friday'],
    ]) {
      assert.ok(marked.some((mark) => mark.join() === expected.join()), `${expected} in ${marked.join(' | ')}`);
    }
    await picture(page, `event-${scheme}`);
  });
}

test('the theme can be turned and is kept', async () => {
  const page = await visit({ scheme: 'light' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'light');
  await page.click('#theme');
  assert.equal(await theme(), 'dark');
  await mapIsDrawn(page);
  await page.reload();
  await page.waitForSelector('.row');
  assert.equal(await theme(), 'dark');
});

test('kinds, assertions and places filter the list, and the address keeps them', async () => {
  const page = await visit({});
  await page.click('#family-0');
  assert.equal(await shown(page), '14 of 21 events');
  await page.click('#family-0');
  await page.click('#assertion-realized');
  await page.click('#assertion-ongoing');
  assert.deepEqual((await ids(page)).includes('e-surrender'), false);
  assert.deepEqual((await ids(page)).includes('e-return'), true);
  await page.fill('#place', 'abu hassan');
  await page.waitForFunction(() => /place=/.test(location.hash));
  assert.deepEqual(await ids(page), ['e-return']);
  const address = await hash(page);
  assert.match(address, /place=abu\+hassan/);
  const again = await visit({ hash: address.slice(1) });
  assert.deepEqual(await ids(again), ['e-return']);
  await again.click('#reset');
  assert.equal(await shown(again), '21 events');
});

test('less certain events can be left out', async () => {
  const page = await visit({});
  await page.focus('#sure');
  for (let presses = 0; presses < 17; presses += 1) await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /sure=85/.test(location.hash));
  assert.deepEqual((await ids(page)).sort(), ['e-clash', 'e-shells', 'e-surrender']);
});

test('single happenings can be left out', async () => {
  const page = await visit({});
  await page.click('.single summary');
  await page.click('#happening-shelling');
  assert.equal(await shown(page), '19 of 21 events');
  assert.equal(await page.getAttribute('#family-0', 'aria-pressed'), 'mixed');
});

test('the slider narrows the days with the keyboard', async () => {
  const page = await visit({});
  await page.focus('#from');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('PageUp');
  await page.waitForFunction(() => /since=/.test(location.hash));
  assert.equal((await ids(page)).includes('e-shelled'), false);
  const text = await page.getAttribute('#from', 'aria-valuetext');
  assert.match(text, /^\d+ \w{3} \d{4}$/);
  await page.click('#undated');
  assert.equal((await ids(page)).includes('e-march'), false);
  await page.click('text=All days');
  assert.equal(await shown(page), '21 events');
});

test('events that the map cannot show are in the list', async () => {
  const page = await visit({});
  assert.equal(await page.textContent('#unplaced'), '5 not on the map');
  await page.click('#unplaced');
  assert.deepEqual((await ids(page)).sort(), ['e-denial', 'e-held', 'e-killing', 'e-talks', 'e-trucks']);
  await page.click('[data-event=e-held]');
  await page.waitForSelector('.claim');
  assert.match(await page.textContent('.facts'), /No place could be resolved/);
  await page.click('.claim details summary');
  assert.match(await page.textContent('.candidates'), /not resolved/);
});

test('what is not told as done says so', async () => {
  const page = await visit({ hash: 'event=e-return' });
  await page.waitForSelector('.claim');
  assert.match(await page.textContent('.caution'), /Not counted as having happened/);
  assert.equal(await page.locator('.kicker .badge.open').textContent(), 'Conditional');
});

test('a claim leads to its sentence in the whole report', async () => {
  const page = await visit({ hash: 'event=e-clearance' });
  await page.click('text=Read in the whole report');
  await page.waitForSelector('#chosen-sentence');
  assert.match(await page.textContent('#chosen-sentence'), /^Clearance teams are removing mines/);
  assert.ok(await page.locator('#chosen-sentence').isVisible());
  await picture(page, 'report');
  await page.selectOption('#claim', '');
  await page.waitForFunction(() => !document.querySelector('#chosen-sentence'));
  assert.ok((await page.locator('.report-text .mark').count()) > 15);
  await page.goBack();
  await page.waitForSelector('#chosen-sentence');
  await page.click('text=← Back');
  await page.waitForSelector('.claim');
});

test('Arabic is set from right to left', async () => {
  const page = await visit({ hash: 'event=e-strike' });
  const sentence = page.locator('.sentence').first();
  await sentence.waitFor();
  assert.equal(await sentence.evaluate((box) => getComputedStyle(box).direction), 'rtl');
  assert.equal(await sentence.locator('.mark-trigger').textContent(), 'غارة جوية');
  await picture(page, 'arabic');
});

test('a place shows five facets, what is unknown as unknown', async () => {
  const page = await visit({ hash: 'event=e-blast' });
  await page.click('.facts .link');
  await page.waitForSelector('.facet');
  assert.equal(await page.locator('.facet').count(), 5);
  assert.equal(await page.locator('.facet.unknown').count(), 4);
  assert.match(await page.textContent('.caution'), /Unknown does not mean safe/);
  assert.match(await page.textContent('.facet.doubted'), /out of date since 11 Jun 2019.*Contradicted by 1 claim/s);
  await picture(page, 'place');
});

test('words are searched in the reports', async () => {
  const page = await visit({});
  await page.fill('#words', 'mines');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.snippet');
  assert.equal(await page.textContent('.snippet .found'), 'mines');
  await page.click('.event-line >> nth=0');
  await page.waitForSelector('.facts');
});

test('the whole way goes by keyboard alone', async () => {
  const page = await visit({});
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'list');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.getAttribute('#list', 'aria-activedescendant'), 'row-2');
  const wanted = await page.getAttribute('#row-2', 'data-event');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.claim');
  assert.match(await hash(page), new RegExp(`event=${wanted}`));
  await page.waitForFunction(() => document.activeElement.className === 'panel-body');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('.panel-body').contains(document.activeElement)));
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid', 'the focus is seen');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('#panel').hidden);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'list');
  await page.keyboard.press('End');
  assert.equal(await page.getAttribute('#list', 'aria-activedescendant'), 'row-20');
});

test('a click on a symbol of the map opens its event', async () => {
  const page = await visit({ hash: 'map=9/49.71/37.615' });
  await mapIsDrawn(page);
  const box = await page.locator('.map').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.claim');
  assert.match(await heading(page), /Kupiansk/);
});

test('a narrow screen shows list, map and event in turn', async () => {
  const page = await visit({ width: 390, height: 844 });
  await picture(page, 'narrow-list');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 390, 'nothing reaches over the edge');
  await page.click('#show-map');
  await picture(page, 'narrow-map');
  await page.click('#show-list');
  await page.click('[data-event=e-shells]');
  await page.waitForSelector('.claim');
  await picture(page, 'narrow-event');
  await page.click('.close');
  await page.waitForFunction(() => document.querySelector('#panel').hidden);
});

test('the arrows of the panel step through the list', async () => {
  const page = await visit({ hash: 'event=e-ordered' });
  await page.waitForSelector('.claim');
  await page.click('[aria-label="Next event of the list"]');
  await page.waitForFunction(() => /event=e-drones/.test(location.hash));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /event=e-talks/.test(location.hash));
  await page.click('[aria-label="Previous event of the list"]');
  await page.waitForFunction(() => /event=e-drones/.test(location.hash));
});

for (const [name, options] of [
  ['list and map', {}],
  ['an event in the dark', { scheme: 'dark', hash: 'event=e-surrender' }],
  ['a place', { hash: 'at=own:as-susah' }],
  ['a narrow screen', { width: 390, height: 844 }],
]) {
  test(`axe finds no fault with ${name}`, async () => {
    // Only here the page's own security policy is put aside: axe has to be put into it.
    const page = await visit({ ...options, bypassCSP: true });
    if (options.hash) await page.waitForSelector('.panel-body h2');
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }));
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    // Axe takes the two handles of the slider for one target on another: only their thumbs, 24 pixels
    // wide and high, take the pointer.
    assert.deepEqual(told.filter((fault) => !/^target-size: <input type="range"/.test(fault)), []);
  });
}

test('a row that is not there is told', async () => {
  const visited = await open(engine.engine, server.address, { hash: 'event=none' });
  await visited.page.waitForSelector('[role=alert]');
  assert.match(await visited.page.textContent('[role=alert]'), /holds no event "none"/);
  await visited.close();
});
