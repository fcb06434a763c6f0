/** Light and dark: the system's choice unless the user makes another, which this browser keeps. */

import { FAMILY_COUNT, familyStyle, THEMES, type Theme } from './palette';

const KEY = 'tidings-theme';

const dark = matchMedia('(prefers-color-scheme: dark)');

function wish(): Theme | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

export function theme(): Theme {
  return wish() ?? (dark.matches ? 'dark' : 'light');
}

/** Changes to the other theme and keeps it. */
export function turn(): void {
  localStorage.setItem(KEY, theme() === 'dark' ? 'light' : 'dark');
  apply();
}

const listeners: ((theme: Theme) => void)[] = [];

export function onTheme(listener: (theme: Theme) => void): void {
  listeners.push(listener);
}

/** Writes the colours to the root and tells the listeners. */
export function apply(): void {
  const now = theme();
  const root = document.documentElement;
  root.dataset['theme'] = now;
  for (const [name, colour] of Object.entries(THEMES[now])) root.style.setProperty(`--${name}`, colour);
  for (let family = 0; family < FAMILY_COUNT; family += 1) {
    root.style.setProperty(`--family-${family}`, familyStyle(family)[now]);
  }
  for (const listener of listeners) listener(now);
}

dark.addEventListener('change', apply);
