/** What was loaded, and what follows from it and the state. */

import { ordered, passes } from './filter';
import type { State } from './state';
import type { EventRow, Happening, Ontology, Place, Summary } from './types';

export class Model {
  private readonly happenings: Map<string, Happening>;
  private readonly byId: Map<string, EventRow>;

  constructor(
    readonly summary: Summary,
    readonly ontology: Ontology,
    readonly events: readonly EventRow[],
    /** Whether the file holds more events than were loaded. */
    readonly more: boolean,
  ) {
    this.happenings = new Map(ontology.happenings.map((happening) => [happening.id, happening]));
    this.byId = new Map(events.map((event) => [event.id, event]));
  }

  /** The events that pass all filters, in order. */
  visible({ filters, order }: State): EventRow[] {
    return ordered(this.events.filter((event) => passes(event, filters)), order);
  }

  event(id: string): EventRow | undefined {
    return this.byId.get(id);
  }

  label(happening: string): string {
    return this.happenings.get(happening)?.label ?? happening.replaceAll('-', ' ');
  }

  definition(happening: string): string | null {
    return this.happenings.get(happening)?.definition ?? null;
  }

  /** Index of a happening's family; a happening that the ontology lacks is among the last. */
  family(happening: string): number {
    const family = this.happenings.get(happening)?.family;
    const index = family === undefined ? -1 : this.ontology.families.indexOf(family);
    return index < 0 ? Math.max(0, this.ontology.families.length - 1) : index;
  }

  /** Events that happened at a place or along a stretch that covers it. */
  at(place: string): EventRow[] {
    return this.events.filter((event) => touches(event, place));
  }

  /** A place that any event names. */
  place(id: string): Place | null {
    for (const { place } of this.events) {
      const found = place === null ? undefined : placesOf(place).find((known) => known.id === id);
      if (found) return found;
    }
    return null;
  }
}

function touches({ place }: EventRow, id: string): boolean {
  return place !== null && placesOf(place).some((known) => known.id === id);
}

function placesOf({ place, shape }: NonNullable<EventRow['place']>): Place[] {
  return shape.form === 'stretch' ? [place, shape.from, ...shape.covers, shape.to] : [place];
}
