import type {
  EventPage, EventView, Ontology, PlaceView, ReportView, SearchPage, Summary,
} from './types';

/** A failure in words fit to be shown. */
export class ApiError extends Error {}

/** Everything the page asks of the workbench, all of it reading. */
export const api = {
  summary: () => get<Summary>('summary'),
  ontology: () => get<Ontology>('ontology'),
  event: (id: string) => get<EventView>(`events/${encodeURIComponent(id)}`),
  report: (id: string) => get<ReportView>(`reports/${encodeURIComponent(id)}`),
  place: (id: string) => get<PlaceView>(`places/${encodeURIComponent(id)}/status`),
  search: (words: string) => get<SearchPage>(`search?q=${encodeURIComponent(words)}`),
  events: () => get<EventPage>('events'),
};

async function get<T>(path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, { headers: { accept: 'application/json' } });
  } catch {
    throw new ApiError('The workbench does not answer. Is “tidings serve” still running?');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(messageOf(body) ?? `The workbench answered ${response.status}.`);
  return body as T;
}

function messageOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body as { error: { message?: unknown } };
  return typeof error?.message === 'string' ? error.message : null;
}
